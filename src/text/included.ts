import { remembered } from '../lattice/remembered.ts';
import type { Vocabulary } from '../lattice/vocabulary.ts';
import { readWords, tidy, type Word } from './fold.ts';
import { withoutNoise } from './noise.ts';

/** What people say for something that terms include, as its publisher writes it, and the ids of the terms. */
export interface Phrase {
  readonly text: string;
  readonly terms: readonly string[];
}

/** The terms of public files that include what the words, all of them together, say; null where none does. */
export function includedBy(words: readonly Word[], vocabulary: Vocabulary): Phrase | null {
  return phrasesOf(vocabulary).get(keyOf(words)) ?? null;
}

const phrasesOf = remembered(createPhrases, new WeakMap<Vocabulary, ReadonlyMap<string, Phrase>>());

function createPhrases({ terms }: Vocabulary): ReadonlyMap<string, Phrase> {
  const phrases = new Map<string, { text: string; terms: string[] }>();
  for (const { id, includes } of terms.values()) {
    for (const { text } of includes) {
      for (const key of new Set(spellings(text).map((one) => keyOf(wordsOf(one))))) {
        const phrase = phrases.get(key) ?? { text, terms: [] };
        phrases.set(key, phrase);
        if (key !== '' && !phrase.terms.includes(id)) phrase.terms.push(id);
      }
    }
  }
  return phrases;
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
