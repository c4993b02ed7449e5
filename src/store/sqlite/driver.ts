import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import Libsql from 'libsql';

/** A value that SQLite takes and gives. */
export type Value = string | number | null;

export interface Statement<Row> {
  all(parameters?: Readonly<Record<string, Value>>): Row[];
  /** The same row by row, for hundreds of thousands of them. */
  iterate(): Iterable<Row>;
  /** Parameters by name, or one for each `?` in turn. */
  run(parameters?: Readonly<Record<string, Value>> | readonly Value[]): void;
}

/** A `select` that is run often. SQLite gives all rows as one JSON text, which is faster than the driver's objects. */
export interface Query<Row> {
  /** The statement that gives all rows as one text. */
  readonly sql: string;
  all(parameters?: Readonly<Record<string, Value>>): Row[];
  /** The values of each row in the order of its columns, which takes half as long. */
  values(parameters?: Readonly<Record<string, Value>>): (readonly Value[])[];
  /** The rows of such a text, wherever it was made. */
  rows(text: string): Row[];
}

/** The few things asked of an SQLite driver, so that another one can take its place. */
export interface Database {
  exec(sql: string): void;
  prepare<Row = unknown>(sql: string): Statement<Row>;
  /** Numbers must be exact in 15 digits. */
  query<Row = unknown>(sql: string): Query<Row>;
  close(): void;
}

/**
 * Opens a file for reading only (the driver ignores its own `readonly` option), or for building it. A file that is read is
 * opened as immutable, without locks: a load never changes it, but builds another file and replaces it.
 */
export function openDatabase(path: string, mode: 'read' | 'build'): Database {
  const database = new Libsql(mode === 'read' ? readOnly(path) : path);
  return {
    exec: (sql) => void database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        all: (parameters = {}) => statement.all(parameters) as never,
        iterate: () => statement.iterate({}) as never,
        run: (parameters = {}) => void statement.run(parameters),
      };
    },
    query: (sql) => queryOf(database, sql),
    close: () => void database.close(),
  };
}

const READ = `const [driver, file, sql] = process.argv.slice(1);
const Libsql = require(driver);
console.log(JSON.stringify(new Libsql(file).prepare(sql).all()));`;

/** The rows of a file that may be damaged, read in a child process that may crash; null if they cannot be read. */
export function readApart(path: string, sql: string): { readonly name: string }[] | null {
  const { stdout } = spawnSync(process.execPath, ['-e', READ, driverOf(), readOnly(path), sql], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 10_000,
  });
  try {
    return JSON.parse(stdout) as { name: string }[];
  } catch {
    return null;
  }
}

function queryOf<Row>(database: Libsql.Database, select: string): Query<Row> {
  const names = database
    .prepare(select)
    .columns()
    .map(({ name }) => name);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const sql = `select json_group_array(json_array(${columns})) from (${select})`;
  const statement = database.prepare(sql).raw();
  const rows = (text: string) =>
    (JSON.parse(text) as Value[][]).map((values) => {
      const row: Record<string, Value | undefined> = {};
      for (let index = 0; index < names.length; index++) row[names[index] as string] = values[index];
      return row as Row;
    });
  const textOf = (parameters: Readonly<Record<string, Value>> = {}) =>
    (statement.get(parameters) as unknown as [string])[0];
  return {
    sql,
    rows,
    all: (parameters) => rows(textOf(parameters)),
    values: (parameters) => JSON.parse(textOf(parameters)) as Value[][],
  };
}

/** Whether the driver says that the file is damaged. */
export function isCorrupt(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_SHORT_READ';
}

const FULL: readonly unknown[] = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT', 'EFBIG'];

/** Whether there is no room left on the disk, or for a file of this size. */
export function isFull(error: unknown): boolean {
  return FULL.includes((error as { code?: unknown }).code);
}

/** Where a process or thread of its own finds the driver. */
export const driverOf = () => createRequire(import.meta.url).resolve('libsql');

/** The name by which the driver opens a file for reading only. */
export function readOnly(path: string): string {
  return `file:${path.split('/').map(encodeURIComponent).join('/')}?mode=ro&immutable=1`;
}
