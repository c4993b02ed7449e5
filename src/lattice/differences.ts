import { type Axis, comparedAxes } from './axes.ts';
import { type Code, type Fact, factOn } from './code.ts';
import { lieOf, touches } from './near.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How the terms of the second code relate to those of the first. Equal sets are shared, not a difference. */
export type Relation = 'NARROWER' | 'BROADER' | 'OVERLAPS' | 'DIFFERENT' | 'NOT_STATED';

export interface Difference {
  readonly axis: Axis;
  readonly relation: Relation;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** How far apart the two sets are: 1 for a neighbour, more the further apart their terms lie. */
  readonly distance: number;
}

type Comparable = Pick<Code, 'facts' | 'system'>;

export interface Comparison {
  readonly shared: readonly Axis[];
  readonly differences: readonly Difference[];
  /** The sum of the distances. */
  readonly distance: number;
}

/**
 * Compares the facts of two codes axis by axis. An axis that neither states, or that either inherits from its primary
 * code, is in neither list. Swapping the codes swaps NARROWER and BROADER and changes nothing else.
 */
export function compareFacts(from: Comparable, to: Comparable, vocabulary: Vocabulary): Comparison {
  const shared: Axis[] = [];
  const differences: Difference[] = [];
  for (const axis of comparedAxes([from, to])) {
    const a = factOn(from, axis);
    const b = factOn(to, axis);
    if (a?.inherited || b?.inherited) continue;
    const difference = differenceOn(axis, a, b, vocabulary);
    if (difference === 'SAME') shared.push(axis);
    else if (difference !== null) differences.push(difference);
  }
  return { shared, differences, distance: sumOf(differences) };
}

/**
 * The comparison of two related codes, of which it is known on which axes they differ. An axis for whose values there are
 * no terms (the tables of ICD-10-PCS are not loaded) is DIFFERENT with nothing on either side.
 */
export function compareRelated(
  from: Comparable,
  to: Comparable,
  axes: readonly Axis[],
  vocabulary: Vocabulary,
): Comparison {
  const comparison = compareFacts(from, to, vocabulary);
  const told = new Set(comparison.differences.map(({ axis }) => axis));
  const untold = axes.filter((axis) => !told.has(axis));
  if (untold.length === 0) return comparison;
  const order = comparedAxes([from, to]);
  const differences = [
    ...comparison.differences,
    ...untold.map((axis): Difference => ({ axis, relation: 'DIFFERENT', from: [], to: [], distance: 1 })),
  ].sort((a, b) => order.indexOf(a.axis) - order.indexOf(b.axis));
  return { shared: comparison.shared, differences, distance: sumOf(differences) };
}

const sumOf = (differences: readonly Difference[]) =>
  differences.reduce((sum, { distance }) => sum + distance, 0);

function differenceOn(
  axis: Axis,
  a: Fact | undefined,
  b: Fact | undefined,
  vocabulary: Vocabulary,
): Difference | 'SAME' | null {
  const from = a?.terms ?? [];
  const to = b?.terms ?? [];
  if (from.length === 0 && to.length === 0) return null;
  const relation = relationOf(from, to, vocabulary);
  if (relation === 'SAME') return 'SAME';
  const distance = relation === 'DIFFERENT' ? gap(axis, from, to, vocabulary) : 1;
  return { axis, relation, from, to, distance };
}

function relationOf(
  from: readonly string[],
  to: readonly string[],
  vocabulary: Vocabulary,
): Relation | 'SAME' {
  if (from.length === 0 || to.length === 0) return 'NOT_STATED';
  if (from.length === to.length && from.every((term) => to.includes(term))) return 'SAME';
  const under = (a: readonly string[], b: readonly string[]) =>
    a.every((x) => b.some((y) => ['SAME', 'WITHIN'].includes(lieOf(x, y, vocabulary))));
  if (under(from, to)) return 'BROADER';
  if (under(to, from)) return 'NARROWER';
  return from.some((x) => to.some((y) => touches(x, y, vocabulary))) ? 'OVERLAPS' : 'DIFFERENT';
}

/** The axes whose terms lie in a row. */
const RANKED: readonly Axis[] = ['REGION', 'EXTENT'];

/**
 * The smallest gap between two sets that have nothing in common: of ranks where terms have them, else of steps in the tree.
 * Counts of one rank that do not meet are neighbours.
 */
function gap(axis: Axis, from: readonly string[], to: readonly string[], vocabulary: Vocabulary): number {
  let least = Number.POSITIVE_INFINITY;
  for (const x of from) {
    for (const y of to) {
      const a = vocabulary.terms.get(x)?.rank ?? null;
      const b = vocabulary.terms.get(y)?.rank ?? null;
      const ranked = RANKED.includes(axis) && a !== null && b !== null;
      least = Math.min(least, ranked ? Math.abs(a - b) || 1 : steps(x, y, vocabulary));
    }
  }
  return least;
}

/** Steps from one term to another through their nearest common ancestor; trees meet in a virtual root. */
function steps(x: string, y: string, vocabulary: Vocabulary): number {
  const up = [x, ...vocabulary.ancestors(x)];
  const other = [y, ...vocabulary.ancestors(y)];
  const meet = up.findIndex((term) => other.includes(term));
  const met = up[meet];
  return met === undefined ? up.length + other.length : meet + other.indexOf(met);
}
