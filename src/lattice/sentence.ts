import type { Axis } from './axes.ts';
import { type Basis, type Code, factOn } from './code.ts';
import { type Comparison, compareRelated, type Difference } from './differences.ts';
import { touches } from './near.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The words of one language: messages by key, and lists as people write them. */
export interface Wording {
  say(key: string, values?: Readonly<Record<string, string>>): string;
  /** "a, b and c" */
  and(items: readonly string[]): string;
  /** "a, b or c" */
  or(items: readonly string[]): string;
  /** The text with its first letter as a capital. */
  capitalized(text: string): string;
}

/** What is the same is named in this order; what differs, in the order of the axes. */
const SHARED_ORDER: readonly Axis[] = [
  'OPERATION',
  'DEVICE',
  'APPROACH',
  'REGION',
  'COLUMN',
  'COMPARTMENT',
  'LESION',
  'EXTENT',
  'SECTION',
  'BODY_SYSTEM',
  'BODY_PART',
  'QUALIFIER',
];

/**
 * Why two codes are related, as one sentence: "Same operation, approach, compartment and lesion; lumbar instead of sacral."
 * `axes` are those on which the two are known to differ.
 */
export function sentenceOf(
  from: Code,
  to: Code,
  vocabulary: Vocabulary,
  wording: Wording,
  axes: readonly Axis[] = [],
): string {
  return describe(from, to, compareRelated(from, to, axes, vocabulary), vocabulary, wording);
}

/** The same for a comparison already made. */
export function describe(
  from: Pick<Code, 'facts'>,
  to: Pick<Code, 'facts'>,
  comparison: Comparison,
  vocabulary: Vocabulary,
  wording: Wording,
): string {
  const clauses = differing(from, to, comparison, vocabulary, wording);
  return finish([...sameClause(comparison.shared, wording), ...clauses], wording);
}

/** The differences alone, one clause each: "lumbar instead of sacral". */
export function differing(
  from: Pick<Code, 'facts'>,
  to: Pick<Code, 'facts'>,
  comparison: Comparison,
  vocabulary: Vocabulary,
  wording: Wording,
): string[] {
  const elsewhere = comparison.differences.some(({ axis }) => axis === 'REGION');
  return comparison.differences.map((difference) =>
    clause(toldAs(difference, from, to, elsewhere), from, to, vocabulary, wording),
  );
}

/**
 * How a difference is told: an example narrows nothing, ways in of two regions are not a choice ("only through the belly"
 * says nothing of the neck), and of two operations one is done (the first one or the repeat), so there one stands instead
 * of the other.
 */
function toldAs(
  difference: Difference,
  from: Pick<Code, 'facts'>,
  to: Pick<Code, 'facts'>,
  elsewhere: boolean,
): Difference {
  const { axis, relation } = difference;
  if (relation !== 'NARROWER' && relation !== 'BROADER') return difference;
  const isExample = [from, to].some((code) => factOn(code, axis)?.basis === 'EXAMPLE');
  const areTwoOperations = axis === 'OPERATION' && difference.from.length === 1 && difference.to.length === 1;
  return isExample || areTwoOperations || (elsewhere && axis === 'APPROACH')
    ? { ...difference, relation: 'DIFFERENT' }
    : difference;
}

/** "same operation and approach", or nothing where nothing is the same. */
export function sameClause(shared: readonly Axis[], wording: Wording): string[] {
  const same = SHARED_ORDER.filter((axis) => shared.includes(axis));
  if (same.length === 0) return [];
  return [
    wording.say('sentence.same', { axes: wording.and(same.map((axis) => wording.say(`axis.${axis}`))) }),
  ];
}

/** Joins clauses to a sentence: first letter large, a full stop at the end. */
export function finish(clauses: readonly string[], wording: Wording): string {
  return wording.say('sentence', {
    clauses: wording.capitalized(clauses.join(wording.say('sentence.join'))),
  });
}

/** "sacral", "biopsy or removal", "for example spinal stenosis". */
export function phraseOf(
  terms: readonly string[],
  basis: Basis | undefined,
  vocabulary: Vocabulary,
  wording: Wording,
): string {
  const phrase = wording.or(terms.map((term) => vocabulary.terms.get(term)?.phrase ?? term));
  return basis === 'EXAMPLE' ? wording.say('basis.EXAMPLE', { terms: phrase }) : phrase;
}

function clause(
  { axis, relation, from, to }: Difference,
  fromCode: Pick<Code, 'facts'>,
  toCode: Pick<Code, 'facts'>,
  vocabulary: Vocabulary,
  wording: Wording,
): string {
  const words = {
    axis: wording.say(`axis.${axis}`),
    from: phraseOf(from, factOn(fromCode, axis)?.basis, vocabulary, wording),
    to: phraseOf(to, factOn(toCode, axis)?.basis, vocabulary, wording),
  };
  if (relation === 'NOT_STATED') {
    return wording.say(to.length === 0 ? 'sentence.TO_NOT_STATED' : 'sentence.FROM_NOT_STATED', words);
  }
  if (from.length === 0 && to.length === 0) return wording.say('sentence.UNNAMED', words);
  const key = relation === 'OVERLAPS' && !haveVisibleOverlap(from, to, vocabulary) ? 'DIFFERENT' : relation;
  return wording.say(`sentence.${key}`, words);
}

/**
 * Whether two overlapping sets visibly have something in common: a term, or an overlap stated at or under both. One that
 * terms only inherit from their broader terms (one segment, more than two segments) is still OVERLAPS, but "partly the
 * same" would be untrue of it.
 */
function haveVisibleOverlap(from: readonly string[], to: readonly string[], vocabulary: Vocabulary): boolean {
  return from.some((x) =>
    to.some(
      (y) =>
        // Counts that meet have numbers in common.
        (isCounted(x, vocabulary) && isCounted(y, vocabulary) && touches(x, y, vocabulary)) ||
        vocabulary.isAtOrUnder(x, y) ||
        vocabulary.isAtOrUnder(y, x) ||
        [...vocabulary.atOrUnder(x)].some((one) =>
          vocabulary.terms.get(one)?.overlaps.some((other) => vocabulary.isAtOrUnder(other, y)),
        ),
    ),
  );
}

const isCounted = (term: string, vocabulary: Vocabulary) =>
  (vocabulary.terms.get(term)?.counts ?? null) !== null;
