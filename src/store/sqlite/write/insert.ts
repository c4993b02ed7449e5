import type { Database, Statement, Value } from '../driver.ts';

export type Row = readonly (Value | undefined)[];

/** Inserts rows into `table (columns)`; `conflict` (`or replace`, `or ignore`) says what becomes of a row that is there. */
export type Insert = (into: string, rows: Iterable<Row>, conflict?: string) => void;

/** About how many values one statement inserts; with more of them it becomes no faster. */
const VALUES = 900;

/** Inserts by statements of many rows, prepared once for each table, and of one row for the last few. */
export function inserting(database: Database): Insert {
  const statements = new Map<string, Statement<unknown>>();
  const prepared = (start: string, columns: number, rows: number) => {
    const key = `${start} ${rows}`;
    let statement = statements.get(key);
    if (statement === undefined) {
      const row = `(${Array<string>(columns).fill('?').join(', ')})`;
      const text = `${start} values ${Array<string>(rows).fill(row).join(', ')}`;
      statements.set(key, (statement = database.prepare(text)));
    }
    return statement;
  };
  return (into, rows, conflict = '') => {
    const columns = into.slice(into.indexOf('(')).split(',').length;
    const most = Math.floor(VALUES / columns);
    const start = `insert ${conflict} into ${into}`;
    let values: Value[] = [];
    for (const row of rows) {
      for (const value of row) values.push(value ?? null);
      if (values.length < most * columns) continue;
      prepared(start, columns, most).run(values);
      values = [];
    }
    for (let at = 0; at < values.length; at += columns) {
      prepared(start, columns, 1).run(values.slice(at, at + columns));
    }
  };
}
