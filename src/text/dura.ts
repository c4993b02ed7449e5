import { type Code, termsOn } from '../lattice/code.ts';
import type { Vocabulary } from '../lattice/vocabulary.ts';

/**
 * What is done to the dura: opened or not, as the code states it; usually opened, where the code states no compartment but
 * the work lies within (cord, roots, vessels of the cord); null where neither is known.
 */
export type Dura = 'opened' | 'closed' | 'usual' | null;

/** Work that lies inside the dura as a rule. The fact itself stays empty: no code says so. */
const WITHIN = ['operation:cord-or-nerve-section', 'operation:untethering', 'lesion:vascular-malformation'];

export function duraOf(code: Code, vocabulary: Vocabulary): Dura {
  const compartments = termsOn(code, 'COMPARTMENT');
  if (compartments.length > 0) {
    return compartments.every((term) => term === 'compartment:extradural') ? 'closed' : 'opened';
  }
  const done = [...termsOn(code, 'OPERATION'), ...termsOn(code, 'LESION')];
  return done.some((term) => WITHIN.some((one) => vocabulary.isAtOrUnder(term, one))) ? 'usual' : null;
}
