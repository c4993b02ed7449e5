import type { TextQuery } from '../../lattice/asked.ts';
import type { Code } from '../../lattice/code.ts';
import { divide, readingsOf } from '../../lattice/code-ids.ts';
import { isWithin, termGroups } from '../../lattice/near.ts';
import type { Settled } from '../../lattice/settled.ts';
import { spanOf } from '../../lattice/span.ts';
import { readWords, tidy, wordsIn } from '../../text/fold.ts';
import { regionsAt, takeLevels } from '../../text/levels.ts';
import { textQuery } from '../../text/query.ts';
import { withoutSides } from '../../text/sides.ts';
import { type Context, present } from '../context.ts';
import { checkText, readText } from './arguments.ts';
import { settle } from './reading.ts';

/** The codes that a text names, and whether it is no more than one code, however written. */
export interface Named {
  readonly codes: readonly Code[];
  readonly isOne: boolean;
}

/** What a filter asks for, in the words as they are written, or any of the codes that they list; null where the text holds none. */
export async function filteredText(text: string, context: Context): Promise<TextQuery | null> {
  const named = await codesNamed(checkText(text, context), context);
  const listed = named === null || named.isOne ? null : anyOf(named.codes);
  if (listed !== null) return listed;
  return textQuery(await readText(wordsFor(await leavingSides(text, context), named), context), false);
}

/**
 * A text without left, right or both sides where nothing holds them beside its other words: operations of the spine are coded
 * without a side, while titles of ICD-10-CM name one, and a cordotomy is of one side or both.
 */
export async function leavingSides(text: string, context: Context): Promise<string> {
  const rest = withoutSides(text);
  if (rest === text) return text;
  const words = textQuery(await readText(checkText(text, context), context), false);
  const { snapshot, signal } = context;
  const count = words && (await snapshot.searchCount({ text: words, within: [], system: null }, signal));
  return count ? text : rest;
}

/** Codes as words of which a store looks for any; null where one of the numbers is more than one word. */
function anyOf(codes: readonly Code[]): TextQuery | null {
  const numbers = codes.map(({ code }) => wordsIn(code).map(({ plain }) => plain));
  return numbers.every(({ length }) => length === 1) ? { words: [numbers.flat()], prefix: null } : null;
}

/** What is looked for: one code by its number, whatever stands around it and however it is written. */
export const wordsFor = (text: string, named: Named | null) =>
  (named?.isOne ? named.codes[0]?.code : null) ?? text;

/** Of a code at other levels, so many at most. */
const MOST_AT_LEVELS = 8;
/** If the ranges of a text hold more codes than this, the text counts as naming none. */
const MOST_OF_RANGES = 1_000;

/**
 * The loaded codes that a text names, by themselves, in a list or as ranges; null where it names none, or holds other words than
 * stand between several codes ("63030 or 63047"). Of one code with vertebral levels, those that differ from it only in being there.
 */
export async function codesNamed(text: string, context: Context): Promise<Named | null> {
  const atLevels = await codesAtLevels(text, context);
  if (atLevels !== null) return { codes: atLevels, isOne: false };
  const all = divide(text);
  const numbers = all.filter((part) => /\d/.test(part));
  const parts = numbers.length > 1 ? numbers : all;
  // A number that may have lost its leading zeros may also be the beginning of a longer one.
  const isPlain = (part: string) => {
    const { fault, codes, ranges } = readingsOf(part);
    return fault === null && ![...codes, ...ranges].some(({ guessed }) => guessed);
  };
  if (parts.length === 0 || !parts.every(isPlain)) return null;
  const settled = await Promise.all(parts.map((part) => settle(part, context)));
  // Beside other words, what is written like a code may be something else: the vertebra T12.
  if (parts.length < all.length && settled.some(({ code, range }) => !code && !range)) return null;
  const inRanges = await idsInRanges(settled, context);
  const found = await Promise.all(
    settled.map(async ({ code, also, range }, at) => {
      if (range === null) return code === null ? [] : [code, ...also];
      return Promise.all((inRanges[at] ?? []).map((id) => present(context.loaders.codes, id)));
    }),
  );
  const codes = [...new Set(found.flat())];
  return codes.length === 0 ? null : { codes, isOne: parts.length === 1 && codes.length === 1 };
}

/** For "63278 L4" 63277, which is 63278 at the levels named, then 63278; null where a text is no such thing, or no code stands there. */
async function codesAtLevels(text: string, context: Context): Promise<Code[] | null> {
  const { rest, levels } = takeLevels(tidy(text));
  if (levels === null) return null;
  const [number, ...others] = divide(rest).filter((part) => readWords(part).words.length > 0);
  if (number === undefined || others.length > 0) return null;
  const { code } = await settle(number, context);
  if (code === null) return null;
  const { vocabulary } = context.snapshot;
  const within = termGroups(regionsAt(levels, vocabulary), false, vocabulary);
  const request = { id: code.id, axes: ['REGION'] as const, within, first: MOST_AT_LEVELS, after: null };
  const rows = await context.loaders.related.load(request);
  const codes = await Promise.all(rows.map(({ id }) => present(context.loaders.codes, id)));
  if (codes.length === 0) return null;
  return isWithin(code, within) ? [code, ...codes] : [...codes, code];
}

/** The loaded code that a text is the number of, once the zeros that a spreadsheet took are put back; null for other texts. */
export async function codeWithoutZeros(text: string, context: Context): Promise<Code | null> {
  const { code, reading } = await settle(text, context);
  return reading?.guessed === true ? code : null;
}

/** The ids of the codes in each range, before any of them is loaded. */
async function idsInRanges(
  settled: readonly Settled[],
  { loaders }: Context,
): Promise<(readonly string[])[]> {
  const rows = await Promise.all(
    settled.map(({ range }) =>
      range === null
        ? null
        : loaders.ranges.load({ ...spanOf(range), first: MOST_OF_RANGES, counted: MOST_OF_RANGES + 1 }),
    ),
  );
  const count = rows.reduce((sum, row) => sum + (row?.count ?? 0), 0);
  return rows.map((row) => (row === null || count > MOST_OF_RANGES ? [] : row.ids));
}
