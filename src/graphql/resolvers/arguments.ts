import { badInput, limitExceeded } from '../../errors.ts';
import { shouldYield, yieldToEventLoop } from '../../event-loop.ts';
import { refuse } from '../../limits.ts';
import type { CodeQuery } from '../../store/store.ts';
import { ask, type Query } from '../../text/query.ts';
import type { Context } from '../context.ts';

/** Refuses a list that is too long. */
export function checkIds(ids: readonly unknown[], name: string, { limits }: Context): void {
  if (ids.length > limits.ids) {
    throw limitExceeded(
      `\`${name}\` has ${ids.length} entries; at most ${limits.ids} are taken (LIMIT_IDS, set where the server runs).`,
    );
  }
}

/** Refuses a text that is too long, as given or after normalisation (NFKC), which may turn one character into many. */
export function checkText(text: string, { limits }: Context): string {
  if (text.length > 2 * limits.text || [...text.normalize('NFKC')].length > limits.text) {
    throw limitExceeded(
      `\`text\` has more than ${limits.text} characters (LIMIT_TEXT, set where the server runs).`,
    );
  }
  return text;
}

/** What a text asks for. The same text is read once for all of a request, and the same word corrected once. */
export async function readText(text: string, context: Context): Promise<Query> {
  const { texts, limits } = context;
  const known = texts.read.get(checkText(text, context));
  if (known !== undefined) return known;
  if (shouldYield()) await yieldToEventLoop();
  const query = ask(text, context.words, (spelling, look) => {
    let found = texts.corrected.get(spelling);
    if (found === undefined) {
      if (texts.corrected.size >= limits.corrections) {
        const what = 'a number of words to be corrected of more than';
        throw refuse('corrections', what, limits.corrections, limits);
      }
      texts.corrected.set(spelling, (found = look()));
    }
    return found;
  });
  texts.read.set(text, query);
  return query;
}

/** Refuses terms that do not exist, naming the first. */
export function checkTerms(terms: readonly string[], name: string, context: Context): readonly string[] {
  checkIds(terms, name, context);
  const unknown = terms.find((term) => !context.snapshot.vocabulary.terms.has(term));
  if (unknown !== undefined) {
    throw badInput(
      `\`${name}\`: there is no term "${shown(unknown)}". A term looks like region:sacral; \`terms(axis: …)\` lists them.`,
    );
  }
  return terms;
}

/** A family and all below it; refuses one that does not exist. */
export function familiesUnder(family: string, { snapshot }: Context): string[] {
  if (!snapshot.vocabulary.families.has(family)) {
    throw badInput(
      `There is no family "${shown(family)}". A family looks like family:lesion-neoplasm; \`families\` lists them.`,
    );
  }
  return [...snapshot.vocabulary.atOrUnder(family)];
}

/** A query that any code fits, to be narrowed. */
export const ANY_CODE: CodeQuery = {
  system: null,
  status: null,
  addOn: null,
  families: null,
  within: [],
  text: null,
};

/** Input as it may stand in a message: short, on one line. */
export function shown(input: string): string {
  const line = input.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
