import type { Format, Head, Recognised } from './format.ts';
import type { Member } from './input.ts';
import { parseDay, parseQuarter, type Release } from './release.ts';
import { type Report, RowFault } from './report.ts';
import { lines } from './text.ts';

/** A code of HCPCS Level II with the texts of its records. */
export interface HcpcsRow {
  /** As printed: J1100. */
  readonly code: string;
  /** The parts of the long description, joined by single spaces. */
  readonly long: string;
  /** Up to 28 characters, abbreviated. */
  readonly short: string;
  /** The last day on which the code is valid, where the file tells one (`yyyy-mm-dd`). */
  readonly lastDay: string | null;
  /** The line of its first record. */
  readonly line: number;
}

/** Columns: 1-5 code (a modifier in 4-5), 6-10 sequence, 11 kind of record, 12-91 long text, 92-119 short text, 285-292 end. */
const RECORD = /^([A-Z]\d{4}| {3}[0-9A-Z]{2})(\d{5})([3478])/;
/** The sequence of a code's first record, and what each further one adds. */
const STEP = 100;
/** A record that ends before the day of its end is cut off. */
const SHORTEST_RECORD = 292;
const MONTHS: Readonly<Record<string, number>> = { JAN: 1, APR: 2, JUL: 3, OCT: 4 };

function recognise({ name, text }: Head): Recognised | null {
  const first = text.split('\n', 20).find((line) => RECORD.test(line));
  if (first === undefined || first.length < SHORTEST_RECORD) return null;
  const [, year = '', month = ''] = /HCPC(20\d\d)(?:_([A-Z]{3})(?![A-Z]))?/i.exec(name) ?? [];
  const number = MONTHS[month.toUpperCase()];
  return {
    release: parseRelease(number === undefined ? year : `${year}Q${number}`),
    part: 'all',
    why: 'its records are of 320 characters: a code, a sequence, a kind of record, a long and a short text',
    unfit: null,
  };
}

/** `2019`, the yearly file, or `2024Q2`, the update of April 2024. */
function parseRelease(text: string): Release | null {
  if (!/^20\d\d$/.test(text)) return parseQuarter(text);
  return { name: text, asOf: `${text}-01-01`, lastDay: `${text}-12-31` };
}

async function* read(member: Member, report: Report): AsyncGenerator<HcpcsRow[]> {
  let open: Open | null = null;
  let begun = false;
  let modifiers = 0;
  for await (const { first, texts } of lines(member, 'cp1252')) {
    const rows: HcpcsRow[] = [];
    for (const [index, text] of texts.entries()) {
      const [, code, sequence = '', kind] = RECORD.exec(text) ?? [];
      begun ||= code !== undefined;
      if (!begun || text.trim() === '') continue;
      try {
        if (code === undefined || text.length < SHORTEST_RECORD) throw notRecord(text);
        if (kind === '4') {
          open = continued(open, code, sequence, text);
          continue;
        }
        if (open !== null) rows.push(rowOf(open));
        open = null;
        if (kind === '7') modifiers += 1;
        if (kind === '3') open = opened(code, sequence, text, first + index);
      } catch (fault) {
        open = null;
        report.refuse(member, first + index, fault);
      }
    }
    report.read += rows.length;
    yield rows;
  }
  if (modifiers > 0) report.notes.push(`${modifiers} modifiers are passed over: they are no codes`);
  if (open === null) return;
  report.read += 1;
  yield [rowOf(open)];
}

/** A code of which further records may follow. */
interface Open {
  readonly row: Omit<HcpcsRow, 'long'>;
  readonly sequence: number;
  readonly texts: readonly string[];
}

const rowOf = ({ row, texts }: Open): HcpcsRow => ({ ...row, long: texts.join(' ') });

function opened(code: string, sequence: string, text: string, line: number): Open {
  if (Number(sequence) !== STEP) throw new RowFault('6-10', sequence, '00100 in the first record of a code');
  const end = text.slice(284, 292).trim();
  const lastDay = end === '' ? null : parseDay(end);
  if (end !== '' && lastDay === null) throw new RowFault('285-292', end, 'a day (yyyymmdd), or nothing');
  const row = { code, short: text.slice(91, 119).trim(), lastDay, line };
  return { row, sequence: STEP, texts: [longText(text)] };
}

function continued(open: Open | null, code: string, sequence: string, text: string): Open {
  if (open?.row.code !== code) throw new RowFault('1-5', code, 'the code of the record above it');
  const next = open.sequence + STEP;
  if (Number(sequence) !== next) throw new RowFault('6-10', sequence, String(next).padStart(5, '0'));
  return { ...open, sequence: next, texts: [...open.texts, longText(text)] };
}

function longText(text: string): string {
  const long = text.slice(11, 91).trim();
  if (long === '') throw new RowFault('12-91', '', 'a long text');
  return long;
}

function notRecord(text: string): RowFault {
  return new RowFault('1-11', text.slice(0, 11), 'a record of 320 characters: code, sequence, 3, 4, 7 or 8');
}

/** HCPCS Level II as CMS publishes it, as text; its modifiers are passed over. Source: cms.gov, HCPCS, Alpha-Numeric files. */
export const hcpcs: Format<HcpcsRow> = {
  kind: 'hcpcs',
  title: 'HCPCS Level II, the text of 320-character records (HCPC2019_CONTR_ANWEB.txt)',
  releases: 'a year or a quarter such as 2019 or 2024Q2',
  release: parseRelease,
  recognise,
  read,
};
