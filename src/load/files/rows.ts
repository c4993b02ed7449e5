import { checkWidth } from './columns.ts';
import { records } from './csv.ts';
import type { ImportError } from './import-error.ts';
import type { Member } from './input.ts';
import type { Report } from './report.ts';
import { lines } from './text.ts';

/**
 * The rows of a text in batches. `rowOf` gives the row of a line (counted from 1), null where the line is none, and throws
 * RowFault if it is invalid: the report counts those, as it counts the rows read.
 */
export async function* lineRows<Row>(
  member: Member,
  report: Report,
  rowOf: (text: string, line: number) => Row | null,
): AsyncGenerator<Row[]> {
  for await (const { first, texts } of lines(member, 'cp1252')) {
    const rows: Row[] = [];
    let line = first;
    for (const text of texts) {
      try {
        const row = rowOf(text, line);
        if (row !== null) rows.push(row);
      } catch (fault) {
        report.refuse(member, line, fault);
      }
      line += 1;
    }
    report.read += rows.length;
    yield rows;
  }
}

/** Gives the row of a record; throws RowFault if the record is invalid. */
export type RowOf<Row> = (cells: readonly string[], line: number) => Row;

/** What is particular to a table with delimiters. */
export interface TableFormat<Row> {
  readonly delimiter?: ',' | '\t';
  /** Called for each record until it finds the header: then it gives what reads the records below. */
  readonly headerIn: (cells: readonly string[], line: number) => RowOf<Row> | null;
  /** Whether a record below the header is no row; by default an empty line is none. */
  readonly isBlank?: (cells: readonly string[]) => boolean;
  /** What to throw where no record is the header. */
  readonly noHeader: () => ImportError;
}

/**
 * The rows below the header of a table with delimiters, in batches. Those that are invalid, or not as wide as the header,
 * are left out and counted by the report.
 */
export async function* tableRows<Row>(
  member: Member,
  report: Report,
  { delimiter = ',', headerIn, isBlank = isEmptyLine, noHeader }: TableFormat<Row>,
): AsyncGenerator<Row[]> {
  let rowOf: RowOf<Row> | null = null;
  let width = 0;
  for await (const batch of records(member, { encoding: 'cp1252', delimiter })) {
    const rows: Row[] = [];
    for (const { line, cells } of batch) {
      if (rowOf === null) {
        rowOf = headerIn(cells, line);
        width = cells.length;
        continue;
      }
      if (isBlank(cells)) continue;
      try {
        checkWidth(cells, width);
        rows.push(rowOf(cells, line));
      } catch (fault) {
        report.refuse(member, line, fault);
      }
    }
    report.read += rows.length;
    yield rows;
  }
  if (rowOf === null) throw noHeader();
}

const isEmptyLine = (cells: readonly string[]) => cells.length === 1 && cells[0] === '';
