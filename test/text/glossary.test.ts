import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { isTyped, textRows } from '../../scripts/text-rows.ts';
import { root } from '../../src/commands/root.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../src/text/languages.ts';

/** One word, one rendering: in the sentences of the server and in the words of the explorer, which share a page. */
const glossaryOf = (language: Language) =>
  join(root, 'seed/text', LANGUAGES[language].folder, 'glossary.csv');
const glossed = LANGUAGE_CODES.filter((language) => existsSync(glossaryOf(language)));

/** Every sentence of a language by its place; what the program fills in is left out. */
function rowsOf(language: Language): Map<string, string> {
  const sentences = textRows(language, root).filter(
    (row) => /^(messages|guidance|words\/.*)$/.test(row.file) && !isTyped(row),
  );
  return new Map(
    sentences.flatMap(({ file, key, texts }) =>
      Object.entries(texts).map(([form, text]) => [`${file}:${key}.${form}`, text.replace(/\{\w+\}/g, '')]),
    ),
  );
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
