import type { QueryToken } from '../lattice/rank.ts';
import type { TextQuery } from '../store/store.ts';
import type { LanguageRules } from './languages.ts';

const WORDS = /\p{Script=Han}|[\p{L}\p{N}]+/gu;
const MARKS = /\p{M}+/gu;
/** "non-neoplastic" is one word: whoever looks for "neoplastic" must not find it. */
const NON = /\bnon[- ](?=\p{L})/gu;

/**
 * The tokens of a text, for indexing and for queries alike: NFKC, case and marks folded, Han by single characters,
 * stop words left out, each word with its stem.
 */
export function tokens(text: string, language: LanguageRules): QueryToken[] {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(NON, 'non');
  const words = [...folded.matchAll(WORDS)].map(([word]) => word);
  const telling = words.filter((word) => !language.stopWords.has(word));
  return (telling.length > 0 ? telling : words).map((raw) => ({ raw, stem: language.stem(raw) }));
}

/** What is indexed for a text: every word as written and as its stem. */
export function indexed(text: string, language: LanguageRules): string[] {
  return [...new Set(tokens(text, language).flatMap(({ raw, stem }) => [raw, stem]))];
}

/** What a store is asked for; null where the text holds no word. */
export function textQuery(query: readonly QueryToken[]): TextQuery | null {
  const last = query.at(-1);
  return last === undefined ? null : { stems: query.map(({ stem }) => stem), prefix: last.raw };
}
