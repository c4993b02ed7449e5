import type { TextQuery } from '../../lattice/asked.ts';
import type { Code } from '../../lattice/code.ts';
import { divide, readingsOf } from '../../lattice/code-ids.ts';
import type { Settled } from '../../lattice/settled.ts';
import { spanOf } from '../../lattice/span.ts';
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

/** What a filter asks for, in the words as they are written; null where the text holds none. */
export async function filteredText(text: string, context: Context): Promise<TextQuery | null> {
  const named = await codesNamed(checkText(text, context), context);
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

/** What is looked for: one code by its number, whatever stands around it and however it is written. */
export const wordsFor = (text: string, named: Named | null) =>
  (named?.isOne ? named.codes[0]?.code : null) ?? text;

/** If the ranges of a text hold more codes than this, the text counts as naming none. */
const MOST_OF_RANGES = 1_000;

/** The loaded codes that a text names, by themselves, in a list or as ranges; null where it names none, or holds other words. */
export async function codesNamed(text: string, context: Context): Promise<Named | null> {
  const parts = divide(text);
  // A number that may have lost its leading zeros may also be the beginning of a longer one.
  const isPlain = (part: string) => {
    const { fault, codes, ranges } = readingsOf(part);
    return fault === null && ![...codes, ...ranges].some(({ guessed }) => guessed);
  };
  if (parts.length === 0 || !parts.every(isPlain)) return null;
  const settled = await Promise.all(parts.map((part) => settle(part, context)));
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
