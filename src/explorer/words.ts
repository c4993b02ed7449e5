import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { remembered } from '../lattice/remembered.ts';
import { dayWriter } from '../text/days.ts';
import type { Language } from './language.ts';
import english, { type Words } from './words/en.ts';

/** Forms of a word by the plural rule of its language; `other` is always there. */
export type Plural = { readonly other: string } & { readonly [rule: string]: string };

const LOAD: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ default: Words }>>> = {
  es: () => import('./words/es.ts'),
  zh: () => import('./words/zh.ts'),
  ru: () => import('./words/ru.ts'),
  ar: () => import('./words/ar.ts'),
  vi: () => import('./words/vi.ts'),
  fr: () => import('./words/fr.ts'),
  de: () => import('./words/de.ts'),
  ko: () => import('./words/ko.ts'),
  tl: () => import('./words/tl.ts'),
};

/** The words of a language; English where they cannot be loaded. */
export async function wordsOf(language: Language): Promise<Words> {
  if (language === 'en') return english;
  return LOAD[language]().then(
    (file) => file.default,
    () => english,
  );
}

/** The words and the language of the page. */
export interface Speech {
  readonly words: Words;
  readonly language: Language;
}

/** The words and the language of the page, for every component below it. */
export const SpeechContext = createContext<Speech>({ words: english, language: 'en' });
export const useSpeech = (): Speech => useContext(SpeechContext);

/** Puts values into the places of a text: `fill('{count} codes', { count: 3 })`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

// To make a format takes as long as to write hundreds of numbers: each is made once a language.
/** Writes whole numbers: "1,204". */
export const numbersIn = remembered((language: Language) => new Intl.NumberFormat(localeOf(language)));
/** Writes figures with two places, which stand below each other: "1,204.50". */
export const figuresIn = remembered(
  (language: Language) =>
    new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
const pluralsIn = remembered((language: Language) => new Intl.PluralRules(localeOf(language)));
const daysIn = remembered((language: Language) => dayWriter(localeOf(language)));
const listsIn = {
  conjunction: remembered((language: Language) => new Intl.ListFormat(localeOf(language))),
  disjunction: remembered(
    (language: Language) => new Intl.ListFormat(localeOf(language), { type: 'disjunction' }),
  ),
};

/** The form for a number, with the number and other values in their places. */
export function count(
  forms: Plural,
  number: number,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const form = forms[pluralsIn(language).select(number)] ?? forms.other;
  return fill(form, { ...values, count: numbersIn(language).format(number) });
}

/** Joins names as a sentence does: "region, lesion and approach", or as alternatives: "lumbar or sacral". */
export function list(
  names: readonly string[],
  language: Language,
  type: keyof typeof listsIn = 'conjunction',
): string {
  return listsIn[type](language).format(names);
}

/** As a title begins: the names of terms and families stand in small letters inside of sentences. */
export const capital = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(localeOf(language)) + text.slice(1);

/** A day as people write it: "1 July 2024". */
export const dayOf = (date: string, language: Language): string => daysIn(language)(date);

/** Where formats are known by another name, or with digits other than those of codes. */
export function localeOf(language: Language): string {
  return { en: 'en-GB', tl: 'fil', ar: 'ar-u-nu-latn', zh: 'zh-Hans' }[language as string] ?? language;
}
