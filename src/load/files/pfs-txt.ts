import type { Member } from './input.ts';
import { PFS_FIELDS, type PfsField, type PfsRow, pfsRow } from './pfs-row.ts';
import { type Report, RowFault } from './report.ts';
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
    text.startsWith(HEADER) || text === '' ? null : recordOf(line, text),
  );
}

function recordOf(line: number, text: string): PfsRow {
  if (text.length < SHORTEST) {
    throw new RowFault('record', text, `at least ${SHORTEST} characters, not ${text.length}`);
  }
  return pfsRow(line, (field: PfsField) => {
    const [, from, to] = PFS_FIELDS[field];
    return text.slice(from - 1, to);
  });
}
