import { remembered } from '../lattice/remembered.ts';
import { LANGUAGES, type Language } from '../text/languages.ts';
import { type Html, html } from './html.ts';
import { pathOfCode, pathOfFamily, pathOfTerm } from './page-links.ts';
import type { CodeName, Named } from './page-subject.ts';
import type { PageWords } from './page-words.ts';

/** How a page speaks. */
export interface Speech {
  readonly words: PageWords;
  readonly language: Language;
  /** What addresses end with where the language stands in the address: `?lang=de`. */
  readonly lang: string;
}

export const codeLink = (code: string, { lang }: Speech) =>
  html`<a class="code" href="${pathOfCode(code)}${lang}" dir="ltr">${code}</a>`;
export const familyLink = ({ id, name }: Pick<Named, 'id' | 'name'>, { lang }: Speech) =>
  html`<a href="${pathOfFamily(id)}${lang}">${name}</a>`;
export const termLink = (term: Named, speech: Speech) =>
  html`<a href="${pathOfTerm(term.id)}${speech.lang}">${nameIn(term, speech)}</a>`;
export const termChip = (term: Named, speech: Speech) =>
  html`<a class="chip" href="${pathOfTerm(term.id)}${speech.lang}">${nameIn(term, speech)}</a>`;

/** A name, marked as English where it is on a page in another language. */
export const nameIn = ({ name, nameLanguage }: Named, { language }: Speech): Html =>
  nameLanguage === 'EN' && language !== 'EN' ? english(name) : html`${name}`;

export const labelIn = (code: CodeName, words: PageWords): Html =>
  code.labelKind === 'OFFICIAL' ? english(code.label) : html`${labelOf(code, words)}`;

const english = (text: string): Html => html`<bdi lang="en">${text}</bdi>`;

/** What a code is; of some only the number is known. */
export const labelOf = (
  { label, labelKind }: Pick<CodeName, 'label' | 'labelKind'>,
  { code }: PageWords,
): string => (labelKind === 'CODE_ONLY' ? code.numberOnly : label);

// As in the explorer: to make a format takes as long as to write hundreds of numbers.
const listsIn = remembered((language: Language) => new Intl.ListFormat(LANGUAGES[language].locale));
const figuresIn = remembered(
  (language: Language) => new Intl.NumberFormat(LANGUAGES[language].locale, { maximumFractionDigits: 2 }),
);
const pluralsIn = remembered((language: Language) => new Intl.PluralRules(LANGUAGES[language].locale));

/** "sacrum and S1-S5". */
export const listed = (names: readonly string[], language: Language) => listsIn(language).format(names);

/** A number as readers of a language write it. */
export const figure = (number: number, language: Language) => figuresIn(language).format(number);

/** The form for a number, with the number in its place: "12 codes". */
export function inForm(forms: Readonly<Record<string, string>>, count: number, language: Language): string {
  const form = forms[pluralsIn(language).select(count)] ?? forms.other ?? '{count}';
  return form.replace('{count}', figure(count, language));
}

/** "12 codes". */
export const countOf = (count: number, { shell }: PageWords, language: Language): string =>
  inForm(shell.codes, count, language);

/** Codes, each with what it is. */
export const codeList = (codes: readonly CodeName[], speech: Speech): Html =>
  html`<ul class="sentences">${codes.map(
    (code) => html`<li>${codeLink(code.code, speech)}<span>${labelIn(code, speech.words)}</span></li>`,
  )}</ul>`;

/** As a title begins: names stand in small letters inside of sentences. */
export const capital = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(LANGUAGES[language].locale) + text.slice(1);
