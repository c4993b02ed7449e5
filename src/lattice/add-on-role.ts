import { isAlong } from './case-columns.ts';
import { type Code, termsOn } from './code.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What an add-on is to its primary: more of the same, or something else that is reported beside it. */
export type AddOnRole = 'GOES_ON' | 'ACCOMPANIES';

type Stated = Pick<Code, 'facts' | 'specialties'>;

/**
 * An add-on goes on from its primary if its extent repeats (each additional, second) and its operation is the same, narrower
 * or broader; else it accompanies it. Derived from the facts alone; null where one of the two has none.
 */
export function roleOf(addOn: Stated, primary: Stated, vocabulary: Vocabulary): AddOnRole | null {
  if (addOn.facts.length === 0 || primary.facts.length === 0) return null;
  const isSameWork = isAlong(termsOn(addOn, 'OPERATION'), termsOn(primary, 'OPERATION'), vocabulary);
  return isSameWork && repeats(addOn, vocabulary) ? 'GOES_ON' : 'ACCOMPANIES';
}

function repeats(addOn: Stated, { terms }: Vocabulary): boolean {
  const extents = termsOn(addOn, 'EXTENT').map((term) => terms.get(term)?.counts?.repeat);
  return extents.some((repeat) => repeat === 'further' || repeat === 'second');
}
