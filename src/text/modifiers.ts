import { type Code, isComparable } from '../lattice/code.ts';
import type { Wording } from '../lattice/sentence.ts';
import { type Answer, type Applies, type Indicators, judged } from './indicators.ts';

/** Whether a modifier is for this code on the performing clinician's claim, and why. */
export interface Modifier {
  readonly code: string;
  readonly name: string;
  readonly applies: Applies;
  readonly reason: string;
}

/** The row of the fee schedule for the whole service; or that no schedule is loaded for the day, or that it has no such row. */
export type Schedule = Indicators | 'NOT_LOADED' | 'NOT_LISTED';

/** What is known of a modifier without any fee schedule. */
const KNOWN: Readonly<Record<string, Answer>> = {
  23: ['NO', 'anesthesia'],
  24: ['NO', 'visit'],
  25: ['NO', 'visit'],
  52: ['SOMETIMES', 'reduced'],
  53: ['SOMETIMES', 'stopped'],
  57: ['NO', 'visit'],
  59: ['SOMETIMES', 'distinct'],
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

/**
 * The modifiers of a code in the words of a language. What needs the indicators of the fee schedule is UNKNOWN without them.
 * What is known without them holds for operations: codes that this project has not looked at have none.
 */
export function modifiersOf(code: Code, schedule: Schedule, words: Wording): Modifier[] {
  if (!code.curated || !(code.addOn || isComparable(code))) return [];
  return MODIFIERS.map((modifier) => {
    const [applies, reason] = answerOf(modifier, code.addOn, schedule);
    return {
      code: modifier,
      name: words.say(`modifier.${modifier}`),
      applies,
      reason: words.say(`modifier.reason.${reason}`),
    };
  });
}

function answerOf(modifier: string, addOn: boolean, schedule: Schedule): Answer {
  if (modifier === '51' && addOn) return ['NO', 'addOn'];
  const known = KNOWN[modifier];
  if (known !== undefined) return known;
  if (schedule === 'NOT_LOADED') return ['UNKNOWN', 'unknown'];
  return (
    (schedule === 'NOT_LISTED' ? undefined : judged(modifier, addOn, schedule)) ?? ['UNKNOWN', 'notTold']
  );
}
