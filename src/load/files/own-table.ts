import { parse } from 'csv-parse/sync';
import type { Head } from './format.ts';
import { ImportError, quoted } from './import-error.ts';
import type { Member } from './input.ts';
import type { Release } from './release.ts';
import type { Report } from './report.ts';
import { tableRows } from './rows.ts';
import { startOf } from './text.ts';

/** The usual names of each column, squeezed (small letters and digits alone), the surest first. */
export type Names<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** Where each column stands; a column that is not there has no place. */
export type Places<Column extends string> = Readonly<Partial<Record<Column, number>>>;

/** A comma- or tab-separated table that a user made, as far as its start shows: its header and its first rows. */
export interface OwnTable {
  readonly delimiter: ',' | '\t';
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const ROWS_LOOKED_AT = 100;

/** The table at the start of a text, below lines that begin with #; null where it is none. */
export function ownTable(text: string): OwnTable | null {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const [first = ''] = lines;
  const delimiter = first.includes('\t') ? '\t' : ',';
  if (!first.includes(delimiter)) return null;
  const options = { delimiter, relax_column_count: true, relax_quotes: true } as const;
  try {
    const start = lines.slice(0, ROWS_LOOKED_AT + 1).filter((line) => line.split('"').length % 2 === 1);
    const [header = [], ...rows] = parse(start.join('\n'), options) as string[][];
    return { delimiter, header, rows };
  } catch {
    return null;
  }
}

/** Finds columns by their usual names. A title that stands twice tells nothing. */
export function placesOf<Column extends string>(
  header: readonly string[],
  names: Names<Column>,
): Places<Column> {
  const titles = header.map((title) => title.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const places: Partial<Record<Column, number>> = {};
  for (const [column, known] of Object.entries(names) as [Column, readonly string[]][]) {
    const name = known.find((one) => titles.includes(one) && titles.indexOf(one) === titles.lastIndexOf(one));
    if (name !== undefined) places[column] = titles.indexOf(name);
  }
  return places;
}

/** What a file that was named as a user's own table has instead, as a clause. */
export function headerInstead({ text }: Head): string {
  const table = ownTable(text);
  if (table === null) return 'its first line is no header of a comma- or tab-separated table';
  return `its header has the columns ${table.header.map((title) => quoted(title)).join(', ')}`;
}

/** The release of a user's own file: its name. It speaks for every day. */
export function ownRelease(name: string): Release {
  return { name, asOf: '0001-01-01', lastDay: null };
}

/**
 * The rows of a user's own table in batches. `rowOf` gets the cells of a row by column, trimmed, empty where there is
 * none, and throws RowFault where the row is no good.
 */
export async function* ownRows<Column extends string, Row>(
  member: Member,
  report: Report,
  names: Names<Column>,
  rowOf: (cell: (column: Column) => string, line: number) => Row,
): AsyncGenerator<Row[]> {
  const start = ownTable((await startOf(member)).toString('latin1'));
  const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '');
  yield* tableRows(member, report, {
    delimiter: start?.delimiter ?? ',',
    headerIn(cells) {
      if (isBlank(cells) || cells[0]?.startsWith('#')) return null;
      const at = placesOf(cells, names);
      return (cells, line) => rowOf((column) => cells[at[column] ?? -1]?.trim() ?? '', line);
    },
    isBlank,
    noHeader: () =>
      new ImportError({
        file: member.place,
        line: 1,
        found: 'there is no header',
        expected: 'a comma- or tab-separated table with a header',
        remedy: 'Put the names of the columns into the first line.',
      }),
  });
}
