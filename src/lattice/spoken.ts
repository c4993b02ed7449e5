import { axisOf } from './axes.ts';
import { type Code, factOn } from './code.ts';
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
