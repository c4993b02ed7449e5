import type { Groups, SearchQuery, SearchToken, TextQuery } from '../lattice/rank.ts';
import { type Word, wordsIn } from './fold.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from './languages.ts';
import { corrections, type Lexicon, lexiconOf, partsOf } from './lexicon.ts';
import { namingOf } from './naming.ts';
import { askedTokens, isRun, isVietnamese } from './tokens.ts';
import type { Words } from './words.ts';

/** Gives the words of a language, which are read when they are first asked for. */
type Open = (language: Language) => Words;

/** The corrections of a word, which are looked for where it is given; whoever asks may keep them, or refuse to look for more. */
export type Correct = (spelling: string, look: () => readonly Word[]) => readonly Word[];

/** A text that was asked for, and the languages in which it is to be looked for. */
export interface Query extends SearchQuery {
  readonly groups: Groups;
}

/**
 * What a text asks for. Each word is taken in all languages of its script. Where no curated name has it, it is taken apart
 * (German compounds) or corrected; other languages than English are read for words that English does not have.
 */
export function ask(text: string, open: Open, correct: Correct = (_, look) => look()): Query {
  const words = wordsIn(text);
  const inVietnamese = words.some(isVietnamese);
  const others = LANGUAGE_CODES.filter((language) => language !== 'EN');
  const isLikely = (language: Language) => words.some(({ script }) => script === LANGUAGES[language].script);
  const group = (list: readonly Language[]) => () => list.map((language) => namingOf(open(language)));
  const prefix = prefixOf(words.at(-1), inVietnamese);
  const tokens = words.flatMap((word, index) =>
    interpret(word, inVietnamese, index === words.length - 1 ? prefix : null, open, correct),
  );
  return {
    tokens,
    prefix,
    groups: {
      likely: [group(['EN']), group(others.filter(isLikely))],
      rest: [group(others.filter((language) => !isLikely(language)))],
    },
  };
}

/** What a store is asked for; null where the text holds no word. `corrected` takes words for what they may stand for as well. */
export function textQuery({ tokens, prefix }: SearchQuery, corrected: boolean): TextQuery | null {
  if (tokens.length === 0) return null;
  const words = tokens.map((token) => [...new Set([...token.forms, ...(corrected ? token.corrected : [])])]);
  return { words, prefix };
}

/** A letter by itself begins too much; it may also be a word (the Vietnamese for tumor is "u"). */
function prefixOf(word: Word | undefined, inVietnamese: boolean): string | null {
  if (word === undefined) return null;
  const [token, ...more] = askedTokens(word, inVietnamese);
  if (isRun(word)) return more.length === 0 && token !== undefined ? token.raw : null;
  const letters = inVietnamese ? word.marked : word.plain;
  return [...letters].length > 1 || word.script === null ? letters : null;
}

function interpret(
  word: Word,
  inVietnamese: boolean,
  prefix: string | null,
  open: Open,
  correct: Correct,
): SearchToken[] {
  const written = askedTokens(word, inVietnamese).map((token) => ({ ...token, corrected: [] }));
  const lexicon = (language: Language) => lexiconOf(open(language));
  const isKnown = (lexicons: readonly Lexicon[]) =>
    lexicons.some((one) => one.knows(word, inVietnamese)) ||
    (prefix !== null && lexicons.some((one) => one.begins(prefix)));
  if (word.script === null || /\d/.test(word.plain)) return written;
  if (word.script === 'Latin' && isKnown([lexicon('EN')])) return written;
  const lexicons = LANGUAGE_CODES.filter((language) => LANGUAGES[language].script === word.script).map(
    lexicon,
  );
  if (isKnown(lexicons)) return written;
  const parts = word.script === 'Latin' ? partsOf(word, lexicon('DE')) : null;
  const forms = written.flatMap((token) => token.forms);
  if (parts !== null) {
    return parts.flatMap((part) =>
      askedTokens({ plain: part, marked: part, script: word.script }, false).map((token) => ({
        raw: token.raw,
        forms: [...forms, ...token.forms],
        corrected: [],
      })),
    );
  }
  const as = inVietnamese ? 'marked' : 'plain';
  const meant = correct(`${as} ${word[as]}`, () => corrections(word, lexicons, as)).map((one) =>
    askedTokens(one, inVietnamese),
  );
  return written.map((token, index) => ({
    ...token,
    corrected: meant.filter((one) => one.length === written.length).flatMap((one) => one[index]?.forms ?? []),
  }));
}
