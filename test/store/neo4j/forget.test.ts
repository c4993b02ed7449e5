import { beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../src/commands/config.ts';
import { documents } from '../../../src/load/seed/search-documents.ts';
import { openBolt } from '../../../src/store/neo4j/driver.ts';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { forgetNeo4j } from '../../../src/store/neo4j/write/forget.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Import } from '../../../src/store/release.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { forgetSqlite } from '../../../src/store/sqlite/write/forget.ts';
import { storeWith } from '../../imported.ts';
import { dataset } from '../../seeded.ts';
import { releases } from '../commuting.ts';
import { answersOf, FORGOTTEN, forgetContract, named } from '../forget.contract.ts';
import { contentsOf, describeNeo4j, quiet } from './neo4j.ts';

describeNeo4j('a Neo4j', (settings) => {
  const reset = () => loadNeo4j(settings(), dataset, { ...quiet, reset: true });
  forgetContract('neo4j', () => ({ ...readConfig({}), neo4j: settings() }), reset);

  let all: readonly Import[];
  beforeAll(async () => {
    all = await releases();
  });
  const load = async (names: readonly string[]) => {
    await reset();
    for (const one of named(all, names)) await importNeo4j(settings(), one);
  };

  it.each(FORGOTTEN)(
    'answers as the embedded store once it has forgotten %s',
    async (_, names, kind, release) => {
      await load(names);
      const sqlite = await storeWith(named(all, names));
      await sqlite.store.close();
      expect(await forgetNeo4j(settings(), kind, release, documents)).toEqual(
        forgetSqlite(sqlite.path, kind, release, documents),
      );
      expect(await answersOf(openNeo4j(settings()))).toEqual(await answersOf(openSqlite(sqlite.path)));
      await sqlite.close();
    },
  );

  it('holds after a forget what it would hold if the release had never come', async () => {
    await load(['icd10pcs 2025', 'pfs 2024D', 'crosswalk map.csv']);
    const without = await contentsOf(settings());
    await load(['icd10pcs 2025', 'icd10pcs 2026', 'pfs 2024D', 'pfs 2025D', 'crosswalk map.csv']);
    await forgetNeo4j(settings(), 'icd10pcs', '2026', documents);
    await forgetNeo4j(settings(), 'pfs', '2025D', documents);
    expect(await contentsOf(settings())).toEqual(without);
  });

  it('tries an import: tells what it would do, and holds what it held', async () => {
    await load(['icd10pcs 2025', 'pfs 2025D', 'ncci-ptp 2024Q3']);
    const before = await contentsOf(settings());
    const fresh = ['icd10pcs 2026', 'pfs 2024D', 'hcpcs 2025', 'licensed-text a.csv'];
    for (const release of named(all, fresh)) {
      const told = await importNeo4j(settings(), release, true);
      expect(told).toMatchObject({ outcome: 'imported', changed: 0, unchanged: 0, removed: 0 });
      expect(await contentsOf(settings())).toEqual(before);
    }
    const [held, release] = named(all, ['pfs 2025D', 'icd10pcs 2026']) as [Import, Import];
    expect(await importNeo4j(settings(), held, true)).toEqual({ outcome: 'unchanged' });
    const told = await importNeo4j(settings(), release, true);
    expect(await importNeo4j(settings(), release)).toEqual(told);
  });

  it('lets nothing else change it meanwhile, and says what is under way', async () => {
    await load(['pfs 2025D']);
    const bolt = openBolt(settings());
    await bolt.alone(`CREATE (:Import {name: 'codelattice', owner: 'other', doing: 'forgetting', kind: 'pfs',
      since: 'then', host: 'elsewhere', pid: 7, batch: 0, seen: timestamp()})`);
    const [fees] = named(all, ['pfs 2024D']) as [Import];
    const busy =
      /^Process 7 on elsewhere has been forgetting pfs of all releases from this database since then\. Wait/;
    await expect(importNeo4j(settings(), fees)).rejects.toThrow(busy);
    await expect(forgetNeo4j(settings(), 'pfs', null, documents)).rejects.toThrow(busy);
    await bolt.alone('MATCH (i:Import) DELETE i');
    await bolt.close();
  });
});
