/** The languages that the server answers in, by their BCP 47 tags, with their own names. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  zh: { name: '中文', direction: 'ltr' },
  ru: { name: 'Русский', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
  vi: { name: 'Tiếng Việt', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  ko: { name: '한국어', direction: 'ltr' },
  tl: { name: 'Tagalog', direction: 'ltr' },
} as const;

export type Language = keyof typeof LANGUAGES;

/** Whether a tag, such as `es`, is one of the ten languages. */
export const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag);

/** The language of the address, else the first of these wishes (such as `navigator.languages`) that is known, else English. */
export function languageOf(query: URLSearchParams, wishes: readonly string[]): Language {
  const asked = query.get('lang')?.toLowerCase() ?? '';
  const wished = wishes.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return [asked, ...wished.map((tag) => (tag === 'fil' ? 'tl' : tag))].find(isLanguage) ?? 'en';
}
