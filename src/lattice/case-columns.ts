import type { Axis } from './axes.ts';
import { type Code, isExample, termsOn } from './code.ts';
import type { Counts } from './counts.ts';
import { lieOf } from './near.ts';
import type { Vocabulary } from './vocabulary.ts';

type Stated = Pick<Code, 'facts' | 'specialties'>;

/** Whether one of the terms of a code on an axis is at or under this one; an example is none. */
export function is(code: Stated, axis: Axis, term: string, vocabulary: Vocabulary): boolean {
  return !isExample(code, axis) && termsOn(code, axis).some((one) => vocabulary.isAtOrUnder(one, term));
}

/** Whether a term of one is the same as one of the other, within it or around it. */
export function isAlong(a: readonly string[], b: readonly string[], vocabulary: Vocabulary): boolean {
  return a.some((x) => b.some((y) => ['SAME', 'WITHIN', 'AROUND'].includes(lieOf(x, y, vocabulary))));
}

export const isFusion = (code: Code, vocabulary: Vocabulary) =>
  is(code, 'OPERATION', 'operation:arthrodesis', vocabulary);

/** Whether a fusion is known to join the bodies, alone or besides the arches. */
export const isInterbody = (code: Code, vocabulary: Vocabulary) =>
  isFusion(code, vocabulary) && termsOn(code, 'COLUMN').length > 0 && !isAlongArches(code, vocabulary);

/** Whether a code is known to work on the posterior column alone. */
export function isAlongArches(code: Code, vocabulary: Vocabulary): boolean {
  const columns = termsOn(code, 'COLUMN');
  return columns.length > 0 && columns.every((one) => vocabulary.isAtOrUnder(one, 'column:posterior'));
}

/** Whether it is stated of one side alone. */
export const isOneSided = (code: Code) => {
  const sides = termsOn(code, 'SIDE');
  return sides.length === 1 && sides[0] === 'side:one';
};

/** What the extent of a code counts; null where it states none that counts. */
export function countsOf(code: Code, vocabulary: Vocabulary): Counts | null {
  const [extent] = termsOn(code, 'EXTENT');
  return extent === undefined ? null : (vocabulary.terms.get(extent)?.counts ?? null);
}
