import type { Wording } from '../lattice/sentence.ts';
import { renamed, type Term, type Vocabulary } from '../lattice/vocabulary.ts';
import { dayWriter } from './days.ts';
import { ENGLISH, type LanguageRules } from './languages.ts';
import { createWording } from './wording.ts';

/** How a language speaks of a term. */
export type TermText = Pick<Term, 'name' | 'phrase' | 'short' | 'participle' | 'synonyms' | 'definition'>;

/** Who stands behind the wording: this project, a machine, or a person who has reviewed it and is named. */
export type Translation = 'ORIGINAL' | 'MACHINE' | 'REVIEWED';

/** An everyday word that means several features at once: sciatica is of the lumbar spine, and a root under pressure. */
export interface LayPhrase {
  readonly phrase: string;
  /** Terms of two axes or more; those of one axis are alternatives. */
  readonly terms: readonly string[];
}

/** All that is written in one language under seed/text. */
export interface LanguageTexts {
  readonly translation: Translation;
  /** Tells one state of the texts from another; a review names it. */
  readonly mark: string;
  readonly terms: ReadonlyMap<string, TermText>;
  readonly families: ReadonlyMap<string, string>;
  readonly messages: ReadonlyMap<string, string>;
  /** By term id and form: `region:sacral at`. */
  readonly forms: ReadonlyMap<string, string>;
  readonly lay: readonly LayPhrase[];
}

/** The words of a language: its messages, its names of terms, and the forms that its messages ask for. */
export interface Words extends Wording {
  readonly language: LanguageRules;
  readonly vocabulary: Vocabulary;
  readonly translation: Translation;
  /** Joins sentences to a text. */
  join(sentences: readonly string[]): string;
  /** A day such as 2021-12-31, as people write it. */
  day(iso: string): string;
  /** Whether a term or family has a name in this language; those of public files have English ones only. */
  isNamed(id: string): boolean;
  /** Whether a message is there. */
  has(key: string): boolean;
  /** A form of a term: `at` of region:sacral is "at the sacrum"; empty where it has none. */
  form(term: string, form: string): string;
  readonly forms: readonly string[];
  /** Everyday words that mean several features at once; for search. */
  readonly lay: readonly LayPhrase[];
}

/** The words of a language, over the terms and families of a vocabulary under their names in that language. */
export function createWords(language: LanguageRules, texts: LanguageTexts, vocabulary: Vocabulary): Words {
  return {
    ...createWording(texts.messages, language.locale),
    language,
    vocabulary: renamed(vocabulary, {
      term(term) {
        const own = texts.terms.get(term.id);
        return own === undefined ? term : { ...term, ...own };
      },
      family(family) {
        const name = texts.families.get(family.id);
        return name === undefined ? family : { ...family, name };
      },
    }),
    translation: texts.translation,
    join: (sentences) => sentences.filter((one) => one !== '').join(language.space),
    day: dayWriter(language.locale),
    isNamed: (id) => language === ENGLISH || texts.terms.has(id) || texts.families.has(id),
    has: (key) => texts.messages.has(key),
    form: (term, form) => texts.forms.get(`${term} ${form}`) ?? '',
    lay: texts.lay,
    forms: [...new Set([...texts.forms.keys()].map((key) => key.slice(key.indexOf(' ') + 1)))],
  };
}
