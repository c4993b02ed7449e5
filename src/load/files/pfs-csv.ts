import { bindColumns, checkWidth, noHeader, titleOf } from './columns.ts';
import { type CsvRecord, records } from './csv.ts';
import type { Member } from './input.ts';
import { PFS_FIELDS, type PfsField, type PfsRow, pfsRow } from './pfs-row.ts';
import type { Report } from './report.ts';

/** The header is stacked over this many rows, of which the last begins with HCPCS, MOD. */
const STACKED = 5;
/** The header stands among the first rows. */
const HEADER_WITHIN = 40;

const TITLES = Object.fromEntries(
  Object.entries(PFS_FIELDS)
    .filter(([field]) => field !== 'descriptor')
    .map(([field, [title]]) => [field, title]),
) as Record<Exclude<PfsField, 'descriptor'>, string>;

/** Whether text has the last row of the stacked header. */
export function isPfsCsv(text: string): boolean {
  return /^HCPCS,MOD,/m.test(text);
}

/** The records of the csv, bound by the stacked header, so that columns of other years may stand between. */
export async function* pfsCsvRows(member: Member, report: Report): AsyncGenerator<PfsRow[]> {
  const preamble: CsvRecord[] = [];
  let header: { readonly at: Record<PfsField, number>; readonly width: number } | null = null;
  for await (const batch of records(member, { encoding: 'cp1252' })) {
    const rows: PfsRow[] = [];
    for (const record of batch) {
      const { line, cells } = record;
      if (header === null) {
        preamble.push(record);
        if (cells[0] === 'HCPCS' && cells[1] === 'MOD') header = headerOf(member, preamble);
        else if (preamble.length > HEADER_WITHIN)
          throw noHeader(member, 'a header that ends in HCPCS, MOD, …');
        continue;
      }
      if (cells.length === 1 && cells[0] === '') continue;
      const { at, width } = header;
      try {
        checkWidth(cells, width);
        rows.push(pfsRow(member, line, (field) => cells[at[field]] ?? ''));
      } catch (fault) {
        report.refuse(member, line, fault);
      }
    }
    report.read += rows.length;
    yield rows;
  }
  if (header === null) throw noHeader(member, 'a header that ends in HCPCS, MOD, …');
}

function headerOf(member: Member, preamble: readonly CsvRecord[]) {
  const rows = preamble.slice(-STACKED);
  const last = rows[rows.length - 1] as CsvRecord;
  const titles = last.cells.map((_, index) => titleOf(rows.map(({ cells }) => cells[index] ?? '').join(' ')));
  const descriptor = titles.indexOf(PFS_FIELDS.descriptor[0]);
  return {
    at: { ...bindColumns(member, last.line, titles, TITLES), descriptor: descriptor < 0 ? 2 : descriptor },
    width: titles.length,
  };
}
