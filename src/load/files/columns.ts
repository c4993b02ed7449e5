import { ImportError, quoted } from './import-error.ts';
import type { Member } from './input.ts';
import { RowFault } from './report.ts';

/** A title as it is compared: line ends and runs of spaces are one space. */
export function titleOf(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim();
}

/**
 * Where each column stands, by its title in the header that ends on `line`; other columns may stand between. Throws
 * ImportError, naming the titles, where one is missing or stands twice.
 */
export function bindColumns<K extends string>(
  member: Member,
  line: number,
  titles: readonly string[],
  wanted: Readonly<Record<K, string>>,
): Record<K, number> {
  const entries = Object.entries<string>(wanted) as [K, string][];
  const missing = entries.filter(([, title]) => !titles.includes(title));
  const twice = entries.filter(([, title]) => titles.indexOf(title) !== titles.lastIndexOf(title));
  const wrong = missing.length > 0 ? missing : twice;
  if (wrong.length > 0) {
    throw new ImportError({
      file: member.place,
      line,
      found: `the header ${missing.length > 0 ? 'lacks' : 'has twice'} ${wrong.map(([, title]) => quoted(title)).join(', ')}`,
      expected: `the columns ${entries.map(([, title]) => title).join(', ')}`,
      remedy: 'Take the file as it was published, with all its columns.',
    });
  }
  return Object.fromEntries(entries.map(([name, title]) => [name, titles.indexOf(title)])) as Record<
    K,
    number
  >;
}

/** Throws RowFault where a row has not as many cells as its header. */
export function checkWidth(cells: readonly string[], width: number): void {
  if (cells.length !== width) throw new RowFault('row', cells.join(), `${width} cells, not ${cells.length}`);
}

/** Where a field stands in a record of fixed positions: its title, its first and its last position, from 1. */
export type Positions<Field extends string> = Readonly<Record<Field, readonly [string, number, number]>>;

/** The cells of a record of fixed positions, untrimmed. Throws RowFault where it has less than `shortest` characters. */
export function cellsAt<Field extends string>(
  text: string,
  positions: Positions<Field>,
  shortest: number,
): (field: Field) => string {
  if (text.length < shortest) {
    throw new RowFault('record', text, `at least ${shortest} characters, not ${text.length}`);
  }
  return (field) => text.slice(positions[field][1] - 1, positions[field][2]);
}

/** The ImportError for a table whose header is not among its first lines. */
export function noHeader(member: Member, expected: string): ImportError {
  return new ImportError({
    file: member.place,
    line: 1,
    found: 'there is no header',
    expected,
    remedy: 'Take the file as it was published, with the lines above its rows.',
  });
}
