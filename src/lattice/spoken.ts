import { type Axis, axisOf } from './axes.ts';
import { type Code, factOn, termsOn } from './code.ts';
import { compareIds } from './edges.ts';
import { touches } from './near.ts';
import type { SpokenName } from './spoken-name.ts';
import type { Vocabulary } from './vocabulary.ts';

type Stated = Pick<Code, 'facts'>;

/** Whether a code states each of the terms, or something narrower; an example states nothing. */
export function meets(code: Stated, terms: readonly string[], { isAtOrUnder }: Vocabulary): boolean {
  return terms.every((term) => statedOn(code, term).some((one) => isAtOrUnder(one, term)));
}

/** The first of the terms that a code contradicts: it states something on that axis, and nothing near the term. */
export function contradicted(
  code: Stated,
  terms: readonly string[],
  vocabulary: Vocabulary,
): string | undefined {
  return terms.find((term) => {
    const stated = statedOn(code, term);
    return stated.length > 0 && !stated.some((one) => touches(one, term, vocabulary));
  });
}

/** What a code states on the axis of a term. */
function statedOn(code: Stated, term: string): readonly string[] {
  const axis = axisOf(term);
  const fact = axis === null ? undefined : factOn(code, axis);
  return fact === undefined || fact.basis === 'EXAMPLE' ? [] : fact.terms;
}

/** Whether people say a name of a code: it is one of its codes, or one that a name of several codes takes. */
export function isSaidOf(
  name: SpokenName,
  code: Pick<Code, 'id' | 'facts'>,
  vocabulary: Vocabulary,
): boolean {
  if (name.parts.length === 1) return name.codes.includes(code.id);
  return name.parts.some((terms) => meets(code, terms, vocabulary));
}

/** The names of one code whose operation is its own: by facts before by habit, then those of most terms, then by id. */
export function namesOf(code: Code, { names }: Vocabulary): SpokenName[] {
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
  vocabulary: Vocabulary,
): { readonly name: SpokenName; readonly codes: readonly Code[] } | null {
  const sets = vocabulary.names
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
