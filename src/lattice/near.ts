import { type Axis, axisOf } from './axes.ts';
import { type Code, termsOn } from './code.ts';
import { type Lie, lieOfCounts } from './counts.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The asked terms by axis, each axis as all terms that answer it: at or under an asked one, with `near` also overlapping it. */
export function termGroups(asked: readonly string[], near: boolean, vocabulary: Vocabulary): string[][] {
  return groupsOf(asked, (term) => [
    ...vocabulary.atOrUnder(term),
    ...(near ? vocabulary.overlappingWith(term) : []),
  ]);
}

/** The same for `find`, where a broader term answers too, and an overlapping one counts as a part of an answer. */
export function findGroups(asked: readonly string[], vocabulary: Vocabulary): string[][] {
  return groupsOf(asked, (term) => [
    ...vocabulary.atOrUnder(term),
    ...vocabulary.ancestors(term),
    ...vocabulary.overlappingWith(term),
    ...countedWith(term, vocabulary),
  ]);
}

/** The terms that a count touches by arithmetic. */
function countedWith(term: string, vocabulary: Vocabulary): string[] {
  if (countsOf(term, vocabulary) === null) return [];
  return vocabulary
    .termsOf('EXTENT')
    .map(({ id }) => id)
    .filter((id) => touches(id, term, vocabulary));
}

const groupsOf = (asked: readonly string[], answering: (term: string) => readonly string[]) =>
  [...byAxis(asked).values()].map((terms) => [...new Set(terms.flatMap(answering))]);

/**
 * How one term lies to another: by arithmetic where both count the same thing, since a tree cannot say that thirteen or more
 * lies within eight or more while seven to twelve only meets it; by tree and overlaps elsewhere.
 */
export function lieOf(a: string, b: string, vocabulary: Vocabulary): Lie {
  if (a === b) return 'SAME';
  const [one, other] = [countsOf(a, vocabulary), countsOf(b, vocabulary)];
  const counted = one && other ? lieOfCounts(one, other) : null;
  if (counted !== null) return counted;
  if (vocabulary.isAtOrUnder(a, b)) return 'WITHIN';
  if (vocabulary.isAtOrUnder(b, a)) return 'AROUND';
  return vocabulary.overlapping(a, b) ? 'MEETS' : 'APART';
}

const countsOf = (term: string, vocabulary: Vocabulary) => vocabulary.terms.get(term)?.counts ?? null;

/** Whether two terms are the same, one is within the other, or they overlap. */
export function touches(a: string, b: string, vocabulary: Vocabulary): boolean {
  return lieOf(a, b, vocabulary) !== 'APART';
}

/** Whether a code holds a term of every group. */
export function isWithin(code: Code, groups: readonly (readonly string[])[]): boolean {
  const own = [...code.facts.flatMap(({ terms }) => terms), ...code.specialties];
  return groups.every((group) => own.some((term) => group.includes(term)));
}

/** The asked terms that a code meets only by an overlapping term, axis by axis. */
export function metByOverlap(asked: readonly string[], code: Code, vocabulary: Vocabulary): string[] {
  return [...byAxis(asked)].flatMap(([axis, terms]) => {
    const own = termsOn(code, axis);
    if (own.some((one) => terms.some((term) => vocabulary.isAtOrUnder(one, term)))) return [];
    return terms.filter((term) => own.some((one) => vocabulary.overlapping(one, term)));
  });
}

/** Asked terms by their axes, each once; what is no term id is left out. */
export function byAxis(asked: readonly string[]): Map<Axis, string[]> {
  const groups = new Map<Axis, string[]>();
  for (const term of new Set(asked)) {
    const axis = axisOf(term);
    if (axis !== null) groups.set(axis, [...(groups.get(axis) ?? []), term]);
  }
  return groups;
}
