import type { Language } from '../language.ts';

// Each text by itself, so that the file of the element holds these few and not all words of the explorer.
const TEXTS = {
  loading: import.meta.glob<string>('../words/*/shell.json', { eager: true, import: 'loading' }),
  away: import.meta.glob<string>('../words/*/shell.json', { eager: true, import: 'away' }),
  again: import.meta.glob<string>('../words/*/shell.json', { eager: true, import: 'again' }),
  hint: import.meta.glob<string>('../words/*/shell.json', { eager: true, import: 'gridHint' }),
  unknown: import.meta.glob<string>('../words/*/code.json', { eager: true, import: 'unknown' }),
  invalid: import.meta.glob<string>('../words/*/code.json', { eager: true, import: 'invalid' }),
};

/** A text of the element in a language, with the code in its place. */
export function word(name: keyof typeof TEXTS, language: Language, code = ''): string {
  const found = Object.entries(TEXTS[name]).find(([path]) => path.includes(`/${language}/`));
  return (found?.[1] ?? '').replace('{code}', code);
}
