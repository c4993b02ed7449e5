import type { CodeId } from '../../lattice/code.ts';
import { medicareCode } from './codes.ts';
import { noHeader } from './columns.ts';
import type { Format, Head, Recognised } from './format.ts';
import { ImportError } from './import-error.ts';
import type { Member } from './input.ts';
import { parseDay, parseQuarter, quarter, type Release } from './release.ts';
import { type Report, RowFault } from './report.ts';
import { lineRows } from './rows.ts';
import { checkSpreadsheet } from './spreadsheet.ts';

/** A pair of codes that are not paid together. It is its file and line: the same pair recurs with other dates. */
export interface PtpRow {
  /** The code that is paid. */
  readonly column1: CodeId;
  /** The code that is not paid beside it. */
  readonly column2: CodeId;
  /** The first day in force, `yyyy-mm-dd`; null where the file has a placeholder. */
  readonly effective: string | null;
  /** The last day in force; null where the pair goes on. */
  readonly lastDay: string | null;
  /** Whether a modifier lifts it: 0 no, 1 yes; 9 it was never in force, whatever its dates. */
  readonly modifierIndicator: 0 | 1 | 9;
  readonly rationale: string;
  readonly line: number;
}

const TITLES = [
  'Column 1',
  'Column 2',
  '*=in existence',
  'Effective',
  'Deletion',
  'Modifier',
  'PTP Edit Rationale',
];
const HEADER = TITLES.join('\t');
const HEADER_WITHIN = 20;
/** The initiative began on this day; re-laid files have it wherever the true day is not known, or the deletion if earlier. */
const PLACEHOLDER = '19960101';
const INDICATORS: Readonly<Record<string, 0 | 1 | 9>> = { 0: 0, 1: 1, 9: 9 };

function recognise({ place, text }: Head): Recognised | null {
  const header = text.split('\n', HEADER_WITHIN).some((line) => line.startsWith('Column 1\t'));
  if (!header || !/^Column ?1 ?\/ ?Column ?2 Edits/im.test(text)) return null;
  const [version, year = '', number = ''] = /v(\d\d)([0-3])r\d/i.exec(place) ?? [];
  const [, part] = /[-_]f(\d+)\.[^.!]*$/i.exec(place) ?? [];
  const named = parseQuarter(/20\d\dQ[1-4]/i.exec(place)?.[0] ?? '');
  return {
    release: version === undefined ? named : releaseOfVersion(Number(year), Number(number)),
    part: part === undefined ? 'all' : `f${part}`,
    why: 'its header has the columns Column 1, Column 2, Effective and Deletion Date',
    unfit: /ccioph|hospital|outpatient/i.test(place)
      ? 'these are the edits for outpatient hospital services, and its name says so'
      : null,
  };
}

/** Version 30.2 is the third quarter of the thirtieth year after 1994. */
function releaseOfVersion(year: number, number: number): Release {
  const inYear = 1994 + year;
  return quarter(`${inYear}Q${number + 1}`, inYear, number + 1);
}

async function* read(member: Member, report: Report): AsyncGenerator<PtpRow[]> {
  const rowOf = ptpRows();
  let header: 'above' | 'in' | 'below' = 'above';
  yield* lineRows(member, report, (text, line) => {
    if (header !== 'below') header = headerAt(member, line, text, header);
    return header !== 'below' || text === '' ? null : rowOf(text, line);
  });
  if (header === 'above') throw noHeader(member, HEADER_EXPECTED);
}

const HEADER_EXPECTED = `the seven columns ${TITLES.join(', ')}`;

/** The header goes on in lines whose first cell is empty. */
function headerAt(
  member: Member,
  line: number,
  text: string,
  before: 'above' | 'in',
): 'above' | 'in' | 'below' {
  if (before === 'in') return text.startsWith('\t') ? 'in' : 'below';
  if (text === HEADER) return 'in';
  if (text.startsWith('Column 1\t')) {
    throw new ImportError({
      file: member.place,
      line,
      found: 'columns are missing, added or in another order',
      expected: HEADER_EXPECTED,
      remedy: 'Take the file as it was published.',
    });
  }
  if (line > HEADER_WITHIN) throw noHeader(member, HEADER_EXPECTED);
  return 'above';
}

/** Reads rows by hand, for there are millions; days and rationales recur, and are kept once. */
function ptpRows(): (text: string, line: number) => PtpRow {
  const days = kept(parseDay);
  const rationales = kept((text) => Buffer.from(text).toString());
  const dayIn = (text: string, column: string) => {
    const day = days(text);
    if (day === null) {
      checkSpreadsheet(text, column, 0);
      throw new RowFault(column, text, 'a day such as 20240701');
    }
    return day;
  };
  return (text, line) => {
    const first = text.indexOf('\t');
    const second = text.indexOf('\t', first + 1);
    const third = text.indexOf('\t', second + 1);
    const fourth = text.indexOf('\t', third + 1);
    const fifth = text.indexOf('\t', fourth + 1);
    const sixth = text.indexOf('\t', fifth + 1);
    if (Math.min(first, second, third, fourth, fifth, sixth) < 0 || text.indexOf('\t', sixth + 1) >= 0) {
      throw new RowFault('row', text, `7 fields between tabs, not ${text.split('\t').length}`);
    }
    const effective = text.slice(third + 1, fourth);
    const deletion = text.slice(fourth + 1, fifth);
    const indicator = text.slice(fifth + 1, sixth);
    const modifierIndicator = INDICATORS[indicator];
    if (modifierIndicator === undefined) throw new RowFault('Modifier', indicator, '0, 1 or 9');
    const day = dayIn(effective, 'Effective Date');
    return {
      column1: medicareCode(text.slice(0, first), 'Column 1'),
      column2: medicareCode(text.slice(first + 1, second), 'Column 2'),
      effective: isPlaceholder(effective, deletion) ? null : day,
      lastDay: deletion === '*' ? null : dayIn(deletion, 'Deletion Date'),
      modifierIndicator,
      rationale: rationales(text.slice(sixth + 1)),
      line,
    };
  };
}

function isPlaceholder(effective: string, deletion: string): boolean {
  return effective === PLACEHOLDER || (effective === deletion && effective < PLACEHOLDER);
}

const MOST_KEPT = 50_000;

/** A function that keeps what it gave, up to a bound. */
function kept<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size < MOST_KEPT) known.set(Buffer.from(text).toString(), made);
    return made;
  };
}

/**
 * Procedure-to-procedure edits of the National Correct Coding Initiative for practitioners: four zips, each with a
 * tab-separated text. Source: cms.gov, Medicare NCCI PTP coding edits.
 */
export const ncciPtp: Format<PtpRow> = {
  kind: 'ncci-ptp',
  title: 'NCCI procedure-to-procedure edits for practitioners (ccipra-… zip or tab-separated txt)',
  releases: 'a quarter such as 2024Q3',
  release: parseQuarter,
  recognise,
  read,
};
