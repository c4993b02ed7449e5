import type { Vocabulary } from '../lattice/vocabulary.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from './languages.ts';
import { createWords, type LanguageTexts, type Words } from './words.ts';

/** Gives the words of a language over a vocabulary, made once for each state of the dataset. */
export type Speaker = (language: Language, vocabulary: Vocabulary) => Words;

export function createSpeaker(texts: (language: Language) => LanguageTexts): Speaker {
  const made = new WeakMap<Vocabulary, Map<Language, Words>>();
  return (language, vocabulary) => {
    const known = made.get(vocabulary) ?? new Map<Language, Words>();
    made.set(vocabulary, known);
    let words = known.get(language);
    if (words === undefined) {
      words = createWords(LANGUAGES[language], textsOver(language, texts(language)), vocabulary);
      known.set(language, words);
    }
    return words;
  };
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
