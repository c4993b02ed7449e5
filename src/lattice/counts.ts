/** What an extent counts: vertebrae, the spaces between them, or gaps where bodies were. */
export const COUNT_UNITS = ['segment', 'interspace', 'gap'] as const;
/** Of which of them it speaks: the first ones, the second alone, each further one, or each one. */
export const COUNT_REPEATS = ['first', 'second', 'further', 'each'] as const;

/** How many an extent stands for, both ends included; `most` is null where it has no upper end. */
export interface Counts {
  readonly unit: (typeof COUNT_UNITS)[number];
  readonly least: number;
  readonly most: number | null;
  readonly repeat: (typeof COUNT_REPEATS)[number];
}

/** How one set of numbers or one term lies to another. */
export type Lie = 'SAME' | 'WITHIN' | 'AROUND' | 'MEETS' | 'APART';

/** How one count lies to another of the same unit; null where they cannot be told by arithmetic. */
export function lieOfCounts(a: Counts, b: Counts): Lie | null {
  if (a.unit !== b.unit || a.repeat !== 'first' || b.repeat !== 'first') return null;
  const [mostA, mostB] = [mostOf(a), mostOf(b)];
  if (a.least === b.least && mostA === mostB) return 'SAME';
  if (a.least >= b.least && mostA <= mostB) return 'WITHIN';
  if (b.least >= a.least && mostB <= mostA) return 'AROUND';
  return a.least <= mostB && b.least <= mostA ? 'MEETS' : 'APART';
}

/** Order by least, then by most; what counts nothing comes last. */
export function byCounts(a: Counts | null, b: Counts | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (a.least !== b.least) return a.least - b.least;
  return mostOf(a) === mostOf(b) ? 0 : mostOf(a) < mostOf(b) ? -1 : 1;
}

const mostOf = ({ most }: Counts) => most ?? Number.POSITIVE_INFINITY;
