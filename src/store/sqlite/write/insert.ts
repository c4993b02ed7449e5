import type { Database, Statement, Value } from '../driver.ts';
import { fieldOf } from '../release-columns.ts';

/** The values in the order of the columns, or by the names of the columns in camelCase; booleans become 0 and 1. */
export type Row = readonly Value[] | object;

/**
 * Inserts rows into `table (columns)`; `conflict` (`or replace`, `or ignore`) says what becomes of a row that is there.
 * Throws an Error where a row has nothing by the name of a column, which null is not.
 */
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
    const names = into.match(/\w+(?=[",)])/g) ?? [];
    const fields = names.map(fieldOf);
    const columns = fields.length;
    const most = Math.floor(VALUES / columns);
    const start = `insert ${conflict} into ${into}`;
    let values: Value[] = [];
    for (const row of rows) {
      if (Array.isArray(row)) values.push(...(row as Value[]));
      else for (const field of fields) values.push(heldValue(row as Fields, field));
      if (values.length < most * columns) continue;
      prepared(start, columns, most).run(values);
      values = [];
    }
    for (let at = 0; at < values.length; at += columns) {
      prepared(start, columns, 1).run(values.slice(at, at + columns));
    }
  };
}

type Fields = Readonly<Record<string, Value | boolean | undefined>>;

function heldValue(row: Fields, field: string): Value {
  const value = row[field];
  if (value === undefined) throw new Error(`a row to insert has no ${field}`);
  return typeof value === 'boolean' ? Number(value) : value;
}
