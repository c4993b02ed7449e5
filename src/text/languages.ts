import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';

/** A language that texts are in. `folder` stands under seed/text and is its BCP 47 tag. */
export interface LanguageRules {
  readonly folder: string;
  /** The locale of lists, plurals and days. British English writes "a, b and c" without a comma before the last; in Arabic, digits are those of the codes. */
  readonly locale: string;
  readonly direction: 'LTR' | 'RTL';
  /** What stands between two sentences. */
  readonly space: string;
  readonly stem: (word: string) => string;
  /** Words that searching passes over. */
  readonly stopWords: ReadonlySet<string>;
}

export const LANGUAGE_CODES = ['EN', 'ES', 'ZH', 'RU', 'AR', 'VI', 'FR', 'DE', 'KO', 'TL'] as const;
export type Language = (typeof LANGUAGE_CODES)[number];

const words = (list: string) => new Set(list.split(' '));
const whole = (word: string) => word;

/** Korean particles behind a noun, longest first. */
const KOREAN_PARTICLE = /(에서|으로|에게|까지|부터|의|을|를|이|가|은|는|에|로|과|와|도)$/u;
const korean = (word: string) => (word.length > 2 ? word.replace(KOREAN_PARTICLE, '') : word);

export const LANGUAGES: Readonly<Record<Language, LanguageRules>> = {
  EN: {
    folder: 'en',
    locale: 'en-GB',
    direction: 'LTR',
    space: ' ',
    stem: english,
    stopWords: words('a an and as at by for from in of on or the to with'),
  },
  ES: {
    folder: 'es',
    locale: 'es',
    direction: 'LTR',
    space: ' ',
    stem: spanish,
    stopWords: words('a al con de del el en la las lo los o para por un una y'),
  },
  ZH: {
    folder: 'zh',
    locale: 'zh-Hans',
    direction: 'LTR',
    space: '',
    stem: whole,
    stopWords: words('的 在 和 或 与'),
  },
  RU: {
    folder: 'ru',
    locale: 'ru',
    direction: 'LTR',
    space: ' ',
    stem: russian,
    stopWords: words('в во и из или к на о от по при с со у для'),
  },
  AR: {
    folder: 'ar',
    locale: 'ar-u-nu-latn',
    direction: 'RTL',
    space: ' ',
    stem: arabic,
    stopWords: words('في من على عن الى إلى أو و مع'),
  },
  VI: {
    folder: 'vi',
    locale: 'vi',
    direction: 'LTR',
    space: ' ',
    stem: whole,
    stopWords: words('cua va hoac o tai trong cho'),
  },
  FR: {
    folder: 'fr',
    locale: 'fr',
    direction: 'LTR',
    space: ' ',
    stem: french,
    stopWords: words('a au aux avec d dans de des du en et l la le les ou par pour sur un une'),
  },
  DE: {
    folder: 'de',
    locale: 'de',
    direction: 'LTR',
    space: ' ',
    stem: german,
    stopWords: words(
      'am an auf das dem den der des die durch ein eine einer eines fur im in mit oder und von zu zum zur',
    ),
  },
  KO: { folder: 'ko', locale: 'ko', direction: 'LTR', space: ' ', stem: korean, stopWords: words('및 또는') },
  TL: {
    folder: 'tl',
    locale: 'fil',
    direction: 'LTR',
    space: ' ',
    stem: whole,
    stopWords: words('ang at mga na ng o para sa'),
  },
};

export const ENGLISH = LANGUAGES.EN;
