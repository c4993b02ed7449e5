import type { Database, Value } from '../driver.ts';
import { RELEASED } from '../release-columns.ts';

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
