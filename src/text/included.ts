import { remembered } from '../lattice/remembered.ts';
import type { Vocabulary } from '../lattice/vocabulary.ts';
import { readWords, tidy, type Word } from './fold.ts';
import { withoutNoise } from './noise.ts';

/** The ids of the terms of public files that include what the words, all of them together, say. */
export function includedBy(words: readonly Word[], vocabulary: Vocabulary): readonly string[] {
  return phrasesOf(vocabulary).get(keyOf(words)) ?? [];
}

const phrasesOf = remembered(
  createPhrases,
  new WeakMap<Vocabulary, ReadonlyMap<string, readonly string[]>>(),
);

/** The ids of terms by what they include. */
function createPhrases({ terms }: Vocabulary): ReadonlyMap<string, readonly string[]> {
  const phrases = new Map<string, Set<string>>();
  for (const { id, includes } of terms.values()) {
    for (const key of includes.flatMap(({ text }) => spellings(text)).map((one) => keyOf(wordsOf(one)))) {
      if (key !== '') phrases.set(key, (phrases.get(key) ?? new Set()).add(id));
    }
  }
  return new Map([...phrases].map(([key, ids]) => [key, [...ids]]));
}

/** Signs of a trade mark, which nobody types. */
const MARKS = /\((?:R|tm)\)/gi;
const SHORT = /\(([A-Z][A-Z0-9-]+)\)/g;

/** As it stands, without what stands in brackets, and the short form there: "Cochlear implant (CI)" is also "CI". */
function spellings(text: string): string[] {
  const bare = text.replace(MARKS, ' ');
  const short = [...bare.matchAll(SHORT)].map(([, one = '']) => one);
  return [text, bare, bare.replace(/\([^)]*\)/g, ' '), ...short];
}

function wordsOf(text: string): readonly Word[] {
  const { words, all } = readWords(tidy(text));
  const wanted = withoutNoise(words);
  return wanted.length > 0 ? wanted : all;
}

const keyOf = (words: readonly Word[]) => words.map(({ plain }) => plain).join(' ');
