import { type Axis, COMPARED_AXES } from '../lattice/axes.ts';
import { type Code, termsOn } from '../lattice/code.ts';

/** What an invented case says, before it is put into words. */
export interface ExampleFacts {
  readonly number: 1 | 2 | 3;
  /** Years. */
  readonly age: number;
  /** For how long the trouble has lasted. */
  readonly weeks: number;
  /** The operation that the course of the case turns on: a biopsy makes it a diagnosis, a biopsy and then a removal, a debulking. */
  readonly course: string | null;
  /** One term of every axis that the code states, so that the case fits the code. */
  readonly terms: Readonly<Partial<Record<Axis, readonly [string]>>>;
}

const AGES = [34, 52, 71] as const;
const BIOPSY = 'operation:biopsy';

/**
 * Three cases of a code: a first diagnosis, one that was treated before, and a frail patient who wants relief. Ages and
 * weeks follow from the code's number, so that siblings do not read alike.
 */
export function exampleFacts(code: Code): ExampleFacts[] {
  const seed = [...code.code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_973, 7);
  return AGES.map((middle, index) => ({
    number: (index + 1) as ExampleFacts['number'],
    age: middle - 8 + ((seed >> (index + 1)) % 17),
    weeks: 3 + 5 * index + ((seed >> (index + 3)) % 5),
    course: termsOn(code, 'OPERATION')[0] ?? null,
    terms: Object.fromEntries(
      COMPARED_AXES.flatMap((axis) => {
        const term = chosen(axis, termsOn(code, axis), index);
        return term === undefined ? [] : [[axis, [term]]];
      }),
    ),
  }));
}

/** Each case takes another of the alternatives; who was diagnosed by a biopsy is treated in the other cases. */
function chosen(axis: Axis, terms: readonly string[], index: number): string | undefined {
  if (axis === 'OPERATION' && index > 0 && terms.includes(BIOPSY)) {
    const treating = terms.filter((term) => term !== BIOPSY);
    return treating[(index - 1) % Math.max(1, treating.length)] ?? BIOPSY;
  }
  return terms[index % Math.max(1, terms.length)];
}
