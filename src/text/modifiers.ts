import { type Code, isComparable } from '../lattice/code.ts';
import type { Wording } from '../lattice/sentence.ts';

export type Applies = 'YES' | 'SOMETIMES' | 'NO' | 'UNKNOWN';

/** Whether a modifier is for this code on the performing clinician's claim, and why. */
export interface Modifier {
  readonly code: string;
  readonly name: string;
  readonly applies: Applies;
  readonly reason: string;
}

/** What is known of a modifier without any fee schedule: the answer for primaries, and for add-ons where it is another. */
const KNOWN: Readonly<Record<string, readonly [Applies, string]>> = {
  23: ['NO', 'anesthesia'],
  24: ['NO', 'visit'],
  25: ['NO', 'visit'],
  52: ['SOMETIMES', 'reduced'],
  53: ['SOMETIMES', 'stopped'],
  57: ['NO', 'visit'],
  59: ['SOMETIMES', 'separate'],
  63: ['SOMETIMES', 'infant'],
  73: ['NO', 'facility'],
  74: ['NO', 'facility'],
  76: ['SOMETIMES', 'repeated'],
  77: ['SOMETIMES', 'repeated'],
  XE: ['SOMETIMES', 'separate'],
  XP: ['SOMETIMES', 'separate'],
  XS: ['SOMETIMES', 'separate'],
  XU: ['SOMETIMES', 'separate'],
};

const MODIFIERS =
  '22 23 24 25 26 50 51 52 53 54 55 56 57 58 59 62 63 66 73 74 76 77 78 79 80 81 82 AS LT RT TC XE XP XS XU'.split(
    ' ',
  );

/** The modifiers of a code in the words of a language. Without a fee schedule, what needs its indicators is UNKNOWN. */
export function modifiersOf(code: Code, words: Wording): Modifier[] {
  if (!code.addOn && !isComparable(code)) return [];
  return MODIFIERS.map((modifier) => {
    const [applies, reason] =
      modifier === '51' && code.addOn
        ? (['NO', 'addOn'] as const)
        : (KNOWN[modifier] ?? (['UNKNOWN', 'unknown'] as const));
    return {
      code: modifier,
      name: words.say(`modifier.${modifier}`),
      applies,
      reason: words.say(`modifier.reason.${reason}`),
    };
  });
}
