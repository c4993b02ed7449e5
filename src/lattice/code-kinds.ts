import type { Citation } from './code.ts';

/** What the codes of a range are, as far as it decides which modifiers go with them. */
export const CODE_KINDS = ['VISIT', 'OPERATION', 'SERVICE'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** The CPT codes from the first to the last are of a kind; of several ranges that hold a code the first speaks. */
export interface CodeKindRange {
  readonly kind: CodeKind;
  /** Five characters, such as 99202; both end in a digit, or in the same letter. */
  readonly first: string;
  readonly last: string;
  readonly citation: Citation;
}

/** The kind of a CPT code by its number; null where no range holds it. CPT numbers its categories apart: 0101T is not in 00100-01999. */
export function kindOf(code: string, ranges: readonly CodeKindRange[]): CodeKind | null {
  const category = categoryOf(code);
  const found = ranges.find(
    ({ first, last }) => categoryOf(first) === category && first <= code && code <= last,
  );
  return found?.kind ?? null;
}

const categoryOf = (code: string) => code.slice(4).replace(/\d/, '');
