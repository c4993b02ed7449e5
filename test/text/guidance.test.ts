import { describe, expect, it } from 'vitest';
import { gradeOf } from '../../scripts/readability.ts';
import { openSeedTexts, sectionsOf } from '../../scripts/texts.ts';
import { root } from '../../src/commands/root.ts';
import { COMPARED_AXES } from '../../src/lattice/axes.ts';
import { termsOn } from '../../src/lattice/code.ts';
import { openTexts } from '../../src/load/seed/seed.ts';
import { exampleFacts } from '../../src/text/examples.ts';
import { companionsNamed, type Guidance, guidanceOf } from '../../src/text/guidance.ts';
import { labelOf } from '../../src/text/labels.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../src/text/languages.ts';
import { modifiersOf } from '../../src/text/modifiers.ts';
import { preferredLanguage } from '../../src/text/speaker.ts';
import { createWords } from '../../src/text/words.ts';
import { code, speaker, vocabulary } from '../seeded.ts';

const seed = openSeedTexts();
const { codes, known, around } = seed;

/** What may stand in Latin letters in a text of another script. */
const LATIN = /^(MRI|CT|CPT|NCCI|CMS|AMA|X)$/;
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
const LENGTHS: Readonly<Record<keyof Guidance, readonly [number, number]>> = {
  plainLanguage: [250, 900],
  procedure: [150, 850],
  codingGuidelines: [200, 1_200],
  medicalNecessity: [150, 750],
  clinicalResponsibility: [450, 950],
  relatedCodes: [40, 1_000],
  examples: [700, 1_700],
  documentation: [150, 500],
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
      const guidance = guidanceOf(one, around(one), known, words);
      for (const [name, lines] of sectionsOf(guidance)) {
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
          const spelt = line.replace(DIAGNOSIS, '');
          const latin = (spelt.match(/\p{Script=Latin}+/gu) ?? []).filter((word) => !LATIN.test(word));
          expect(latin, `${where}: ${line}`).toEqual([]);
        }
      }
      expect(guidance.examples, one.code).toHaveLength(3);
      expect(new Set(guidance.examples.map((text) => text.replace(/\d/g, ''))).size, one.code).toBe(3);
      expect(
        modifiersOf(one, 'NOT_LOADED', words).every(({ name, reason }) => name !== '' && reason !== ''),
      ).toBe(true);
    }
    console.log(`${language}: ${codes.length} codes, ${texts} texts`);
  });

  it('names the diagnoses of every code and no others, a dozen in a row at most', () => {
    for (const one of codes) {
      const own = around(one);
      const { medicalNecessity } = guidanceOf(one, own, known, words);
      const named = medicalNecessity.match(DIAGNOSIS) ?? [];
      const rare = new Set(
        own.diagnoses.filter(({ confidence }) => (confidence ?? 0) < 0.6).map(({ id }) => id),
      );
      const allowed = [...own.diagnoses.map((met) => met.code), ...own.never].filter(
        ({ id }) => !rare.has(id),
      );
      expect(new Set(named).size, one.code).toBe(named.length);
      expect(allowed.map((diagnosis) => diagnosis.code)).toEqual(expect.arrayContaining(named));
      expect(named.length > 0, one.code).toBe(own.diagnoses.length > 0);
      expect(named.length, one.code).toBeLessThanOrEqual(12 + 12 + own.never.length);
      for (const { code: never } of own.never) expect(named, one.code).toContain(never);
    }
  });

  it('has sections as long as they should be', () => {
    const english = speaker('EN', vocabulary);
    for (const one of codes) {
      const [own, original] = [words, english].map((spoken) =>
        Object.fromEntries(
          sectionsOf(guidanceOf(one, around(one), known, spoken)).map(([name, lines]) => [
            name,
            lines.join(' ').length,
          ]),
        ),
      );
      for (const [name, length] of Object.entries(own ?? {})) {
        const [least, most] = LENGTHS[name as keyof Guidance];
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
      const guidance = guidanceOf(one, around(one), known, tagged);
      const { plainLanguage, procedure, medicalNecessity, examples, documentation } = guidance;
      const { codingGuidelines, clinicalResponsibility } = guidance;
      const said = [plainLanguage, procedure, medicalNecessity, ...examples, ...documentation].join(' ');
      const named = [...said.matchAll(/⟦([^⟧]+)⟧/g)].map(([, id]) => id ?? '');
      expect(
        named.filter((id) => !own.has(id)),
        one.code,
      ).toEqual([]);
      const stated = one.facts
        .filter(({ axis }) => axis === 'REGION' || axis === 'COMPARTMENT' || axis === 'LESION')
        .flatMap(({ terms }) => terms);
      expect(named, one.code).toEqual(expect.arrayContaining(stated));
      const near = new Set(around(one).related.flatMap(({ facts }) => facts.flatMap(({ terms }) => terms)));
      const beside = [...codingGuidelines, clinicalResponsibility].join(' ').matchAll(/⟦([^⟧]+)⟧/g);
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

describe('guidance', () => {
  it('in plain English reads at grade 8 or below', () => {
    const words = speaker('EN', vocabulary);
    const grades = codes.map((one) => {
      return gradeOf(guidanceOf(one, around(one), known, words).plainLanguage);
    });
    const worst = Math.max(...grades);
    const mean = grades.reduce((sum, grade) => sum + grade, 0) / grades.length;
    console.log(`Flesch-Kincaid grade of plainLanguage: mean ${mean.toFixed(1)}, worst ${worst.toFixed(1)}`);
    expect(worst).toBeLessThanOrEqual(8);
  });

  it.each([
    [
      '63278',
      'The diagnosis coded first with 63278 can be, for example, C41.4, C72.9, C79.49, C79.51, D16.8, D33.9, D43.9, D48.0, ' +
        'D49.2 or D49.7. Coded beside it where the record shows it: G55, G83.4, G89.3, M54.18, M84.58XA, N31.9, R15.9 or R33.9. ' +
        'Easily taken for one of them, but not met with 63278: C41.2, C72.0, C72.1, C79.31, C79.32, D16.6, D33.4, D43.4, G06.1, ' +
        'G96.191 or M71.38. None of this is a promise of payment.',
    ],
    ['63250', 'The diagnosis coded first with 63250 can be, for example, Q28.8 or I77.0. '],
    ['63295', 'The diagnoses are those of the primary code. None of this is a promise of payment.'],
    ['63047', 'Which diagnoses are met with 63047 has not been gathered here yet. None of this is a promise'],
  ])('of %s names the surest diagnoses, or says that none are known', (number, text) => {
    const one = code(number);
    expect(guidanceOf(one, around(one), known, speaker('EN', vocabulary)).medicalNecessity).toContain(text);
  });

  it('of a deleted code says since when it is deleted, and no successor', () => {
    const near = [code('63197')];
    const { codingGuidelines } = guidanceOf(
      code('63194'),
      { related: near, addOns: [], primaries: [], diagnoses: [], never: [] },
      known,
      speaker('EN', vocabulary),
    );
    expect(codingGuidelines).toEqual([
      '63194 is deleted. Its last valid day was 31 December 2021; it cannot be reported for later days.',
      'Nearest by their axes, which does not make them its successors: 63197.',
      "The current CPT book and the payer's policy decide.",
    ]);
  });

  it.each(LANGUAGE_CODES)(
    'writes the last day of a deleted code as %s does, in digits like those of codes',
    (language) => {
      const [line = ''] = guidanceOf(
        code('63194'),
        { related: [], addOns: [], primaries: [], diagnoses: [], never: [] },
        known,
        speaker(language, vocabulary),
      ).codingGuidelines;
      expect(line).toMatch(/\b31\b/);
      expect(line).toContain('2021');
      expect(line).not.toContain('2021-12-31');
    },
  );

  it('says nothing of the dura where the code states no compartment', () => {
    const words = speaker('EN', vocabulary);
    for (const one of codes.filter(
      ({ facts }) => !facts.some(({ axis, terms }) => axis === 'COMPARTMENT' && terms.length > 0),
    )) {
      const { plainLanguage, procedure, clinicalResponsibility } = guidanceOf(one, around(one), known, words);
      expect([plainLanguage, procedure, clinicalResponsibility].join(' '), one.code).not.toMatch(
        /dura|spinal fluid/,
      );
    }
  });

  it('names who performs an operation apart from who supports it', () => {
    const said = (number: string) =>
      guidanceOf(code(number), around(code(number)), known, speaker('EN', vocabulary)).clinicalResponsibility;
    expect(said('63278')).toMatch(
      /^Who usually performs it: neurosurgery and orthopedic surgery\. Who supports it: anesthesiology and pathology\./,
    );
    expect(said('63200')).toMatch(
      /^Who usually performs it: neurosurgery\. Who supports it: anesthesiology\./,
    );
  });

  it('takes the sibling that differs in nothing else before one that is operated on in another way', () => {
    const { codingGuidelines } = guidanceOf(
      code('63042'),
      around(code('63042')),
      known,
      speaker('EN', vocabulary),
    );
    expect(codingGuidelines).toContain('For cervical instead of lumbar, the code is 63040.');
  });

  it('names no code for another operation as a sibling', () => {
    const said = (number: string) =>
      guidanceOf(code(number), around(code(number)), known, speaker('EN', vocabulary))
        .codingGuidelines.filter((line) => line.startsWith('For '))
        .join(' ');
    expect(said('63047')).not.toMatch(/63005|63017|63011/);
    expect(said('63047')).toMatch(/63046/);
    expect(said('63170')).not.toMatch(/63197/);
    expect(said('63268')).toMatch(/63278/);
  });

  it('names the add-ons of the CMS file, instrumentation and microscope with them, and what 63295 does not go with', () => {
    const said = (number: string) =>
      guidanceOf(code(number), around(code(number)), known, speaker('EN', vocabulary)).codingGuidelines;
    const notWith =
      '63295 is not reported with fusion (22590, 22595, 22600, 22610, 22612, 22633 and 22634), laminoplasty (63050 and 63051) or instrumentation (22840 and 22842 to 22844) at the same segments.';
    expect(said('63278')).toEqual(
      expect.arrayContaining([
        'This add-on of the graph may go with it: 63295.',
        'Instrumentation may be added: 22840 to 22848, 22853, 22854 and 22859.',
        'The use of a microscope may be added: 69990.',
        notWith,
      ]),
    );
    expect(said('63295')).toContain(notWith);
    expect(said('63047').join(' ')).toContain('Instrumentation may be added');
    expect(said('63047').join(' ')).not.toMatch(/microscope|63295/);
    expect(said('63048').join(' ')).not.toMatch(/Instrumentation|microscope/);
    expect(said('63194').join(' ')).not.toMatch(/Instrumentation|microscope/);
    const named = companionsNamed(code('63278'), around(code('63278')), known);
    expect([...new Set(named.map((one) => one.code.code))].sort()).toEqual(
      '22590 22595 22600 22610 22612 22633 22634 22840 22841 22842 22843 22844 22845 22846 22847 22848 22853 22854 22859 63050 63051 69990'.split(
        ' ',
      ),
    );
  });

  it('knows what needs no fee schedule of modifiers, and no more', () => {
    const applies = (number: string) =>
      Object.fromEntries(
        modifiersOf(code(number), 'NOT_LOADED', speaker('EN', vocabulary)).map((one) => [
          one.code,
          one.applies,
        ]),
      );
    expect(applies('63278')).toMatchObject({
      23: 'NO',
      25: 'NO',
      51: 'UNKNOWN',
      52: 'SOMETIMES',
      59: 'SOMETIMES',
      62: 'UNKNOWN',
      XS: 'SOMETIMES',
    });
    expect(applies('63295')).toMatchObject({ 51: 'NO', 50: 'UNKNOWN' });
    expect(modifiersOf(code('22630'), 'NOT_LOADED', speaker('EN', vocabulary))).toEqual([]);
  });
});

describe('the facts of examples', () => {
  it('are three for each code, with another age, finding and course each', () => {
    for (const one of codes) {
      const cases = exampleFacts(one);
      expect(cases.map(({ number }) => number)).toEqual([1, 2, 3]);
      for (const told of ['age', 'weeks'] as const) {
        expect(new Set(cases.map((example) => example[told])).size, `${one.code} ${told}`).toBe(3);
      }
      for (const { age, weeks } of cases) {
        expect(age).toBeGreaterThanOrEqual(18);
        expect(age).toBeLessThan(90);
        expect(weeks).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('fit the axes: one of the stated terms on each, and none where the code states none', () => {
    for (const one of codes) {
      for (const { terms } of exampleFacts(one)) {
        for (const axis of COMPARED_AXES) {
          const own = termsOn(one, axis);
          expect(terms[axis]?.length ?? 0, `${one.code} ${axis}`).toBe(own.length > 0 ? 1 : 0);
          for (const term of terms[axis] ?? []) expect(own, one.code).toContain(term);
        }
      }
    }
  });

  it('take every stated term in turn, as far as three cases go', () => {
    for (const one of codes) {
      for (const axis of COMPARED_AXES) {
        const taken = new Set(exampleFacts(one).flatMap(({ terms }) => terms[axis] ?? []));
        expect(taken.size, `${one.code} ${axis}`).toBe(Math.min(3, termsOn(one, axis).length));
      }
    }
  });

  it('of 63278 are a first diagnosis, a biopsy and then a removal, and a palliative debulking', () => {
    expect(exampleFacts(code('63278')).map(({ terms }) => terms.OPERATION)).toEqual([
      ['operation:biopsy'],
      ['operation:excision'],
      ['operation:excision'],
    ]);
    const [first, second, third] = guidanceOf(
      code('63278'),
      around(code('63278')),
      known,
      speaker('EN', vocabulary),
    ).examples;
    expect(first).toContain('for the first time');
    expect(second).toContain('The earlier sample has shown what the lesion is; now');
    expect(third).toContain('The aim is relief, not cure');
  });

  it('do not read alike among siblings, whatever the ages', () => {
    const words = speaker('EN', vocabulary);
    const texts = codes.flatMap((one) =>
      guidanceOf(one, around(one), known, words).examples.map((text) => text.replace(/\d+/g, '')),
    );
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('of codes for a repeated operation never begin with a first one', () => {
    for (const number of ['63040', '63042', '63043', '63044']) {
      for (const text of guidanceOf(code(number), around(code(number)), known, speaker('EN', vocabulary))
        .examples)
        expect(text).toMatch(/operated on at this place/);
    }
  });
});

describe('the language of a request', () => {
  it.each([
    [undefined, 'EN'],
    ['*', 'EN'],
    ['de-AT,de;q=0.9,en;q=0.8', 'DE'],
    ['pt, ko;q=0.3, es;q=0.5', 'ES'],
    ['fil-PH', 'TL'],
    ['en;q=0, zh-Hant;q=0.1', 'ZH'],
    [';;;,q=,ru;q=x', 'EN'],
  ])('asked as %s is %s', (header, language) => expect(preferredLanguage(header)).toBe(language));
});
