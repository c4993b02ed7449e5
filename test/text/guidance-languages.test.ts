import { describe, expect, it } from 'vitest';
import { openSeedTexts, sectionsOf } from '../../scripts/texts.ts';
import { root } from '../../src/commands/root.ts';
import { openTexts } from '../../src/load/seed/seed.ts';
import type { Guidance } from '../../src/text/guidance.ts';
import { labelOf } from '../../src/text/labels.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../src/text/languages.ts';
import { modifiersOf } from '../../src/text/modifiers.ts';
import { createWords } from '../../src/text/words.ts';
import { wording as english, speaker, vocabulary } from '../seeded.ts';

const { codes, around, guidance } = openSeedTexts();

/** What may stand in Latin letters in a text of another script. */
const LATIN = /^(MRI|CT|CPT|NCCI|CMS|AMA|Medicare|X|XLIF|Ponte)$/;
/** A vertebra by its name, as surgeons of all languages write it: C2. */
const VERTEBRA = /\b[CTLS]\d{1,2}\b/g;
/** A diagnosis by its code. */
const DIAGNOSIS = /\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b/g;
const SCRIPTS: Partial<Record<Language, RegExp>> = {
  ZH: /\p{Script=Han}/u,
  RU: /\p{Script=Cyrillic}/u,
  AR: /\p{Script=Arabic}/u,
  KO: /\p{Script=Hangul}/u,
};
/** How long a section is against the English one: what lies outside has lost or gained a sentence. */
const SHARES: Readonly<Record<Exclude<Language, 'EN'>, readonly [number, number]>> = {
  ES: [0.85, 1.45],
  ZH: [0.18, 0.62],
  RU: [0.8, 1.6],
  AR: [0.58, 1.3],
  VI: [0.65, 1.4],
  FR: [0.9, 1.7],
  DE: [0.85, 1.6],
  KO: [0.3, 0.85],
  TL: [0.9, 1.6],
};
/** Characters of an English section, from the shortest code to the longest. */
const LENGTHS: Readonly<Record<Exclude<keyof Guidance, 'written'>, readonly [number, number]>> = {
  plainLanguage: [250, 950],
  procedure: [130, 1_000],
  codingGuidelines: [200, 3_200],
  medicalNecessity: [250, 1_300],
  clinicalResponsibility: [600, 1_800],
  relatedCodes: [40, 1_900],
  examples: [580, 1_900],
  documentation: [150, 900],
  disclaimer: [150, 300],
};
/** Marks that turn the direction of writing; the direction is said beside the text. */
const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;
const PAIRS = ['()', '«»', '“”', '（）', '„“'] as const;

describe.each(LANGUAGE_CODES)('guidance in %s', (language) => {
  const words = speaker(language, vocabulary);

  it('has every section of every code, whole and clean', () => {
    const script = SCRIPTS[language];
    let texts = 0;
    for (const one of codes) {
      const whole = guidance(one, words);
      for (const [name, lines] of sectionsOf(whole)) {
        const where = `${one.code} ${name}`;
        expect(lines.length, where).toBeGreaterThan(0);
        for (const line of lines) {
          texts++;
          expect(line, where).not.toMatch(/[{}]|undefined|null| {2}|^\s|\s$|: ?\.|[.。] ?[.。]|,,/);
          expect(line.length, `${where}: ${line}`).toBeGreaterThan(3);
          expect(line.length, `${where}: ${line}`).toBeLessThan(2_500);
          expect(line, where).not.toMatch(TURNING);
          for (const [open = '', close = ''] of PAIRS.filter(
            ([open]) => open !== '“' || !line.includes('„'),
          )) {
            const [opened, closed] = [open, close].map((mark) => line.split(mark).length);
            if (open !== '„' || opened !== 1) expect(opened, `${where}: ${line}`).toBe(closed);
          }
          if (script === undefined) {
            expect(
              line.match(/\p{L}/gu)?.filter((letter) => !/\p{Script=Latin}/u.test(letter)),
              line,
            ).toEqual([]);
            continue;
          }
          expect(line, where).toMatch(script);
          const spelt = line.replace(DIAGNOSIS, '').replace(VERTEBRA, '');
          const latin = (spelt.match(/\p{Script=Latin}+/gu) ?? []).filter((word) => !LATIN.test(word));
          expect(latin, `${where}: ${line}`).toEqual([]);
        }
      }
      expect(whole.examples, one.code).toHaveLength(3);
      expect(new Set(whole.examples.map((text) => text.replace(/\d/g, ''))).size, one.code).toBe(3);
      expect(
        modifiersOf(one, 'NOT_LOADED', words).every(({ name, reason }) => name !== '' && reason !== ''),
      ).toBe(true);
    }
    console.log(`${language}: ${codes.length} codes, ${texts} texts`);
  });

  it('names the diagnoses of every code and no others, a dozen in a row at most', () => {
    for (const one of codes) {
      const own = around(one);
      const { medicalNecessity } = guidance(one, words, own);
      const named = medicalNecessity.match(DIAGNOSIS) ?? [];
      const rare = new Set(
        own.diagnoses.filter(({ confidence }) => (confidence ?? 0) < 0.6).map(({ id }) => id),
      );
      const allowed = [...own.diagnoses, ...own.never]
        .map(({ code: met }) => met)
        .filter(({ id }) => !rare.has(id));
      expect(new Set(named).size, one.code).toBe(named.length);
      expect(allowed.map((diagnosis) => diagnosis.code)).toEqual(expect.arrayContaining(named));
      expect(named.length > 0, one.code).toBe(own.diagnoses.length > 0);
      expect(named.length, one.code).toBeLessThanOrEqual(12 + 12 + own.never.length);
      for (const { code: never } of own.never) expect(named, one.code).toContain(never.code);
    }
  });

  it('has sections as long as they should be', () => {
    for (const one of codes) {
      const [own, original] = [words, english].map((spoken) =>
        Object.fromEntries(
          sectionsOf(guidance(one, spoken)).map(([name, lines]) => [name, lines.join(' ').length]),
        ),
      );
      for (const [name, length] of Object.entries(own ?? {})) {
        const [least, most] = LENGTHS[name as keyof typeof LENGTHS];
        const [low, high] = language === 'EN' ? [least, most] : SHARES[language];
        const measured = language === 'EN' ? length : length / (original?.[name] ?? 0);
        expect(measured, `${one.code} ${name}`).toBeGreaterThanOrEqual(low);
        expect(measured, `${one.code} ${name}`).toBeLessThanOrEqual(high);
      }
    }
  });

  it('has a label of its own for every code', () => {
    const labels = codes.map((one) => labelOf(one, words));
    expect(new Set(labels).size).toBe(codes.length);
    for (const label of labels) expect(label).not.toMatch(/[{}]|undefined| {2}|^\s|\s$|, ?,/);
  });

  it('names no region, compartment or lesion that is not the code’s', () => {
    const texts = openTexts(root)(language);
    const tag = (id: string) => `⟦${id}⟧`;
    const tagged = createWords(
      LANGUAGES[language],
      {
        ...texts,
        terms: new Map(
          [...texts.terms].map(([id, text]) => [id, { ...text, phrase: tag(id), short: tag(id) }]),
        ),
        forms: new Map([...texts.forms].map(([key]) => [key, tag(key.slice(0, key.indexOf(' ')))])),
      },
      vocabulary,
    );
    for (const one of codes) {
      const own = new Set(one.facts.flatMap(({ terms }) => terms));
      const whole = guidance(one, tagged);
      const { plainLanguage, procedure, medicalNecessity, examples, documentation } = whole;
      const { codingGuidelines, clinicalResponsibility } = whole;
      const said = [plainLanguage, procedure, medicalNecessity, ...examples].join(' ');
      const named = [...said.matchAll(/⟦([^⟧]+)⟧/g)].map(([, id]) => id ?? '');
      expect(
        named.filter((id) => !own.has(id)),
        one.code,
      ).toEqual([]);
      const stated = one.facts
        .filter(({ axis }) => axis === 'REGION' || axis === 'COMPARTMENT' || axis === 'LESION')
        .flatMap(({ terms }) => terms)
        // Any part of the spine is no place.
        .filter((id) => id !== 'region:spine');
      const documented = [...documentation.join(' ').matchAll(/⟦([^⟧]+)⟧/g)].map(([, id]) => id);
      expect([...named, ...documented], one.code).toEqual(expect.arrayContaining(stated));
      const near = new Set(around(one).related.flatMap(({ facts }) => facts.flatMap(({ terms }) => terms)));
      // What tells a code from its sibling names what the sibling says.
      const beside = [...codingGuidelines, clinicalResponsibility, ...documentation]
        .join(' ')
        .matchAll(/⟦([^⟧]+)⟧/g);
      expect(
        [...beside].map(([, id]) => id ?? '').filter((id) => !own.has(id) && !near.has(id)),
        one.code,
      ).toEqual([]);
      for (const example of examples) {
        for (const axis of ['region', 'compartment', 'lesion']) {
          const ids = new Set(
            [...example.matchAll(/⟦([^⟧]+)⟧/g)]
              .map(([, id]) => id)
              .filter((id) => id?.startsWith(`${axis}:`)),
          );
          expect(ids.size, `${one.code}: ${example}`).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});
