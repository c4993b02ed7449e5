import type { Vocabulary } from '../lattice/vocabulary.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from './languages.ts';
import { lexiconOf } from './lexicon.ts';
import { createWords, type LanguageTexts, type Words } from './words.ts';

/** Gives the words of a language over a vocabulary, made once for each state of the dataset. */
export type Speaker = (language: Language, vocabulary: Vocabulary) => Words;

/** `seen` is told when a state of the dataset is spoken of for the first time. */
export function createSpeaker(
  texts: (language: Language) => LanguageTexts,
  seen: (speaker: Speaker, vocabulary: Vocabulary) => void = () => {},
): Speaker {
  const made = new WeakMap<Vocabulary, Map<Language, Words>>();
  return function speaker(language, vocabulary) {
    let known = made.get(vocabulary);
    if (known === undefined) {
      made.set(vocabulary, (known = new Map()));
      seen(speaker, vocabulary);
    }
    let words = known.get(language);
    if (words === undefined) {
      words = createWords(LANGUAGES[language], textsOver(language, texts(language)), vocabulary);
      known.set(language, words);
    }
    return words;
  };
}

/** Makes what a search needs of all languages, one after the other, so that other work has its turn between. */
export function prepare(speaker: Speaker, vocabulary: Vocabulary): void {
  const steps = LANGUAGE_CODES.flatMap((language) => [
    () => void speaker(language, vocabulary),
    () => void lexiconOf(speaker(language, vocabulary)),
  ]);
  const next = () => {
    try {
      steps.shift()?.();
    } catch {
      // If a file cannot be read now, a later search reads it or reports the error.
    }
    if (steps.length > 0) setImmediate(next).unref();
  };
  setImmediate(next).unref();
}

/** English names stand in the dataset itself. */
function textsOver(language: Language, texts: LanguageTexts): LanguageTexts {
  return language === 'EN' ? { ...texts, terms: new Map(), families: new Map() } : texts;
}

/** The language that an Accept-Language header likes best among ours; English where it names none. */
export function preferredLanguage(header: string | undefined): Language {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const weight = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='));
      return {
        tag: tag.split('-')[0] ?? '',
        quality: weight === undefined ? 1 : Number(weight.slice(2)) || 0,
      };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wishes) {
    const wanted = tag === 'fil' ? 'tl' : tag;
    const found = LANGUAGE_CODES.find((language) => LANGUAGES[language].folder === wanted);
    if (found !== undefined) return found;
  }
  return 'EN';
}
