import { describe, expect, it } from 'vitest';
import { gradeOf } from '../../scripts/readability.ts';
import { openSeedTexts } from '../../scripts/texts.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { modifiersOf } from '../../src/text/modifiers.ts';
import type { Surroundings } from '../../src/text/surroundings.ts';
import { code, wording as english, speaker, vocabulary } from '../seeded.ts';

const { codes, guidance } = openSeedTexts();
/** A code that has no others around it. */
const NOTHING: Surroundings = { related: [], addOns: [], primaries: [], diagnoses: [], never: [] };

describe('guidance', () => {
  it('in plain English reads at grade 8 or below', () => {
    const grades = codes.map((one) => gradeOf(guidance(one, english).plainLanguage));
    const worst = Math.max(...grades);
    const mean = grades.reduce((sum, grade) => sum + grade, 0) / grades.length;
    console.log(`Flesch-Kincaid grade of plainLanguage: mean ${mean.toFixed(1)}, worst ${worst.toFixed(1)}`);
    expect(worst).toBeLessThanOrEqual(8);
  });

  it.each([
    [
      '63278',
      'The diagnosis coded first with 63278 can be, for example, C41.4, C72.9, C79.49, C79.51, D33.9, D43.9, D48.0, D49.2 ' +
        'or D49.7. Coded beside it where the record shows it: G55, G83.4, G89.3, M54.18, M84.58XA, N31.9, R15.9 or R33.9. ' +
        'Belongs to another code: C41.2 or D16.6 (of other vertebrae than the sacrum: 63275 to 63277); C72.0 (in the cord: 63285 to 63287); C72.1 (inside the dura: 63283); D33.4 or D43.4 (of the cord or the cauda equina: 63283 or 63285 to 63287); G06.1, G96.191 or M71.38 (no tumor: 63268). Easily taken for one of them, but not met with 63278: C79.31 or C79.32 (inside the skull). None of this is a promise of payment.',
    ],
    ['63250', 'The diagnosis coded first with 63250 can be, for example, Q28.8 or I77.0. '],
    [
      '63048',
      'The diagnoses are those of the primary code. The diagnosis coded first with 63048 can be, for example, M47.12, ',
    ],
    [
      '63052',
      'one segment. The diagnoses are those of the primary code. The diagnosis coded first with 63052 can be, for example, M47.26, M47.27, M48.061, M48.062 or M48.07.',
    ],
    [
      '63047',
      'The diagnosis coded first with 63047 can be, for example, M47.26, M47.27, M48.061, M48.062 or M48.07. ',
    ],
  ])('of %s names the surest diagnoses', (number, text) => {
    const one = code(number);
    expect(guidance(one, english).medicalNecessity).toContain(text);
  });

  it('says where no diagnoses are known, and whose they are where only those of the primary can be', () => {
    const of = (number: string, near: Surroundings) => guidance(code(number), english, near).medicalNecessity;
    expect(of('63047', NOTHING)).toContain(
      'Which diagnoses are met with 63047 has not been gathered here yet. None of this is a promise',
    );
    expect(of('63048', { ...NOTHING, primaries: [code('63047')] })).toContain(
      'The diagnoses are those of the primary code. None of this is a promise of payment.',
    );
  });

  it('of a deleted code says since when it is deleted, and no successor', () => {
    const near = { ...NOTHING, related: [code('63197')] };
    const { codingGuidelines } = guidance(code('63194'), english, near);
    expect(codingGuidelines).toEqual([
      '63194 is deleted. Its last valid day was 31 December 2021; it cannot be reported for later days.',
      '63194 stood for “Cervical spine: cordotomy on one side in one operation, by laminectomy”.',
      'Nearest by their axes, which does not make them its successors: 63197.',
      'The current CPT book and the payer’s policy decide.',
    ]);
  });

  it.each(LANGUAGE_CODES)(
    'writes the last day of a deleted code as %s does, in digits like those of codes',
    (language) => {
      const { codingGuidelines } = guidance(code('63194'), speaker(language, vocabulary), NOTHING);
      const [line = ''] = codingGuidelines;
      expect(line).toMatch(/\b31\b/);
      expect(line).toContain('2021');
      expect(line).not.toContain('2021-12-31');
    },
  );

  it('says of the dura where no compartment is stated only that it is usually opened, and only for work within it', () => {
    const within = /^(63170|63180|63182|63185|63190|63191|6319[4-9]|63200|6325[0-2])$/;
    for (const one of codes.filter(
      ({ facts }) => !facts.some(({ axis, terms }) => axis === 'COMPARTMENT' && terms.length > 0),
    )) {
      const { plainLanguage, procedure, clinicalResponsibility } = guidance(one, english);
      if (within.test(one.code)) {
        expect(plainLanguage, one.code).toContain('usually opens the dura');
        expect(procedure, one.code).toContain('The dura is usually opened for this; the code itself');
        expect(procedure, one.code).toContain('Where the dura was opened, it is closed');
        expect(clinicalResponsibility, one.code).toContain('a leak of spinal fluid');
      } else {
        expect([plainLanguage, procedure, clinicalResponsibility].join(' '), one.code).not.toMatch(
          /dura|spinal fluid/,
        );
      }
    }
  });

  it('never promises that the dura stays closed', () => {
    for (const one of codes) {
      const { plainLanguage, procedure } = guidance(one, english);
      expect(`${plainLanguage} ${procedure}`, one.code).not.toMatch(/stays closed|left closed/);
    }
    expect(guidance(code('63278'), english).procedure).toContain('The dura is not meant to be opened.');
  });

  it('gives an add-on no way in of its own', () => {
    for (const one of codes.filter(({ addOn }) => addOn)) {
      const { procedure } = guidance(one, english);
      // Bone or marrow from another place has a cut of its own.
      expect(procedure, one.code).toMatch(
        /^2093[789]$/.test(one.code)
          ? /^The position is that of the primary operation\./
          : /^Position, way in and closure are those of the primary operation\./,
      );
      expect(procedure, one.code).not.toMatch(/skin|lies/);
    }
  });

  it('tells the way in from the front by region', () => {
    const said = (number: string) => guidance(code(number), english).procedure;
    expect(said('63075')).toMatch(/lies on the back .* front of the neck/);
    expect(said('63077')).toMatch(/usually lies on the side .* usually through the chest/);
    expect(said('63090')).toMatch(/on the back or on the side/);
  });

  it('names risks by region: bladder, bowel and sexual function at the sacrum, the legs alone nowhere in the neck', () => {
    const said = (number: string) => guidance(code(number), english).clinicalResponsibility;
    expect(said('63278')).toContain('loss of control of bladder or bowel, loss of sexual function');
    expect(said('63075')).toContain('arms and legs');
    expect(said('63075')).toContain('trouble with swallowing');
    expect(said('63090')).toContain('bowel or ureter');
    expect(said('63085')).not.toContain('ureter');
  });

  it.each([
    ['63081', 'Pressure on cord or roots from the front'],
    ['63185', 'Stiff, cramping muscles (spasticity) or pain that medicine and other care did not relieve'],
    ['63197', 'Pain, mostly from cancer, that strong medicine did not relieve'],
    ['63267', 'Where blood or pus is let out: how fast the trouble came'],
  ])('says by operation why %s was needed', (number, reason) => {
    const { medicalNecessity } = guidance(code(number), english);
    expect(medicalNecessity).toContain(reason);
    expect(medicalNecessity).toContain('What the operation is expected to change');
  });

  it('says which lesions are examples, and that of several one is enough', () => {
    const said = (number: string) => guidance(code(number), english);
    expect(said('63101').medicalNecessity).toContain('can be, for example, this. (1) A mass on MRI;');
    expect(said('63047').medicalNecessity).toContain('for example, this. A narrow canal on MRI or CT;');
    expect(said('63030').medicalNecessity).toContain('At least one of these: (1) A slipped disc on MRI');
    expect(said('63278').medicalNecessity).not.toMatch(/for example, this|At least one of these:/);
    expect(said('63045').medicalNecessity).toContain('clumsy hands');
    expect(said('63101').documentation).toContain(
      'what was found, for example: neoplasm or retropulsed bone',
    );
    expect(said('63075').documentation).toContain('what was found: disc disorder or osteophyte');
  });

  it('names the side where a code is for one side, and no way in of an add-on', () => {
    const said = (number: string) => guidance(code(number), english);
    expect(said('63042').documentation).toContain('the side: left, right or both');
    expect(said('63047').documentation.join(' ')).not.toContain('the side:');
    expect(said('63295').codingGuidelines.join(' ')).not.toContain('The way in and the closure');
    expect(said('63278').codingGuidelines.join(' ')).toContain('The way in and the closure');
  });

  it('says how much of a vertebral body must be gone: half in the neck, a third below', () => {
    const said = (number: string) => guidance(code(number), english).documentation.join(' ');
    expect(said('63081')).toMatch(/in the neck at least half of it/);
    expect(said('63081')).not.toMatch(/a third/);
    expect(said('63101')).toMatch(/at least a third of it/);
    expect(said('63308')).toMatch(/at least half of it.*at least a third of it/);
    expect(said('63075')).not.toMatch(/vertebral body/);
  });

  it('answers what coders ask of 63030 and 63047', () => {
    const said = (number: string) => guidance(code(number), english).codingGuidelines.join(' ');
    expect(said('63047')).toContain('whether one side or both are decompressed');
    expect(said('63047')).toContain('(22630 or 22633), 63047 is reported only for another interspace');
    expect(said('63030')).toContain('63030 is for one side of the interspace');
    for (const number of ['63030', '63047']) {
      expect(said(number)).toContain('62380');
      expect(said(number)).toContain('only one code is reported for them');
    }
    expect(said('63267')).toContain('such as a synovial cyst, is taken out: 63267');
  });

  it('names who performs an operation apart from who supports it', () => {
    const said = (number: string) => guidance(code(number), english).clinicalResponsibility;
    expect(said('63278')).toMatch(
      /^The spine surgeon answers for .* Who usually performs it: neurosurgery and orthopedic surgery\. Who supports it: anesthesiology and pathology\./,
    );
    expect(said('63200')).toMatch(
      / Who usually performs it: neurosurgery\. Who supports it: anesthesiology\. /,
    );
  });

  it('takes the sibling that differs in nothing else before one that is operated on in another way', () => {
    const { codingGuidelines } = guidance(code('63042'), english);
    expect(codingGuidelines).toContain('For cervical instead of lumbar, the code is 63040.');
  });

  it('relates codes that differ in several ways, and the same place by another way in', () => {
    const said = (number: string) => guidance(code(number), english).relatedCodes;
    for (const other of ['63277', '63283', '63268', '63290', '63303'])
      expect(said('63278')).toContain(`${other}: `);
    expect(said('63047')).toContain('63056: ');
    expect(said('63085')).toContain('63101: ');
  });

  it('names no code for another operation as a sibling', () => {
    const said = (number: string) =>
      guidance(code(number), english)
        .codingGuidelines.filter((line) => line.startsWith('For '))
        .join(' ');
    expect(said('63047')).not.toMatch(/63005|63017|63011/);
    expect(said('63047')).toMatch(/63046/);
    expect(said('63170')).not.toMatch(/63197/);
    expect(said('63268')).toMatch(/63278/);
  });

  it('knows what needs no fee schedule of modifiers, and no more', () => {
    const applies = (number: string) =>
      Object.fromEntries(
        modifiersOf(code(number), 'NOT_LOADED', english).map((one) => [one.code, one.applies]),
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
    expect(modifiersOf(code('22325'), 'NOT_LOADED', english)).toEqual([]);
  });
});
