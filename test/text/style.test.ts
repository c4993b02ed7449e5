import { describe, expect, it } from 'vitest';
import { isTyped, textRows } from '../../scripts/text-rows.ts';
import { openSeedTexts, sectionsOf } from '../../scripts/texts.ts';
import { root } from '../../src/commands/root.ts';
import { labelOf } from '../../src/text/labels.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../src/text/languages.ts';
import { ARABIC, CHINESE, KOREAN } from './style/eastern.ts';
import { EVERYWHERE, foundBy, type Rule } from './style/rule.ts';
import { variantsOf } from './style/variants.ts';
import { ENGLISH, FRENCH, GERMAN, RUSSIAN, SPANISH, TAGALOG, VIETNAMESE } from './style/western.ts';

/** How each language is written, in the sentences of the server and in the words of the explorer. */
const RULES: Readonly<Record<Language, readonly Rule[]>> = {
  EN: ENGLISH,
  ES: SPANISH,
  ZH: CHINESE,
  RU: RUSSIAN,
  AR: ARABIC,
  VI: VIETNAMESE,
  FR: FRENCH,
  DE: GERMAN,
  KO: KOREAN,
  TL: TAGALOG,
};

/** Every text of a language by its place; of a message with plurals, each that it can say. */
function textsOf(language: Language): [place: string, text: string][] {
  const { folder, locale } = LANGUAGES[language];
  const rows = textRows(language, root).filter((row) => !isTyped(row));
  return rows.flatMap(({ file, key, texts }) =>
    Object.entries(texts).flatMap(([part, text]) => {
      const said = file === 'messages' || file === 'guidance' ? variantsOf(key, text, locale) : [text];
      return said.map((one): [string, string] => [`${folder} ${file}:${key}.${part}`, one]);
    }),
  );
}

const seed = openSeedTexts();

/** What is composed of them: the label and the guidance of every code, by code and section. */
function composedTexts(language: Language): [place: string, text: string][] {
  const words = seed.words(language);
  const { folder } = LANGUAGES[language];
  return seed.codes.flatMap((code) =>
    [['label', [labelOf(code, words)]] as const, ...sectionsOf(seed.guidance(code, words))].flatMap(
      ([section, lines]) =>
        lines.map((line): [string, string] => [`${folder} ${code.code} ${section}`, line]),
    ),
  );
}

describe.each(LANGUAGE_CODES)('the texts of %s', (language) => {
  const rules = [...EVERYWHERE, ...RULES[language]];
  const texts = textsOf(language);
  const composed = composedTexts(language);

  it.each(rules)('keep to the rule "$name"', (rule) => {
    expect(foundBy(rule, '', rule.bad), 'the rule finds its bad example').not.toBeNull();
    expect(foundBy(rule, '', rule.good), 'the rule lets its good example be').toBeNull();
    expect(texts.flatMap(([place, text]) => foundBy(rule, place, text) ?? [])).toEqual([]);
    const found = composed.flatMap(([place, text]) => foundBy(rule, place, text) ?? []);
    expect(found.slice(0, 20), 'composed texts keep to it too').toEqual([]);
  });
});

/** In the form for numbers that end in 4, 6 or 9 the linker stands behind the number: "4 na code", but "5 code". */
it('Tagalog numbers take their linker in the form that they read with one', () => {
  const missing = textRows('TL', root).flatMap(({ file, key, texts }) => {
    const isPlural = file.startsWith('words/') && texts.one !== undefined;
    return isPlural && /\{count\} (?!na |ang )\p{Ll}/u.test(texts.other ?? '')
      ? [`tl ${file}:${key}.other: "${texts.other}"; write {count} na`]
      : [];
  });
  expect(missing).toEqual([]);
});
