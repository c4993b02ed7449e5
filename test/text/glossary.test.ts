import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { openTexts } from '../../src/load/seed/seed.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../src/text/languages.ts';

/** One word, one rendering: in the sentences of the server and in the words of the explorer, which share a page. */
const texts = openTexts(root);
const glossaryOf = (language: Language) =>
  join(root, 'seed/text', LANGUAGES[language].folder, 'glossary.csv');
const glossed = LANGUAGE_CODES.filter((language) => existsSync(glossaryOf(language)));

/** Every sentence of a language by its place; what the program fills in is left out. */
function rowsOf(language: Language): Map<string, string> {
  const rows = new Map<string, string>();
  const add = (place: string, text: string) => rows.set(place, text.replace(/\{\w+\}/g, ''));
  for (const [key, message] of texts(language).messages) add(key, message);
  const walk = (place: string, value: unknown) => {
    if (typeof value === 'string') add(place, value);
    else for (const [key, inner] of Object.entries(value as object)) walk(`${place}.${key}`, inner);
  };
  const folder = join(root, 'src/explorer/words', LANGUAGES[language].folder);
  for (const file of readdirSync(folder)) {
    walk(`words/${file.replace('.json', '')}`, JSON.parse(readFileSync(join(folder, file), 'utf8')));
  }
  return rows;
}

const english = rowsOf('EN');

describe.each(glossed)('the glossary of %s', (language) => {
  const rows = rowsOf(language);
  const words = parse(readFileSync(glossaryOf(language)), { columns: true }) as {
    english: string;
    rendering: string;
    also: string;
  }[];

  it.each(words)('says $english as $rendering in every row', ({ english: word, rendering, also }) => {
    const allowed = [rendering, ...also.split('|')].map((one) => one.trim().toLowerCase()).filter(Boolean);
    const asked = [...english].filter(([, text]) => new RegExp(`\\b${word}s?\\b`, 'i').test(text));
    const missed = asked.flatMap(([place, text]) => {
      const said = rows.get(place);
      const isSo = said === undefined || allowed.some((one) => said.toLowerCase().includes(one));
      return isSo ? [] : [`${place}: "${said}" for "${text}"`];
    });
    expect(asked.length, `no English row says "${word}"; remove it from the glossary`).toBeGreaterThan(0);
    expect(missed, `say "${rendering}" there, or add the form that stands there to "also"`).toEqual([]);
  });
});
