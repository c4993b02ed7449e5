import type { Token } from '../lattice/asked.ts';
import { type Word, wordsIn } from './fold.ts';
import { gramsOf } from './grams.ts';
import { LANGUAGES, type LanguageRules, type Script } from './languages.ts';

/** How many words are kept with their forms for each language: more than medical titles have. */
const MOST_KEPT = 50_000;
const kept = new Map(Object.values(LANGUAGES).map((language) => [language, new Map<string, Token>()]));

/** The tokens of a text in a language, as they are indexed: every word with all forms that find it. */
export function tokens(text: string, language: LanguageRules): Token[] {
  return tokensOf(wordsIn(text), language);
}

/** The tokens that words are searched by, in their order. */
export function tokensOf(words: readonly Word[], language: LanguageRules): Token[] {
  const known = kept.get(language) as Map<string, Token>;
  const made: Token[] = [];
  for (const word of words) {
    let token = known.get(word.marked);
    if (token !== undefined) made.push(token);
    else if (isRun(word)) made.push(...gramsOf(word, 'indexed'));
    else {
      if (known.size >= MOST_KEPT) known.clear();
      known.set(word.marked, (token = tokenOf(word, [language])));
      made.push(token);
    }
  }
  return made;
}

/** What is indexed for a text: the forms of all its words, each once. */
export function indexed(text: string, language: LanguageRules): string[] {
  return [...new Set(tokens(text, language).flatMap(({ forms }) => forms))];
}

/** How a word of a query is spelt where it is looked for. */
export const rawOf = ({ plain, marked, script }: Word, isVietnamese: boolean) =>
  isVietnamese && script === 'Latin' ? marked : plain;

/** The tokens of a word of a query, which may be of any language of its script. Vietnamese with marks is met with marks. */
export function askedTokens(word: Word, isVietnamese: boolean): Token[] {
  if (isRun(word)) return gramsOf(word, 'asked');
  const raw = rawOf(word, isVietnamese);
  if (raw !== word.plain) return [{ raw, forms: [raw] }];
  return [tokenOf(word, ofScript(word.script))];
}

/** Han and Hangul: words are not told apart by spaces. */
export const isRun = ({ script }: Word) => script === 'Han' || script === 'Hangul';

const ofScript = (script: Script | null) =>
  Object.values(LANGUAGES).filter((language) => language.script === script);

function tokenOf({ plain, marked, script }: Word, languages: readonly LanguageRules[]): Token {
  const forms = languages
    .filter((language) => language.script === script)
    .flatMap((language) => language.forms(plain, marked));
  return { raw: plain, forms: [...new Set([plain, ...forms])] };
}

/** Marks that no other language of ours has: a query with one of them is Vietnamese throughout. */
const VIETNAMESE = /[\u031b\u0323\u0309]|[aeiouy]\u0302?\u0303|\u0302[\u0300\u0301]|a\u0306/u;
/** Whether a word has marks that only Vietnamese has. */
export const isVietnamese = ({ marked }: Word) => VIETNAMESE.test(marked.normalize('NFD'));

/** The token of a term, which no text holds: it begins with a sign for private use. */
export const termToken = (id: string) => `\uE000${id.replace(/[^a-z0-9]/g, '')}`;
