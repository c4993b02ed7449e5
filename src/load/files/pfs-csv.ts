import { bindColumns, noHeader, titleOf } from './columns.ts';
import type { Member } from './input.ts';
import { PFS_FIELDS, type PfsField, type PfsRow, pfsRow } from './pfs-row.ts';
import type { Report } from './report.ts';
import { tableRows } from './rows.ts';

/** The header is stacked over this many rows, of which the last begins with HCPCS, MOD. */
const STACKED = 5;
/** The header stands among the first rows. */
const HEADER_WITHIN = 40;

const TITLES = Object.fromEntries(
  Object.entries(PFS_FIELDS)
    .filter(([field]) => field !== 'descriptor')
    .map(([field, [title]]) => [field, title]),
) as Record<Exclude<PfsField, 'descriptor'>, string>;

/** Whether text has the stacked header: OPPSCAP, which lies in the same zip, has a header that begins alike. */
export function isPfsCsv(text: string): boolean {
  const rows = text.split(/\r?\n/, HEADER_WITHIN + 1).map((line) => line.split(','));
  const last = rows.findIndex(isLast);
  if (last < 0) return false;
  const words = new Set(
    wordsOf(
      rows
        .slice(0, last + 1)
        .slice(-STACKED)
        .flat(),
    ),
  );
  const wanted = wordsOf(Object.values(TITLES));
  return wanted.filter((word) => words.has(word)).length * 2 > wanted.length;
}

const wordsOf = (titles: readonly string[]) => titles.flatMap((title) => title.trim().split(/\s+/));

const isLast = (cells: readonly string[]) => cells[0] === 'HCPCS' && cells[1] === 'MOD';

/** The titles of columns whose header ends these rows. */
function stacked(above: readonly (readonly string[])[]): string[] {
  const rows = above.slice(-STACKED);
  const last = rows[rows.length - 1] ?? [];
  return last.map((_, index) => titleOf(rows.map((cells) => cells[index] ?? '').join(' ')));
}

/** The records of the csv, bound by the stacked header, so that columns of other years may stand between. */
export function pfsCsvRows(member: Member, report: Report): AsyncGenerator<PfsRow[]> {
  const none = () => noHeader(member, 'a header that ends in HCPCS, MOD, …');
  const preamble: (readonly string[])[] = [];
  return tableRows(member, report, {
    headerIn(cells, line) {
      preamble.push(cells);
      if (isLast(cells)) {
        const at = placesIn(member, line, stacked(preamble));
        return (cells, line) => pfsRow(line, (field) => cells[at[field]] ?? '');
      }
      if (preamble.length > HEADER_WITHIN) throw none();
      return null;
    },
    noHeader: none,
  });
}

function placesIn(member: Member, line: number, titles: readonly string[]): Record<PfsField, number> {
  const descriptor = titles.indexOf(PFS_FIELDS.descriptor[0]);
  return { ...bindColumns(member, line, titles, TITLES), descriptor: descriptor < 0 ? 2 : descriptor };
}
