import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/sqlite/driver.ts';
import { STATEMENTS } from '../../../src/store/sqlite/open.ts';
import { loadSqlite } from '../../../src/store/sqlite/write/load-seed.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';

type StatementName = keyof typeof STATEMENTS;

/** Statements that read a whole table, because that is what they are for. */
const WHOLE: Partial<Record<StatementName, RegExp>> = {
  version: /^SCAN dataset$/,
  terms: /^SCAN term$/,
  termNumbers: /^SCAN term /,
  synonyms: /^SCAN synonym$/,
  overlaps: /^SCAN overlap$/,
  families: /^SCAN family$/,
  performs: /^SCAN performs$/,
  kinds: /^SCAN code_kind$/,
  companions: /^SCAN e$/,
  confused: /^SCAN f\b/,
  names: /^SCAN spoken_name\b/,
  sources: /^SCAN s USING INDEX sqlite_autoindex_source_1$/,
  counts: /^SCAN (accompanies|code|differs|e|crosswalk|confused|family|term|s)\b/,
  // All releases with their files, when a file is opened.
  releases: /^SCAN (r|s)\b/,
  // The newest release is one row.
  bundleNeighbours: /^SCAN p$/,
  editions: /^SCAN code\b/,
  // Counts of all codes, or of a system that holds most of them, start from all codes, all facts or all terms.
  systems: /^SCAN code USING COVERING INDEX code_system$/,
  browseCountAll: /^SCAN c\b/,
  facetsAll: /^SCAN (c|x|t|u)\b/,
  facetsSystems: /^SCAN u$/,
  // Codes of all the terms that are asked for.
  // At most as many as are counted.
  ranges: /^SCAN [xy]$/,
  browseTerms: /^SCAN m$/,
  browseDownTerms: /^SCAN m$/,
  browseCountTerms: /^SCAN m$/,
  facetsTerms: /^SCAN m$/,
};

const temporary = temporaryFolder();
const seed = join(temporary.folder, 'plans.db');
const all = join(temporary.folder, 'all.db');
beforeAll(() => {
  loadSqlite(seed, dataset);
  copyFileSync(seed, all);
  believe(all, 'all-files.stat1.csv');
});
afterAll(temporary.remove);

/** Lets a database plan as if it held what these figures were taken from: here a database with all public files. */
function believe(path: string, file: string): void {
  const [, ...rows] = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n');
  const database = openDatabase(path, 'build');
  database.exec('delete from sqlite_stat1');
  const insert = database.prepare(
    'insert into sqlite_stat1 (tbl, idx, stat) values (@table, @index, @figures)',
  );
  for (const row of rows) {
    const [table = '', index = '', figures = ''] = row.split(',');
    insert.run({ table, index: index === '' ? null : index, figures });
  }
  database.close();
}

describe.each([
  ['the seed', seed],
  ['all files', all],
])('the plan of every statement over %s', (_, path) => {
  it.each(Object.keys(STATEMENTS) as StatementName[])('%s scans no table that it need not', (name) => {
    const database = openDatabase(path, 'read');
    const plan = database.prepare<{ detail: string }>(`explain query plan ${STATEMENTS[name]}`).all();
    database.close();
    const scans = plan
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN/.test(detail))
      .filter((detail) => !/VIRTUAL TABLE|json_each|CONSTANT ROW|\(subquery-|^SCAN (k|g|f)$/.test(detail))
      .filter((detail) => !WHOLE[name]?.test(detail));
    expect(scans).toEqual([]);
  });

  it('search stops at as many as it ranks', () => {
    const database = openDatabase(path, 'read');
    const plan = database.prepare<{ detail: string }>(`explain query plan ${STATEMENTS.search}`).all();
    database.close();
    expect(plan.map(({ detail }) => detail).filter((detail) => detail.includes('ORDER BY'))).toEqual([]);
  });
});
