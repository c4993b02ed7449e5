import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { type Bolt, openBolt } from '../../../src/store/neo4j/driver.ts';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Named } from '../../../src/store/records.ts';
import type { Batch, Existing, Import } from '../../../src/store/release.ts';
import { importSqlite } from '../../../src/store/sqlite/write/import.ts';
import { run } from '../../documents.ts';
import {
  ADD_ON_FILES,
  aoc,
  billing,
  licensed,
  map,
  mue,
  pcs,
  pfs,
  ptp,
  releaseOfRows,
  storeWith,
} from '../../imported.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';
import { describeNeo4j, quiet } from './neo4j.ts';

/** How often imports are killed at random; 20 in a long run. */
const KILLS = Number(process.env.NEO4J_IMPORT_KILLS ?? 2);

const START = '2024-10-01';
const NEXT = '2025-10-01';

/** Codes of one table of ICD-10-PCS, with titles that tell the edition where they say something new. */
function titles(edition: string, count: number, from = 0): Record<string, string> {
  const codes: Record<string, string> = {};
  const characters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  for (let n = from; n < from + count; n++) {
    const code = `0QB${characters[n % 30]}${characters[Math.floor(n / 30)]}ZX`;
    codes[code] = n % 3 === 0 ? `Excision ${n} of ${edition}` : `Excision ${n}`;
  }
  return codes;
}
const TITLES = titles('2025', 300);
const NEXT_TITLES = titles('2026', 300, 40);
const pcs2025 = pcs('2025', START, TITLES, true);
/** Some codes are new, some go, some are relabelled. */
const pcs2026 = pcs('2026', NEXT, NEXT_TITLES, true);

const numbers = dataset.codes.filter(({ system }) => system === 'CPT').map(({ code }) => code);
const pairs = (indicator: number) =>
  ptp(
    '2024Q3',
    '2024-07-01',
    numbers.flatMap((one) => numbers.slice(0, 30).map((other) => [one, other, indicator] as const)),
  );
/** The same release under other files. */
const remade = (release: Import): Import => ({
  ...release,
  sources: release.sources.map((source) => ({ ...source, sha256: `${source.sha256} made anew` })),
});

function withBatches(release: Import, more: readonly Batch[]): Import {
  return {
    ...release,
    async *batches(held) {
      yield* release.batches(held);
      yield* more;
    },
  };
}

/** With codes that the graph does not know. */
const withCodes = (release: Import, codes: readonly string[]): Import => {
  const [{ id: source = '' } = {}] = release.sources;
  const rows = codes.map(
    (code, index): Named => ({
      id: `CPT:${code}`,
      system: 'CPT',
      code,
      isValid: true,
      isAddOn: false,
      citation: { source, line: index + 1, evidence: null },
    }),
  );
  return withBatches(release, [{ of: 'named', rows }]);
};

/** Runs `then` behind every batch. */
const watched = (release: Import, then: () => Promise<void>): Import => ({
  ...release,
  async *batches(held) {
    for await (const batch of release.batches(held)) {
      yield batch;
      await then();
    }
  },
});

const DOCUMENTS = [
  '{ dataset { version counts { codes terms families edges { kind count } } editions { edition codes } sources { id rows } } }',
  `{ code(id: "0QB10ZX") { label edition status lastValidDay family { id } axes { axis terms { id title } } source { id }
    related(first: 50) { totalCount edges { node { id } differences { axis } } } } }`,
  `{ code(id: "63278") { billing { release workRvu source { id } } unitsPerDay { units } bundles(direction: OUT, first: 50) {
    totalCount edges { node { id } modifierIndicator source { id } } } } }`,
  `{ code(id: "63275") { addOns(first: 50) { edges { node { id } type source { id line } } } }
    together(ids: ["63275", "63295", "63308"]) { pairs { verdict reasons { kind text source { id } } } } }`,
  '{ search(text: "excision", first: 100) { totalCount edges { node { __typename ... on Code { id } } } } }',
  '{ codes(filter: { system: [ICD10PCS] }, first: 500) { totalCount edges { node { id label } } } }',
  `{ codes(filter: { system: [CPT, HCPCS] }, first: 500) { edges { node { id label edition status addOn family { id }
    source { id line } } } } }`,
  '{ terms(axis: BODY_PART, first: 100) { edges { node { id codeCount } } } family(id: "family:icd10pcs") { codeCount } }',
  '{ term(id: "body-part:sacrum") { title codeCount } family(id: "family:icd10pcs-0QB") { codeCount } }',
];

describeNeo4j('importing into a Neo4j', (settings) => {
  let bolt: Bolt;
  beforeAll(() => {
    bolt = openBolt(settings());
  });
  afterAll(() => bolt.close());
  beforeEach(() => loadNeo4j(settings(), dataset, { ...quiet, reset: true }));

  const rows = <Row>(text: string) => bolt.alone<Row>(text);

  /** What a client reads just now. */
  async function answers(): Promise<unknown[]> {
    const store = openNeo4j(settings());
    try {
      const given: unknown[] = [];
      for (const text of DOCUMENTS) {
        const { data, errors } = await run(store, text);
        expect(errors, text).toBeUndefined();
        given.push(JSON.parse(JSON.stringify(data)));
      }
      return given;
    } finally {
      await store.close();
    }
  }

  /** All that the graph holds: its nodes and relationships, a line each. */
  async function contents(): Promise<string[]> {
    const nodes = await rows<{ labels: string[]; says: object }>(
      'MATCH (n) RETURN labels(n) AS labels, properties(n) AS says',
    );
    const edges = await rows<object>(
      `MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.name) AS from, labels(a) AS label, type(r) AS type,
         coalesce(b.id, b.name) AS to, properties(r) AS says`,
    );
    return [...nodes, ...edges].map((row) => JSON.stringify(sorted(row))).sort();
  }
  /** The lines that only one of two contents has. */
  const differing = (now: readonly string[], expected: readonly string[]) => {
    const [there, wanted] = [new Set(now), new Set(expected)];
    return {
      more: now.filter((line) => !wanted.has(line)),
      missing: expected.filter((line) => !there.has(line)),
      count: now.length - expected.length,
    };
  };
  const SAME = { more: [], missing: [], count: 0 };
  const unfinished = async () => {
    const store = openNeo4j(settings());
    const { unfinishedImports } = await (await store.at()).dataset();
    await store.close();
    return unfinishedImports.map(({ source }) => source.id);
  };
  const leftovers = async () => {
    const [left] = await rows<{ left: number }>(
      `RETURN COUNT { (:ArrivingCode) } + COUNT { (:ArrivingTerm) } + COUNT { (:ArrivingFamily) }
         + COUNT { (:ArrivingSource) } + COUNT { (:ReplacedSource) } + COUNT { (:Import) } AS left`,
    );
    return left?.left;
  };

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
      pairs: { addOns: { totalCount: 0 } },
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

  it('shows readers the former state until its last transaction, whatever arrives', async () => {
    for (const release of [pcs2025, pairs(1), pcs2026, remade(pairs(0)), remade(pcs2026)]) {
      const before = await answers();
      await importNeo4j(
        settings(),
        watched(release, async () => {
          expect(await answers()).toEqual(before);
        }),
      );
      expect(await answers()).not.toEqual(before);
    }
    expect(await leftovers()).toBe(0);
  });

  it('never shows a mixture', async () => {
    await importNeo4j(settings(), pcs2025);
    const store = openNeo4j(settings());
    const ids = Object.keys({ ...TITLES, ...NEXT_TITLES }).map((code) => `ICD10PCS:${code}`);
    const seen = new Map<string, Set<string>>();
    let importing = true;
    const read = async () => {
      while (importing) {
        const snapshot = await store.at();
        const codes = await snapshot.codes(ids).catch((error: Error) => {
          expect(error.message).toContain('just been replaced');
          return null;
        });
        if (codes === null) continue;
        const told = JSON.stringify(codes);
        seen.set(snapshot.version, (seen.get(snapshot.version) ?? new Set()).add(told));
      }
    };
    const readers = [read(), read()];
    for (const release of [pcs2026, remade(pcs2026), pairs(1)]) await importNeo4j(settings(), release);
    importing = false;
    await Promise.all(readers);
    await store.close();
    expect(seen.size).toBeGreaterThan(1);
    for (const told of seen.values()) expect(told.size).toBe(1);
  });

  it('lets one import at a time in', async () => {
    let begun = () => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const first = importNeo4j(
      settings(),
      watched(pcs2025, () => {
        begun();
        return gate;
      }),
    );
    await running;
    const busy = /Process \d+ on \S+ has been importing icd10pcs 2025 .* since .*Wait until it is done/;
    await expect(importNeo4j(settings(), pairs(1))).rejects.toThrow(busy);
    await expect(loadNeo4j(settings(), { ...dataset, version: 'other' }, quiet)).rejects.toThrow(busy);
    expect(await unfinished()).toEqual([]);
    go();
    expect(await first).toMatchObject({ outcome: 'imported' });
    expect(await importNeo4j(settings(), pairs(1))).toMatchObject({ outcome: 'imported' });
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

  describe('when it is killed', () => {
    const { folder, remove } = temporaryFolder();
    afterAll(remove);

    /** Starts an import in a process of its own; `hangAt` is a batch that it waits at for ever. */
    async function start(release: Import, hangAt = 0) {
      const file = join(folder, 'import.json');
      const batches: Batch[] = [];
      const held = { terms: new Map(), meanings: () => [], sources: [] } as Existing;
      for await (const { of, rows } of release.batches(held)) {
        for (let at = 0; at < rows.length; at += 40)
          batches.push({ of, rows: rows.slice(at, at + 40) } as Batch);
      }
      writeFileSync(file, JSON.stringify({ release, batches, hangAt, settings: settings() }));
      const child = spawn(process.execPath, ['--input-type=module', '-e', IMPORTER, file], { stdio: 'pipe' });
      let told = '';
      let failed = '';
      child.stdout.on('data', (text) => {
        told += text;
      });
      child.stderr.on('data', (text) => {
        failed += text;
      });
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
      const says = (word: string) => expect.poll(() => told + failed, { interval: 5 }).toContain(word);
      return { child, ended, says, told: () => told };
    }

    /** The same import, in the same small batches, not broken. */
    async function finish(release: Import) {
      const { ended, told } = await start(release);
      await ended;
      expect(told()).toContain('"outcome"');
    }

    it('names what was cut off, and ends it when it is run again', async () => {
      await importNeo4j(settings(), pcs2025);
      const before = await answers();
      const { child, ended, says } = await start(pcs2026, 12);
      await says('hangs');
      child.kill('SIGKILL');
      await ended;
      expect(await answers()).toEqual(before);
      await rows('MATCH (i:Import) SET i.seen = 0');
      expect(await unfinished()).toEqual(['icd10pcs/2026/rows.csv']);
      await importNeo4j(settings(), pairs(1));
      expect(await unfinished()).toEqual(['icd10pcs/2026/rows.csv']);
      expect(await importNeo4j(settings(), pcs2026)).toMatchObject({ outcome: 'imported' });
      expect(await unfinished()).toEqual([]);
      expect(await leftovers()).toBe(0);
    });

    it(`at ${KILLS} random moments, it ends as if it had not been`, async () => {
      const cases = [
        { former: pcs2025, release: pcs2026 },
        { former: pairs(1), release: remade(pairs(0)) },
      ];
      for (const { former, release } of cases) {
        const setUp = async () => {
          await loadNeo4j(settings(), dataset, { ...quiet, reset: true });
          await importNeo4j(settings(), former);
        };
        await setUp();
        const before = await answers();
        const unbroken = await start(release);
        await unbroken.says('begins');
        const began = Date.now();
        await unbroken.ended;
        const whole = Date.now() - began;
        const [after, expected] = [await answers(), await contents()];
        let broken = 0;
        for (let round = 0; round < Math.ceil(KILLS / cases.length); round++) {
          await setUp();
          const { child, ended, says, told } = await start(release);
          await says('begins');
          const wait = Math.random() * whole;
          await new Promise((resolve) => setTimeout(resolve, wait));
          child.kill('SIGKILL');
          await ended;
          const read = await answers();
          const isBefore = JSON.stringify(read) === JSON.stringify(before);
          if (isBefore) broken++;
          else expect(read, `killed after ${wait} ms`).toEqual(after);
          await finish(release);
          const found = differing(await contents(), expected);
          expect(found, `killed after ${wait} of ${whole} ms ${told()}`).toEqual(SAME);
          expect(await leftovers()).toBe(0);
        }
        console.log(`${release.kind}: ${broken} imports were broken off, of ${whole} ms each`);
      }
    });
  });
});

const IMPORTER = `
import { readFileSync } from 'node:fs';
import { documents } from '${pathToFileURL(join(root, 'dist/src/load/releases/named.js'))}';
import { importNeo4j } from '${pathToFileURL(join(root, 'dist/src/store/neo4j/write/import.js'))}';
const { release, batches, hangAt, settings } = JSON.parse(readFileSync(process.argv[1], 'utf8'));
console.log('begins');
const outcome = await importNeo4j(settings, {
  ...release,
  documents,
  async *batches() {
    for (const [index, batch] of batches.entries()) {
      yield batch;
      if (index + 1 !== hangAt) continue;
      console.log('hangs');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
  },
});
console.log(JSON.stringify(outcome));
`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
