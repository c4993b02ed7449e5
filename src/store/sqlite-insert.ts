import type { Database, Statement, Value } from './libsql.ts';

export type Row = readonly (Value | undefined)[];

/** Inserts rows into `table (columns)`; `conflict` (`or replace`, `or ignore`) says what becomes of a row that is there. */
export type Insert = (into: string, rows: Iterable<Row>, conflict?: string) => void;

/** How many rows one statement inserts: JSON of so many is parsed while it is still in the processor's cache. */
const ROWS = 5_000;

/** Inserts by one prepared statement for each table, thousands of rows at a time. */
export function inserting(database: Database): Insert {
  const statements = new Map<string, Statement<unknown>>();
  return (into, rows, conflict = '') => {
    const text = `insert ${conflict} into ${into} select ${valuesOf(into)} from json_each(@rows)`;
    let statement = statements.get(text);
    if (statement === undefined) statements.set(text, (statement = database.prepare(text)));
    let some: Row[] = [];
    for (const row of rows) {
      some.push(row);
      if (some.length < ROWS) continue;
      statement.run({ rows: JSON.stringify(some) });
      some = [];
    }
    if (some.length > 0) statement.run({ rows: JSON.stringify(some) });
  };
}

function valuesOf(into: string): string {
  const columns = into.slice(into.indexOf('(')).split(',');
  return columns.map((_, index) => `value ->> ${index}`).join(', ');
}
