import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** The Flesch-Kincaid grade of an English text: the years of school that it takes to read it. */
export function gradeOf(text: string): number {
  const words = text.match(/[\p{L}\p{N}'-]+/gu) ?? [];
  return fleschKincaid({
    sentence: (text.match(/[.!?](\s|$)/g) ?? []).length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllable(word), 0),
  });
}
