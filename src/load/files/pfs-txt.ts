import { cellsAt } from './columns.ts';
import type { Member } from './input.ts';
import { PFS_FIELDS, type PfsRow, pfsRow } from './pfs-row.ts';
import type { Report } from './report.ts';
import { lineRows } from './rows.ts';

const HEADER = 'HDR';
/** The last position that is read; published records are longer. */
const SHORTEST = PFS_FIELDS.conversionFactor[2];

/** A record of fixed positions: code, modifier, descriptor, status, flag, work RVU, practice expense RVU and whether it applies. */
const RECORD = /^[0-9A-Z]{5}(?: {2}|26|TC|53).{50}[A-Z][ +][ \d.]{6} [ \d.]{6}(?:NA| {2}) /m;

/** Whether text has records of fixed positions. */
export function isPfsTxt(text: string): boolean {
  return RECORD.test(text);
}

/** The records of the txt: fixed positions below lines that begin with HDR. */
export function pfsTxtRows(member: Member, report: Report): AsyncGenerator<PfsRow[]> {
  return lineRows(member, report, (text, line) =>
    text.startsWith(HEADER) || text === '' ? null : pfsRow(line, cellsAt(text, PFS_FIELDS, SHORTEST)),
  );
}
