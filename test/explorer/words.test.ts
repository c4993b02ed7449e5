import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/explorer/language.ts';
import { LANGUAGE_CODES, LANGUAGES as SPOKEN } from '../../src/text/languages.ts';

const folder = join(import.meta.dirname, '../../src/explorer/words');
const PLURAL_RULES = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** Every text of a language by its path: `code.related`; the forms of a plural are one entry. */
function textsOf(language: string): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  const walk = (path: string, value: unknown) => {
    if (typeof value === 'string') return void texts.set(path, [value]);
    const entries = Object.entries(value as object);
    if (entries.every(([key]) => PLURAL_RULES.includes(key))) {
      const rules = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const forms = Object.fromEntries(entries);
      // Languages with many forms may leave out rare ones; `other` then stands for them.
      expect(Object.keys(forms), path).toContain('other');
      if (language === 'ru') expect(Object.keys(forms), path).toEqual(expect.arrayContaining(rules));
      texts.set(
        path,
        entries.filter(([key]) => key === 'other').map(([, text]) => text),
      );
    } else for (const [key, inner] of entries) walk(`${path}.${key}`, inner);
  };
  for (const file of readdirSync(join(folder, language)).sort()) {
    walk(file.replace('.json', ''), JSON.parse(readFileSync(join(folder, language, file), 'utf8')));
  }
  return texts;
}

const places = (texts: readonly string[] = []) =>
  texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []).sort();

describe('the words of the explorer', () => {
  const english = textsOf('en');

  test('are there in the languages that the server speaks', () => {
    const spoken = LANGUAGE_CODES.map((code) => [SPOKEN[code].folder, SPOKEN[code].direction.toLowerCase()]);
    expect(Object.entries(LANGUAGES).map(([tag, { direction }]) => [tag, direction])).toEqual(spoken);
  });

  test.each(Object.keys(LANGUAGES))('%s has every text, with the places of English', (language) => {
    const texts = textsOf(language);
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, forms] of texts) {
      expect(forms.join('').trim(), path).not.toBe('');
      expect(places(forms), path).toEqual(places(english.get(path)));
    }
  });
});
