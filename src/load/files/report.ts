import { ImportError, quoted } from './import-error.ts';
import type { Member } from './input.ts';

/** What is wrong with one row. Thrown while reading the row; the reader leaves the row out and the report counts it. */
export class RowFault extends Error {
  readonly column: string;
  readonly value: string;
  readonly expected: string;
  /** What a spreadsheet has done to the value, as in "dropped leading zeros": it spoils the whole file. */
  readonly damage: string | null;
  constructor(column: string, value: string, expected: string, damage: string | null = null) {
    super(`${column} is ${quoted(value)}; expected ${expected}`);
    this.name = 'RowFault';
    this.column = column;
    this.value = value;
    this.expected = expected;
    this.damage = damage;
  }
}

/** A row that was left out. */
export interface RefusedRow {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

/** The refused rows that are kept for the report file; all are counted. */
const KEPT = 10_000;
/** Refused rows before reading stops early; below, the share is known at the end only. */
const EARLY = 100;
const LARGEST_SHARE = 0.01;

/** Counts what was read and refused, over all files of one import. */
export class Report {
  read = 0;
  refused = 0;
  /** The rows of each file that is read to its end. */
  readonly readOf = new Map<Member, number>();
  readonly rows: RefusedRow[] = [];
  /** What else there is to say: that files agree, values that no file explains, records that are passed over. */
  readonly notes: string[] = [];

  /**
   * Counts a row that was left out for `fault`. Any other error is thrown on; so is an ImportError at the first trace of a
   * spreadsheet, and once 100 rows are refused and they are more than 1 % of those seen.
   */
  refuse(member: Member, line: number, fault: unknown): void {
    if (!(fault instanceof RowFault)) throw fault;
    if (fault.damage !== null) throw spoilt(member, line, fault, fault.damage);
    this.refused += 1;
    const { column, expected } = fault;
    const value = fault.value.slice(0, 200);
    if (this.rows.length < KEPT) this.rows.push({ file: member.place, line, column, value, expected });
    if (this.refused >= EARLY && this.#tooMany()) throw this.#stop(member.place);
  }

  /** At the end of all files named `path`: ImportError if no row was read, or more than 1 % (and more than one row) were refused. */
  finish(path: string): void {
    if (this.refused > 1 && this.#tooMany()) throw this.#stop(path);
    if (this.read > 0) return;
    throw new ImportError({
      file: path,
      found: this.refused === 0 ? 'there is no row' : 'no row could be read',
      expected: 'rows below the header',
      remedy: 'Download the file again from its publisher.',
    });
  }

  #tooMany(): boolean {
    return this.refused > (this.read + this.refused) * LARGEST_SHARE;
  }

  #stop(path: string): ImportError {
    const [first] = this.rows;
    const { file, line, column, value, expected } = first ?? {
      file: path,
      line: 1,
      column: '',
      value: '',
      expected: '',
    };
    return new ImportError({
      file,
      line,
      column,
      found:
        `${this.refused} of ${this.read + this.refused} rows so far are refused, more than ` +
        `${LARGEST_SHARE * 100} %; this is the first of them: ${quoted(value)}`,
      expected,
      remedy: 'Take the file as it was published; the report lists the refused rows.',
    });
  }
}

function spoilt(
  member: Member,
  line: number,
  { column, value, expected }: RowFault,
  how: string,
): ImportError {
  return new ImportError({
    file: member.place,
    line,
    column,
    found: `there is ${quoted(value)} for ${expected}: a spreadsheet has opened and saved the file and ${how}`,
    expected,
    remedy: 'Take the csv or txt anew from where it came, and import it without opening it in a spreadsheet.',
  });
}
