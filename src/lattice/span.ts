import type { RangeReading } from './code-ids.ts';

/** Where the codes of a range stand among all ids: from the first up to, and without, the last. */
export interface Span {
  readonly from: string;
  readonly to: string;
  /** The last characters of their ids; null for any. */
  readonly endings: readonly string[] | null;
}

const DIGITS = [...'0123456789'];

/**
 * The span of a range. CPT numbers its categories apart: none of 00100 to 01999 is 0101T. A range of diagnoses takes in all
 * that stands below its last.
 */
export function spanOf({ from, to }: RangeReading): Span {
  const lasts = [from, to].flatMap(({ code }) => (/\d$/.test(code) ? DIGITS : code.slice(-1)));
  return { from: from.id, to: `${to.id}~`, endings: from.system === 'CPT' ? [...new Set(lasts)] : null };
}
