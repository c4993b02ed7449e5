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

/** The inputs of a text, by any separator, as the address names them; words that can be no code are left out. */
export const inputsOf = (text: string): string[] =>
  divide(text)
    .filter((input) => !isWord(input))
    .slice(0, MOST_KEPT)
    .map((input) => input.slice(0, LONGEST_INPUT));

/** What of a text is no code, nor meant as one: "patient", "59" by itself; each once. */
export const wordsOf = (text: string): string[] => [...new Set(divide(text).filter(isWord))];

/** No code is without a digit or has fewer than three signs. */
const isWord = (input: string) =>
  readingsOf(input).fault === 'SHAPE' && (!/\d/.test(input) || /^[^\s]{1,2}$/.test(input));

/** A way of writing that may have been meant where the one that stands there is read as something else, or not at all. */
export function meantBy(input: string): string | null {
  const [, code, modifier] = /^(\d{5})\.?(\d{2})$/.exec(input) ?? [];
  if (code !== undefined) return `${code}-${modifier}`;
  const digits = input.replace(/o/gi, '0').replace(/[il]/gi, '1');
  const isOther =
    digits !== input && readingsOf(input).fault === 'SHAPE' && readingsOf(digits).fault === null;
  return isOther && /^\d{5}(-|$)/.test(digits) ? digits : null;
}

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

interface Period {
  readonly name: string;
  /** The first and the last day, ISO. */
  readonly starts: string;
  readonly ends: string;
}

/** The days that periods cover without a gap, with the names of the first and the last of each. */
export function spansOf(periods: readonly Period[]) {
  const spans: { names: string[]; starts: string; ends: string }[] = [];
  for (const { name, starts, ends } of [...periods].sort((a, b) => (a.starts < b.starts ? -1 : 1))) {
    const last = spans.at(-1);
    if (last === undefined || starts > dayAfter(last.ends)) {
      spans.push({ names: [name], starts, ends });
    } else {
      last.names = [last.names[0] ?? name, name];
      if (ends > last.ends) last.ends = ends;
    }
  }
  return spans;
}

const dayAfter = (day: string) =>
  new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
