import Libsql from 'libsql';

/** A value that SQLite takes and gives. */
export type Value = string | number | null;

export interface Statement<Row> {
  all(parameters?: Readonly<Record<string, Value>>): Row[];
  run(parameters?: Readonly<Record<string, Value>>): void;
}

/** The few things asked of an SQLite driver, so that another one can take its place. */
export interface Database {
  exec(sql: string): void;
  prepare<Row = unknown>(sql: string): Statement<Row>;
  close(): void;
}

/** Opens a file for reading only (the driver ignores its own `readonly` option), or for building it. */
export function openDatabase(path: string, mode: 'read' | 'build'): Database {
  const database = new Libsql(mode === 'read' ? `file:${encodePath(path)}?mode=ro` : path);
  return {
    exec: (sql) => void database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        all: (parameters = {}) => statement.all(parameters) as never,
        run: (parameters = {}) => void statement.run(parameters),
      };
    },
    close: () => void database.close(),
  };
}

/** Whether the driver says that the file is damaged. */
export function isCorrupt(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_SHORT_READ';
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
