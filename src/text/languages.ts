import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';

/** How a language is written: a word of a query is taken as one of the languages of its script. */
export type Script = 'Latin' | 'Cyrillic' | 'Arabic' | 'Han' | 'Hangul';

/** A language that texts are in. `folder` stands under seed/text and is its BCP 47 tag. */
export interface LanguageRules {
  readonly folder: string;
  /** The locale of lists, plurals and days. British English writes "a, b and c" without a comma before the last; in Arabic, digits are those of the codes. */
  readonly locale: string;
  readonly direction: 'LTR' | 'RTL';
  readonly script: Script;
  /** What stands between two sentences. */
  readonly space: string;
  /** What a word is found by besides itself: `word` in plain letters, `marked` with its marks. */
  forms(word: string, marked: string): readonly string[];
}

/** The ten languages, in the order in which they are listed. */
export const LANGUAGE_CODES = ['EN', 'ES', 'ZH', 'RU', 'AR', 'VI', 'FR', 'DE', 'KO', 'TL'] as const;
export type Language = (typeof LANGUAGE_CODES)[number];

const none = () => [];
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');

/** Romance stems hang on accents (sacrée, sacr-), which people leave out as often as not: both are taken. */
const romance = (stem: (word: string) => string) => (word: string, marked: string) =>
  word === marked ? [stem(word)] : [stem(word), plain(stem(marked))];

/** Hämatom is written Haematom as well. */
const germanForms = (word: string, marked: string) => {
  const spelt = marked.replace(/[äöü]/g, (vowel) => `${plain(vowel)}e`);
  return spelt === marked ? [german(word)] : [german(word), plain(spelt), german(plain(spelt))];
};

/** "And" and "for" are written onto the word (و, ل); what is left must still be a word. */
const arabicForms = (word: string) =>
  [...new Set([word, word.replace(/^و(?=.{3})/u, ''), word.replace(/^و?ل(?=.{3})/u, '')])].map(arabic);

/** The linker joins a word to the next: -ng behind a vowel (torasikong), -g behind n (lesyong). */
const tagalogForms = (word: string) =>
  /.{3}[aeiou]ng$/.test(word) ? [word.slice(0, -1), word.slice(0, -2)] : [];

/** What a language asks of whoever writes in it. */
export const LANGUAGES: Readonly<Record<Language, LanguageRules>> = {
  EN: {
    folder: 'en',
    locale: 'en-GB',
    direction: 'LTR',
    script: 'Latin',
    space: ' ',
    forms: (word) => [english(word)],
  },
  ES: { folder: 'es', locale: 'es', direction: 'LTR', script: 'Latin', space: ' ', forms: romance(spanish) },
  ZH: { folder: 'zh', locale: 'zh-Hans', direction: 'LTR', script: 'Han', space: '', forms: none },
  RU: {
    folder: 'ru',
    locale: 'ru',
    direction: 'LTR',
    script: 'Cyrillic',
    space: ' ',
    forms: (word) => [russian(word)],
  },
  AR: {
    folder: 'ar',
    locale: 'ar-u-nu-latn',
    direction: 'RTL',
    script: 'Arabic',
    space: ' ',
    forms: arabicForms,
  },
  VI: {
    folder: 'vi',
    locale: 'vi',
    direction: 'LTR',
    script: 'Latin',
    space: ' ',
    forms: (_, marked) => [marked],
  },
  FR: { folder: 'fr', locale: 'fr', direction: 'LTR', script: 'Latin', space: ' ', forms: romance(french) },
  DE: { folder: 'de', locale: 'de', direction: 'LTR', script: 'Latin', space: ' ', forms: germanForms },
  KO: { folder: 'ko', locale: 'ko', direction: 'LTR', script: 'Hangul', space: ' ', forms: none },
  TL: { folder: 'tl', locale: 'fil', direction: 'LTR', script: 'Latin', space: ' ', forms: tagalogForms },
};

/** The rules of the language that all texts are translated from. */
export const ENGLISH = LANGUAGES.EN;
