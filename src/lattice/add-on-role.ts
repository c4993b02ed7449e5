import { type Code, termsOn } from './code.ts';
import { lieOf } from './near.ts';
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
  const own = termsOn(addOn, 'OPERATION');
  const other = termsOn(primary, 'OPERATION');
  const isSameWork = own.some((a) =>
    other.some((b) => ['SAME', 'WITHIN', 'AROUND'].includes(lieOf(a, b, vocabulary))),
  );
  return isSameWork && repeats(addOn, vocabulary) ? 'GOES_ON' : 'ACCOMPANIES';
}

function repeats(addOn: Stated, { terms }: Vocabulary): boolean {
  const extents = termsOn(addOn, 'EXTENT').map((term) => terms.get(term)?.counts?.repeat);
  return extents.some((repeat) => repeat === 'further' || repeat === 'second');
}
