import { divide, readingsOf } from '../../lattice/code-ids.ts';

/** How many different codes the server judges as one claim, and how many inputs in all. */
export const MOST_CODES = 20;
const MOST_INPUTS = 30;
/** More of one input is not sent: the server refuses what is longer than 64 characters, and says so. */
const LONGEST_INPUT = 65;
/** What is kept of a paste in the address. */
const MOST_KEPT = 60;

export interface Claim {
  /** What is asked of, as it was written. */
  readonly codes: readonly string[];
  /** What goes beyond the limit. */
  readonly leftOut: readonly string[];
}

/** The inputs of a text, by any separator, as the address names them. */
export const inputsOf = (text: string): string[] =>
  divide(text)
    .slice(0, MOST_KEPT)
    .map((input) => input.slice(0, LONGEST_INPUT));

/** A claim of what the address names: the first twenty different codes, with all their repetitions, and what is left out. */
export function claimOf(inputs: readonly string[]): Claim {
  const codes: string[] = [];
  const leftOut: string[] = [];
  const seen = new Set<string>();
  for (const input of inputs) {
    const id = readingsOf(input).codes[0]?.id ?? input;
    const fits = codes.length < MOST_INPUTS && (seen.has(id) || seen.size < MOST_CODES);
    (fits ? codes : leftOut).push(input);
    if (fits) seen.add(id);
  }
  return { codes, leftOut };
}

/** Whether a text is a day of the calendar, as `2024-07-01`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
