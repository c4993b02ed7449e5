import { fiscalYearNamed } from './fiscal-year.ts';
import type { Head, Recognised } from './format.ts';
import { quoted } from './import-error.ts';
import type { Member } from './input.ts';
import { type Report, RowFault } from './report.ts';
import { lineRows } from './rows.ts';
import { checkSpreadsheet } from './spreadsheet.ts';

/** A line of an order file of ICD-10-PCS or ICD-10-CM (CMS: "ICD-10 Order Files", layout of the file that comes with them). */
export interface OrderRow {
  /** As printed, without a dot: 00BT0ZX, C7951. */
  readonly code: string;
  /** Whether it is a code that can be used; a heading otherwise. */
  readonly valid: boolean;
  /** The long title. */
  readonly title: string;
  readonly line: number;
}

/** Columns: 1-5 order number, 7-13 code, 15 flag, 17-76 short title, 78- long title. */
const LAYOUT = /^\d{5} ([0-9A-Z]{3,7}) *$/;
const ORDER_DIGITS = 5;
/** The same after a spreadsheet has dropped the leading zeros of the order number. */
const SPOILT = /^\d{1,4} +([0-9A-Z]{3,7}) +[01] +\S/;

/** Reads an order file; `shape` is what its codes look like, for faults `like`. */
export function orderRows(
  member: Member,
  report: Report,
  shape: RegExp,
  like: string,
): AsyncGenerator<OrderRow[]> {
  return lineRows(member, report, (text, line) => (text === '' ? null : orderRow(text, line, shape, like)));
}

function orderRow(text: string, line: number, shape: RegExp, like: string): OrderRow {
  checkSpreadsheet(/^\d*/.exec(text)?.[0] ?? '', '1-5', ORDER_DIGITS);
  const [, code] = LAYOUT.exec(text.slice(0, 14)) ?? [];
  if (code === undefined || !shape.test(code)) throw new RowFault('1-13', text.slice(0, 13), like);
  const flag = text[14];
  if (flag !== '0' && flag !== '1') throw new RowFault('15', flag ?? '', '1 for a code, 0 for a heading');
  const title = text.slice(77).trim();
  if (title === '') throw new RowFault('78', quoted(text.slice(16, 77)), 'a long title');
  return { code, valid: flag === '1', title, line };
}

/** What an order file is recognised by whose first code has this shape, and starts with `start`: "a letter". */
export function recogniseOrderFile(head: Head, shape: RegExp, start: string): Recognised | null {
  if (!looksLikeOrderFile(head.text, shape)) return null;
  return {
    release: fiscalYearNamed(head),
    part: 'order',
    why: `its lines are an order number, a code without a dot, a flag and two titles, and the first code starts with ${start}`,
    unfit: null,
  };
}

function looksLikeOrderFile(text: string, shape: RegExp): boolean {
  const line = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const [, spoilt] = SPOILT.exec(line) ?? [];
  if (spoilt !== undefined) return shape.test(spoilt);
  const [, code] = LAYOUT.exec(line.slice(0, 14)) ?? [];
  return code !== undefined && shape.test(code) && /^[01] \S/.test(line.slice(14));
}
