import type {
  Group,
  Groups,
  QueryPart,
  SearchQuery,
  SearchToken,
  TextQuery,
  Token,
} from '../lattice/asked.ts';
import { readWords, tidy, type Word } from './fold.ts';
import { includedBy } from './included.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from './languages.ts';
import { type Meant, takeLay } from './lay.ts';
import { type Levels, regionsAt, takeLevels } from './levels.ts';
import { corrections, type Lexicon, lexiconOf, partsOf } from './lexicon.ts';
import { namingOf } from './naming.ts';
import { withoutNoise } from './noise.ts';
import { askedTokens, isRun, isVietnamese, termToken } from './tokens.ts';
import type { Words } from './words.ts';

/** Gives the words of a language, which are read when they are first asked for. */
type Open = (language: Language) => Words;

/** The corrections of a word, which are looked for where it is given; whoever asks may keep them, or refuse to look for more. */
export type Correct = (spelling: string, look: () => readonly Word[]) => readonly Word[];

/** A text that was asked for, and the languages in which it is to be looked for. */
export interface Query extends SearchQuery {
  readonly groups: Groups;
  /** The terms of public files that include what the whole text says: codes at them are found as well. */
  readonly included: readonly string[];
}

/**
 * What a text asks for. Vertebral levels mean the regions that hold them, everyday words several terms at once, and names of
 * operations the codes that people call so; the words of surgery, operation and the like are passed over. Each other word is
 * taken in all languages of its script. Where no curated name has it, it is taken apart (German compounds) or corrected; other
 * languages than English are read for words that English does not have.
 */
export function ask(text: string, open: Open, correct: Correct = (_, look) => look()): Query {
  const { rest, levels } = takeLevels(tidy(text));
  const { words: content, all } = readWords(rest);
  const inVietnamese = all.some(isVietnamese);
  const wanted = withoutNoise(content);
  const atLevels = levels === null ? [] : [levelPart(levels, open)];
  if (wanted.length === 0 && (content.length > 0 || levels !== null)) {
    const parts = levels === null ? [anyOperation(content, inVietnamese, open('EN'))] : atLevels;
    return { parts, prefix: null, groups: groupsOf(content, null, open), included: [] };
  }
  const words = wanted.length > 0 ? wanted : all;
  const own = ownLanguage(words, inVietnamese, open);
  const spoken = [...new Set<Language>(['EN', ...(own === null ? likely(words) : [own])])];
  const pieces = takeLay(words, inVietnamese, spoken.map(open));
  const included = levels === null ? includedBy(words, open('EN').vocabulary) : [];
  const last = pieces.at(-1);
  const lastWord = last === undefined || !('alternatives' in last) ? last : begunBy(last);
  const prefix = lastWord === undefined ? null : prefixOf(lastWord, inVietnamese);
  const parts = pieces.flatMap((piece, index): QueryPart[] => {
    if ('alternatives' in piece) return [layPart(piece, inVietnamese)];
    const tokens = interpret(piece, inVietnamese, index === pieces.length - 1 ? prefix : null, open, correct);
    return tokens.map((one, at) => ({
      tokens: [at === 0 && piece.lead !== undefined ? { ...one, lead: piece.lead } : one],
      meant: null,
    }));
  });
  return { parts: [...atLevels, ...parts], prefix, groups: groupsOf(words, own, open), included };
}

/** What a store is asked for; null where the text holds no word. `corrected` takes words for what they may stand for as well. */
export function textQuery({ parts, prefix }: SearchQuery, corrected: boolean): TextQuery | null {
  const formsOf = (token: SearchToken) => [
    ...token.forms,
    ...(corrected ? token.corrected : []),
    ...token.terms.map(termToken),
  ];
  // What holds each of the words, or each of the terms that they mean, holds one of every pair of them.
  const words = parts.flatMap(({ tokens, meant }) =>
    meant === null
      ? tokens.map(formsOf)
      : meant.flatMap((term) => tokens.map((token) => [...formsOf(token), ...formsOf(term)])),
  );
  return words.length === 0 ? null : { words: words.map((forms) => [...new Set(forms)]), prefix };
}

const token = (spelt: Token, terms: readonly string[] = []): SearchToken => ({
  ...spelt,
  corrected: [],
  terms,
});

/** Levels by the regions that hold them, and as they are written. */
function levelPart(levels: Levels, open: Open): QueryPart {
  const regions = regionsAt(levels, open('EN').vocabulary);
  return { tokens: [token({ raw: '', forms: levels.written }, regions)], meant: null };
}

/** A name of one word may begin others: "lami" is said for a laminectomy. */
const begunBy = ({ words, said }: Meant) => (said !== null && words.length === 1 ? words[0] : undefined);

function layPart({ words, alternatives, said }: Meant, inVietnamese: boolean): QueryPart {
  const tokens = words.flatMap((word) => askedTokens(word, inVietnamese)).map((one) => token(one));
  const meant = alternatives.map((terms) => token({ raw: '', forms: [] }, terms));
  return { tokens, meant: said === null ? meant : meant.map((one) => ({ ...one, said })) };
}

/** Nothing but words of operations: any kind of operation, and whatever holds one of the words. */
function anyOperation(words: readonly Word[], inVietnamese: boolean, { vocabulary }: Words): QueryPart {
  const forms = words.flatMap((word) => askedTokens(word, inVietnamese)).flatMap((one) => one.forms);
  const operations = vocabulary.termsOf('OPERATION').filter(({ broader }) => broader === null);
  return {
    tokens: [
      token(
        { raw: '', forms },
        operations.map(({ id }) => id),
      ),
    ],
    meant: null,
  };
}

/** The languages of a query: its own, where its words settle that, then English and those of its scripts, then the rest. */
function groupsOf(words: readonly Word[], own: Language | null, open: Open): Groups {
  const group = (list: readonly Language[]): Group => ({
    isOwn: own === null || (list.length === 1 && list[0] === own),
    open: () => list.map((language) => namingOf(open(language))),
  });
  const near = likely(words).filter((language) => language !== 'EN');
  const far = LANGUAGE_CODES.filter((language) => language !== 'EN' && !near.includes(language));
  const tiers = [[group(['EN']), group(near)], [group(far)]];
  return own === null || own === 'EN' ? tiers : [[group([own])], ...tiers];
}

const likely = (words: readonly Word[]) =>
  LANGUAGE_CODES.filter((language) => words.some(({ script }) => script === LANGUAGES[language].script));

/**
 * The language that a query is in, where its words settle that: English where it has all of them, else the only language
 * that has all, or one that no other has. "Tumeur dorsale" is French, where "dorsal" is no way in from behind.
 */
function ownLanguage(words: readonly Word[], inVietnamese: boolean, open: Open): Language | null {
  const letters = words.filter(({ plain, script }) => script !== null && !/\d/.test(plain));
  if (letters.length === 0) return null;
  if (inVietnamese) return 'VI';
  const has = (language: Language) => {
    const lexicon = lexiconOf(open(language));
    return letters.map((word) => word.script === LANGUAGES[language].script && lexicon.knows(word, false));
  };
  if (letters.every(({ script }) => script === 'Latin')) {
    if (has('EN').every(Boolean)) return 'EN';
  }
  const known = likely(letters).map((language) => ({ language, has: has(language) }));
  const complete = known.filter((one) => one.has.every(Boolean));
  if (complete.length === 1) return complete[0]?.language ?? null;
  const settling = letters.flatMap((_, index) => {
    const those = known.filter((one) => one.has[index]);
    return those.length === 1 ? those.map(({ language }) => language) : [];
  });
  return new Set(settling).size === 1 ? (settling[0] ?? null) : null;
}

/** A letter by itself begins too much; it may also be a word (the Vietnamese for tumor is "u"). */
function prefixOf(word: Word, inVietnamese: boolean): string | null {
  const [first, ...more] = askedTokens(word, inVietnamese);
  if (isRun(word)) return more.length === 0 && first !== undefined ? first.raw : null;
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
  const written = askedTokens(word, inVietnamese).map((one) => token(one));
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
  const forms = written.flatMap((one) => one.forms);
  if (parts !== null) {
    const words = parts.map((part) => ({ plain: part, marked: part, script: word.script }));
    return withoutNoise(words).flatMap((part) =>
      askedTokens(part, false).map(({ raw, forms: own }) => token({ raw, forms: [...forms, ...own] })),
    );
  }
  const as = inVietnamese ? 'marked' : 'plain';
  const meant = correct(`${as} ${word[as]}`, () => corrections(word, lexicons, as)).map((one) =>
    askedTokens(one, inVietnamese),
  );
  return written.map((one, index) => ({
    ...one,
    corrected: meant
      .filter((tokens) => tokens.length === written.length)
      .flatMap((tokens) => tokens[index]?.forms ?? []),
  }));
}
