import { type Axis, axisOf } from './axes.ts';
import { type Code, factOn, termsOn } from './code.ts';
import { compareIds } from './edges.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A name that people say for an operation, for one code or for several that stand together. */
export interface SpokenName {
  readonly id: string;
  /** Whether its codes are exactly those that meet its terms; a name by habit never states a fact. */
  readonly byFacts: boolean;
  /** The terms that it asks of one code, of each code of several. */
  readonly parts: readonly (readonly string[])[];
  /** The ids of its codes; empty where it takes several. */
  readonly codes: readonly string[];
  /** The axes on which it says what its codes state, besides those of its terms. */
  readonly conveys: readonly Axis[];
}

/** The names of one code whose operation is its own: by facts before by habit, then those of most terms, then by id. */
export function namesOf(code: Code, names: readonly SpokenName[]): SpokenName[] {
  const operations = termsOn(code, 'OPERATION');
  return names
    .filter(({ codes, parts }) => {
      const asked = parts[0]?.filter((term) => axisOf(term) === 'OPERATION') ?? [];
      return codes.includes(code.id) && asked.length > 0 && asked.every((term) => operations.includes(term));
    })
    .sort((a, b) => Number(b.byFacts) - Number(a.byFacts) || sizeOf(b) - sizeOf(a) || compareIds(a.id, b.id));
}

const sizeOf = ({ parts }: SpokenName) => parts.reduce((sum, terms) => sum + terms.length, 0);

/** The axes of the terms that a name asks for. */
export const axesOf = ({ parts }: SpokenName): Axis[] => [
  ...new Set(parts.flatMap((terms) => terms.flatMap((term) => axisOf(term) ?? []))),
];

/** The name of several codes that a claim meets, and the code of each of its parts. */
export function setMet(
  codes: readonly Code[],
  names: readonly SpokenName[],
  vocabulary: Vocabulary,
): { readonly name: SpokenName; readonly codes: readonly Code[] } | null {
  const sets = names
    .filter(({ byFacts, parts }) => byFacts && parts.length > 1)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || compareIds(a.id, b.id));
  for (const name of sets) {
    const met = assigned(name.parts, codes, vocabulary);
    if (met !== null) return { name, codes: met };
  }
  return null;
}

/** A code for each part, all different; null where there are none. */
function assigned(
  parts: readonly (readonly string[])[],
  codes: readonly Code[],
  vocabulary: Vocabulary,
): Code[] | null {
  const [terms, ...rest] = parts;
  if (terms === undefined) return [];
  for (const code of codes.filter((one) => meets(one, terms, vocabulary))) {
    const others = assigned(
      rest,
      codes.filter((one) => one !== code),
      vocabulary,
    );
    if (others !== null) return [code, ...others];
  }
  return null;
}

/** Whether a code states each of the terms, or something narrower. */
export function meets(code: Code, terms: readonly string[], { isAtOrUnder }: Vocabulary): boolean {
  return terms.every((term) => {
    const axis = axisOf(term);
    const fact = axis === null ? undefined : factOn(code, axis);
    return fact?.basis !== 'EXAMPLE' && (fact?.terms ?? []).some((one) => isAtOrUnder(one, term));
  });
}
