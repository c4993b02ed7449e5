import { stringify } from 'csv-stringify/sync';
import { cellText } from '../text/safe-text.ts';
import type { Row, Table } from './columns.ts';
import type { Output } from './output.ts';
import type { TableWriter } from './tables.ts';

/** Writes a table as CSV in UTF-8 with its mark, by which spreadsheets know it; a cell without a value is empty. */
export function csvWriter({ columns }: Table, output: Output): TableWriter {
  output.write(stringify([Object.keys(columns)], { bom: true }));
  return {
    write(rows: readonly Row[]) {
      output.write(stringify(rows.map((row) => row.map((cell) => (cell === null ? null : cellText(cell))))));
    },
    end() {},
  };
}
