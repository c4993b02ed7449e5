import { stemmer as english } from '@orama/stemmers/english';

/** A language that texts are in: its folder under seed/text, the locale of its lists, its stemmer. */
export interface LanguageRules {
  readonly folder: string;
  readonly locale: string;
  readonly stem: (word: string) => string;
  /** Words that searching passes over. */
  readonly stopWords: ReadonlySet<string>;
}

/** British lists: "a, b and c" without a comma before the last. */
export const ENGLISH: LanguageRules = {
  folder: 'en',
  locale: 'en-GB',
  stem: english,
  stopWords: new Set([
    'a',
    'an',
    'and',
    'as',
    'at',
    'by',
    'for',
    'from',
    'in',
    'of',
    'on',
    'or',
    'the',
    'to',
    'with',
  ]),
};
