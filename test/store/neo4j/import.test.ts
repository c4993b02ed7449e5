import { expect, it } from 'vitest';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import { importSqlite } from '../../../src/store/sqlite/write/import.ts';
import { run } from '../../documents.ts';
import { storeWith } from '../../imported.ts';
import { dataset } from '../../seeded.ts';
import { pcs } from '../../small-edition.ts';
import { aoc, billing, licensed, map, mue, pfs, ptp, releaseOfRows } from '../../small-releases.ts';
import { ADD_ON_FILES } from '../releases.ts';
import {
  DOCUMENTS,
  NEXT,
  pairs,
  pcs2025,
  pcs2026,
  remade,
  START,
  titles,
  watched,
  withCodes,
} from './import-releases.ts';
import { importState } from './import-state.ts';
import { describeNeo4j, quiet } from './neo4j.ts';

describeNeo4j('importing into a Neo4j', (settings) => {
  const { rows, answers, contents, leftovers } = importState(settings);

  it('says of every kind of row what the embedded store says', async () => {
    const releases = [
      pfs('2025D', NEXT, [billing('63278', {}), billing('63278', { modifier: '26' })]),
      pairs(1),
      remade(pairs(0)),
      mue('2024Q3', '2024-07-01', [['63278', 1, 3]]),
      remade(
        mue('2024Q3', '2024-07-01', [
          ['63278', 2, 3],
          ['63295', 1, 2],
        ]),
      ),
      aoc('2024-06', '2024-04-01', [['63295', '63278', 1]]),
      remade(
        aoc('2024-06', '2024-04-01', [
          ['63295', '63275', 1],
          ['63308', '63275', 1],
        ]),
      ),
      pcs2025,
      pcs2026,
      remade(pcs2025),
      remade(withCodes(pfs('2025D', NEXT, []), ['99213', '99214', '99215'])),
      ptp('2024Q4', '2024-10-01', [['63278', '99213', 1]]),
      remade(remade(withCodes(pfs('2025D', NEXT, [billing('63278', {})]), ['99215']))),
      remade(remade(pcs('2025', START, titles('2025', 200, 30)))),
      remade(pcs('2026', NEXT, titles('2026', 150, 100))),
      map('mine', [['63278', '0QB10ZX']]),
      licensed([['63278', 'LONG', 'a text that somebody holds a licence for']]),
    ];
    const sqlite = await storeWith([]);
    for (const release of releases) {
      const outcome = await importSqlite(sqlite.path, release);
      expect(outcome).toMatchObject({ outcome: 'imported' });
      expect(await importNeo4j(settings(), release), `${release.kind} ${release.release}`).toEqual(outcome);
    }
    expect(await leftovers()).toBe(0);
    const other = await storeWith([]);
    await sqlite.store.close();
    for (const release of releases) await importSqlite(other.path, release);
    await other.store.close();
    const { openSqlite } = await import('../../../src/store/sqlite/open.ts');
    const store = openSqlite(other.path);
    const expected = [];
    for (const text of DOCUMENTS) expected.push(JSON.parse(JSON.stringify((await run(store, text)).data)));
    expect(await answers()).toEqual(expected);
    await store.close();
  });

  it('lets the newest add-on file alone speak, in whatever order they came, as the embedded store does', async () => {
    const { older, newer, document } = ADD_ON_FILES;
    const sqlite = await storeWith([older, newer]);
    const expected = await run(sqlite.store, document);
    await sqlite.close();
    expect(expected.data).toMatchObject({
      ended: [{ addOn: false }, {}, {}],
    });
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      await loadNeo4j(settings(), dataset, { ...quiet, reset: true });
      for (const release of order) await importNeo4j(settings(), release);
      const store = openNeo4j(settings());
      expect(await run(store, document)).toEqual(expected);
      await store.close();
    }
  });

  it('changes nothing where the same files are held, and keeps them when the seed is loaded again', async () => {
    await importNeo4j(settings(), pcs2025);
    const before = await contents();
    expect(await importNeo4j(settings(), pcs2025)).toEqual({ outcome: 'unchanged' });
    expect(await loadNeo4j(settings(), dataset, quiet)).toBe('unchanged');
    expect(await contents()).toEqual(before);
    const other = { ...dataset, version: 'other' };
    await expect(loadNeo4j(settings(), other, quiet)).rejects.toThrow(/icd10pcs 2025.*--reset/);
    expect(await contents()).toEqual(before);
  });

  it('refuses a database without a seed', async () => {
    await rows('MATCH (d:Dataset) DELETE d');
    await expect(importNeo4j(settings(), pcs2025)).rejects.toThrow(/npm run seed/);
  });

  it('leaves nothing behind where a file turns out to be damaged', async () => {
    await importNeo4j(settings(), pcs2025);
    const before = await contents();
    let batches = 0;
    const damaged = watched(pcs2026, async () => {
      if (++batches === 4) throw new Error('line 7 is damaged');
    });
    await expect(importNeo4j(settings(), damaged)).rejects.toThrow('line 7 is damaged');
    expect(await contents()).toEqual(before);
    const unknown = releaseOfRows('ncci-mue', '2024Q3', START, (at) => [
      {
        of: 'unitsPerDay',
        rows: [{ code: 'CPT:00000', units: 1, adjudication: 1, rationale: '', citation: at(1) }],
      },
    ]);
    await expect(importNeo4j(settings(), unknown)).rejects.toThrow(/LIMITED_IN/);
    expect(await contents()).toEqual(before);
  });
});
