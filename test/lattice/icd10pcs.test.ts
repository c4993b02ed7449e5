import { describe, expect, it } from 'vitest';
import { type Axis, axisOf } from '../../src/lattice/axes.ts';
import type { Code } from '../../src/lattice/code.ts';
import { compareCodes } from '../../src/lattice/compare.ts';
import { compareRelated } from '../../src/lattice/differences.ts';
import { findCodes } from '../../src/lattice/find.ts';
import { sentenceOf } from '../../src/lattice/sentence.ts';
import { createVocabulary, type Term } from '../../src/lattice/vocabulary.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { code, speaker, vocabulary } from '../seeded.ts';

const citation = { source: 'icd10pcs/2025/order', line: 1, evidence: null };
const NAMES = {
  'section:medical-and-surgical': 'Medical and Surgical',
  'body-system:lower-bones': 'Lower Bones',
  'operation:pcs-excision': 'Excision',
  'body-part:sacrum': 'Sacrum',
  'body-part:lumbar-vertebra': 'Lumbar Vertebra',
  'approach:open': 'Open',
  'device:no-device': 'No Device',
  'qualifier:diagnostic': 'Diagnostic',
  'qualifier:no-qualifier': 'No Qualifier',
};
const terms = Object.entries(NAMES).map(
  ([id, name], index): Term => ({
    id,
    axis: axisOf(id) ?? 'REGION',
    name,
    phrase: name,
    short: name,
    participle: null,
    synonyms: [],
    definition: null,
    explanation: null,
    includes: [],
    rank: null,
    counts: null,
    notation: null,
    title: null,
    broader: null,
    overlaps: [],
    position: 1_000 + index,
    codeCount: 0,
    citation,
  }),
);
const official = createVocabulary(
  [...vocabulary.terms.values(), ...terms],
  [...vocabulary.families.values()],
);

const pcs = (number: string, stated: readonly string[]): Code => ({
  id: `ICD10PCS:${number}`,
  system: 'ICD10PCS',
  code: number,
  edition: '2025',
  status: 'ACTIVE',
  lastValidDay: null,
  label: number,
  labelKind: 'OFFICIAL',
  addOn: false,
  curated: false,
  family: 'family:icd10pcs-0QB',
  broader: null,
  facts: stated.map((term) => ({
    axis: axisOf(term) as Axis,
    basis: 'STATED',
    inherited: false,
    terms: [term],
    citation,
  })),
  specialties: [],
  successors: [],
  citation,
});

const table = ['section:medical-and-surgical', 'body-system:lower-bones', 'operation:pcs-excision'];
const open = ['approach:open', 'device:no-device'];
const sacrum = pcs('0QB10ZX', [
  ...table,
  'body-part:sacrum',
  ...open,
  'qualifier:diagnostic',
  'region:sacral',
]);
const lumbar = pcs('0QB00ZX', [
  ...table,
  'body-part:lumbar-vertebra',
  ...open,
  'qualifier:diagnostic',
  'region:lumbar',
]);
const treated = pcs('0QB10ZZ', [
  ...table,
  'body-part:sacrum',
  ...open,
  'qualifier:no-qualifier',
  'region:sacral',
]);
/** The same pair as the order file alone gives it: no terms beyond the third character. */
const bare = [pcs('0QB10ZX', table), pcs('0QB00ZX', table)] as const;

describe('codes of ICD-10-PCS', () => {
  it('are compared on their seven characters, not on the region of their body part', () => {
    const { shared, differences } = compareRelated(sacrum, lumbar, ['BODY_PART'], official);
    expect(shared).toEqual(['SECTION', 'BODY_SYSTEM', 'OPERATION', 'APPROACH', 'DEVICE', 'QUALIFIER']);
    expect(differences).toEqual([
      {
        axis: 'BODY_PART',
        relation: 'DIFFERENT',
        from: ['body-part:sacrum'],
        to: ['body-part:lumbar-vertebra'],
        distance: 2,
      },
    ]);
    expect(sentenceOf(sacrum, lumbar, official, speaker('EN', official))).toBe(
      'Same operation, device, approach, section, body system and qualifier; Lumbar Vertebra instead of Sacrum.',
    );
  });

  it('differ on the axis of their pair also where its values have no terms', () => {
    const { shared, differences, distance } = compareRelated(...bare, ['BODY_PART'], official);
    expect(shared).toEqual(['SECTION', 'BODY_SYSTEM', 'OPERATION']);
    expect(differences).toEqual([
      { axis: 'BODY_PART', relation: 'DIFFERENT', from: [], to: [], distance: 1 },
    ]);
    expect(distance).toBe(1);
  });

  it.each(LANGUAGE_CODES)('are told apart without terms in %s', (language) => {
    const words = speaker(language, official);
    const sentence = sentenceOf(...bare, official, words, ['BODY_PART']);
    console.log(sentence);
    expect(sentence).toContain(words.say('axis.BODY_PART').slice(1));
    expect(sentence).not.toMatch(/[{}]|undefined/);
  });

  it('are found by region, and asked about what tells them apart', async () => {
    const asked = ['operation:pcs-excision', 'region:sacral'];
    const { exact, nextQuestion } = await findCodes(asked, [sacrum, lumbar, treated], false, official);
    expect(exact.map((one) => one.code.code)).toEqual(['0QB10ZX', '0QB10ZZ']);
    expect(nextQuestion?.axis).toBe('QUALIFIER');
  });

  it('stand beside CPT codes on the axes of both', () => {
    const axes = (codes: readonly Code[]) =>
      compareCodes(codes, official, speaker('EN', official)).axes.map(({ axis }) => axis);
    expect(axes([sacrum, lumbar])).toEqual([
      'SECTION',
      'BODY_SYSTEM',
      'OPERATION',
      'BODY_PART',
      'APPROACH',
      'DEVICE',
      'QUALIFIER',
    ]);
    expect(axes([code('63278'), sacrum])).toEqual(
      expect.arrayContaining(['REGION', 'LESION', 'OPERATION', 'BODY_PART']),
    );
    expect(axes([code('63278'), code('63277')])).not.toContain('SECTION');
  });
});
