import type { Database, Value } from '../driver.ts';

/** The tables of rows that belong to a release: what makes a row the same row in another make of it, and what it says. */
export const RELEASED = {
  listed: { key: ['code'], says: ['label', 'status'] },
  billing: {
    key: ['code', 'modifier'],
    says: [
      'status',
      'work_rvu',
      'non_facility_pe_rvu',
      'facility_pe_rvu',
      'malpractice_rvu',
      'non_facility_total_rvu',
      'facility_total_rvu',
      'global_days',
      'non_facility_na',
      'facility_na',
      'pre_operative',
      'intra_operative',
      'post_operative',
      'pc_tc',
      'multiple_procedure',
      'bilateral',
      'assistant',
      'co_surgeon',
      'team_surgeon',
      'endoscopic_base',
      'conversion_factor',
    ],
  },
  units_per_day: { key: ['code'], says: ['units', 'adjudication', 'rationale'] },
  bundle: { key: ['column1', 'column2', 'line'], says: ['indicator', 'effective', 'last_day', 'rationale'] },
  add_on: { key: ['add_on', '"primary"'], says: ['type'] },
  crosswalk: { key: ['code', 'other'], says: ['relationship', 'confidence', 'justification'] },
  contractor_add_on: { key: ['add_on'], says: ['type'] },
  licensed_text: { key: ['code', 'kind'], says: ['text'] },
} as const;

type Table = keyof typeof RELEASED;
const TABLES = Object.keys(RELEASED) as Table[];

/** The rows that are about to be replaced, kept beside until they are compared. */
export interface Former {
  /** How the rows of the release compare with those it had. */
  compare(): { readonly changed: number; readonly unchanged: number; readonly removed: number };
}

/** Sets the rows of a release aside; `files` are the numbers of those whose rows they are, null for all of them. */
export function setAside(database: Database, release: number, files: readonly number[] | null): Former {
  const held = TABLES.filter((table) => count(database, table, release) > 0);
  const which = `release = ${release}${files === null ? '' : ` and source in (${files.join()})`}`;
  for (const table of held) {
    database.exec(`create temp table former_${table} as select * from ${table} where ${which};
      delete from ${table} where ${which};
      create index temp.former_${table}_key on former_${table} (${RELEASED[table].key.join(', ')})`);
  }
  return {
    compare() {
      let changed = 0;
      let unchanged = 0;
      let removed = 0;
      for (const table of held) {
        const { key, says } = RELEASED[table];
        const same = (columns: readonly string[]) =>
          columns.map((column) => `new.${column} is old.${column}`).join(' and ');
        const met = `from ${table} new join former_${table} old on ${same(key)} where new.release = ${release}`;
        const equal = number(database, `select count(*) as value ${met} and ${same(says)}`);
        const paired = number(database, `select count(*) as value ${met}`);
        unchanged += equal;
        changed += paired - equal;
        removed += number(database, `select count(*) as value from former_${table}`) - paired;
        database.exec(`drop table former_${table}`);
      }
      return { changed, unchanged, removed };
    },
  };
}

/** Deletes the rows of a release. */
export function dropRows(database: Database, release: number): void {
  for (const table of TABLES) database.exec(`delete from ${table} where release = ${release}`);
}

/** How many rows a release has in all. */
export function rowsOf(database: Database, release: number): number {
  return TABLES.reduce((sum, table) => sum + count(database, table, release), 0);
}

function count(database: Database, table: Table, release: number): number {
  return number(database, `select count(*) as value from ${table} where release = @release`, { release });
}

function number(database: Database, sql: string, parameters: Record<string, Value> = {}): number {
  return database.prepare<{ value: number }>(sql).all(parameters)[0]?.value ?? 0;
}
