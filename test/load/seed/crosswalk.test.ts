import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { readSeed } from '../../../src/load/seed/seed.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';

const { never } = dataset;
const crosswalk = dataset.crosswalk.filter(({ to }) => to.startsWith('ICD10CM:'));
const procedures = dataset.crosswalk.filter(({ to }) => to.startsWith('ICD10PCS:'));
const diagnoses = dataset.codes.filter(({ system }) => system === 'ICD10CM');

describe('diagnoses met with operations', () => {
  it('are 417 with their official titles, 3,435 edges and 193 that are none', () => {
    expect(diagnoses).toHaveLength(417);
    expect(crosswalk).toHaveLength(3435);
    expect(never).toHaveLength(193);
    expect(diagnoses.find(({ code }) => code === 'C79.51')).toMatchObject({
      id: 'ICD10CM:C79.51',
      label: 'Secondary malignant neoplasm of bone',
      labelKind: 'OFFICIAL',
      status: 'ACTIVE',
      edition: '2025',
      curated: false,
      family: null,
      facts: [],
      citation: { source: 'seed/crosswalk/diagnoses.csv', evidence: 'icd10cm-order-2025' },
    });
    const licenceOf = (id: string) => dataset.sources.find((source) => source.id === id)?.licence;
    expect(licenceOf('seed/crosswalk/diagnoses.csv')).toBe(licenceOf('icd10cm-order-2025'));
  });

  it('of 63278 are those of VOCABULARY', () => {
    const of = (relationship: string, confidence: number) =>
      crosswalk
        .filter((edge) => edge.from === 'CPT:63278' && edge.relationship === relationship)
        .filter((edge) => edge.confidence === confidence)
        .map(({ to }) => to.slice('ICD10CM:'.length))
        .join(' ');
    expect(of('INDICATION', 0.9)).toBe('C41.4 C72.9 C79.49 C79.51 D33.9 D43.9 D48.0 D49.2 D49.7');
    expect(of('INDICATION', 0.6)).toBe(
      'C47.5 C70.1 C83.398 C85.89 C90.00 C90.30 D16.8 D17.79 D18.09 D32.1 D36.16 D42.1 D48.2',
    );
    expect(of('INDICATION', 0.3)).toBe('C49.5 D21.5 D48.19');
    expect(of('SUPPORTING', 0.9)).toBe('G55 G83.4 G89.3');
    expect(of('SUPPORTING', 0.6)).toBe('M54.18 M84.58XA N31.9 R15.9 R33.9');
    expect(never.filter(({ from }) => from === 'CPT:63278').map(({ to }) => to.slice(8))).toEqual(
      'C41.2 C72.0 C72.1 C79.31 C79.32 D16.6 D33.4 D43.4 G06.1 G96.191 M71.38'.split(' '),
    );
  });

  it('take a metastasis of the nervous system and a neoplasm not yet typed wherever the dura is opened', () => {
    const confidence = (from: string, to: string) =>
      crosswalk.find((edge) => edge.from === `CPT:${from}` && edge.to === `ICD10CM:${to}`)?.confidence;
    for (const diagnosis of ['C79.49', 'D49.7']) {
      for (const code of ['63280', '63281', '63282', '63283', '63285', '63286', '63287']) {
        expect(confidence(code, diagnosis), code).toBe(0.9);
      }
      for (const code of ['63304', '63305', '63306', '63307']) {
        expect(confidence(code, diagnosis), code).toBe(0.6);
      }
    }
  });
});

describe('procedures of ICD-10-PCS', () => {
  const of = (code: string) =>
    procedures
      .filter(({ from }) => from === `CPT:${code}`)
      .map(({ to, confidence }) => [to.slice(9), confidence]);

  it('are 136 with their official titles, and 320 edges, all RELATED with the reason why none is more', () => {
    const codes = dataset.codes.filter(({ system }) => system === 'ICD10PCS');
    expect(codes).toHaveLength(136);
    expect(codes.find(({ code }) => code === '00BT0ZZ')).toMatchObject({
      id: 'ICD10PCS:00BT0ZZ',
      label: 'Excision of Spinal Meninges, Open Approach',
      labelKind: 'OFFICIAL',
      status: 'ACTIVE',
      edition: '2025',
      curated: false,
      family: null,
      facts: [],
      citation: { source: 'seed/crosswalk/procedures.csv', evidence: 'icd10pcs-order-2025' },
    });
    expect(procedures).toHaveLength(320);
    for (const { relationship, justification } of procedures) {
      expect(relationship).toBe('RELATED');
      expect(justification).toMatch(/^\S.+; no exact twin: ICD-10-PCS \S.+$/);
    }
    expect(new Set(procedures.map(({ to }) => to)).size).toBe(136);
  });

  it('of 63278 are dura, sacrum and sacral nerve; no sacral cord exists', () => {
    expect(of('63278')).toEqual([
      ['00BT0ZX', 0.5],
      ['00BT0ZZ', 0.5],
      ['0QB10ZX', 0.5],
      ['0QB10ZZ', 0.5],
      ['01BR0ZX', 0.4],
      ['01BR0ZZ', 0.4],
    ]);
  });

  it('are of the level of the code, where they have one', () => {
    const cord = (code: string) =>
      of(code)
        .flatMap(([to]) => /^00B([WXY])0ZZ$/.exec(String(to))?.[1] ?? [])
        .join('');
    expect(['63250', '63251', '63252', '63282', '63283', '63285', '63286', '63287'].map(cord)).toEqual([
      'W',
      'X',
      'XY',
      'Y',
      'Y',
      'W',
      'X',
      'XY',
    ]);
  });
});

describe('a damaged table of diagnoses', () => {
  let copy: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    copy = temporaryFolder();
    cpSync(join(root, 'seed'), join(copy.folder, 'seed'), { recursive: true });
  });
  afterEach(() => copy.remove());

  const METASTASIS =
    '63278,C79.51,INDICATION,high,metastasis in the sacrum with epidural extension; coded too: the primary tumor (C80.1 where unknown) or Z85.- where it is gone,codelattice-diagnoses';

  it.each<[string, string, string, string, string]>([
    [
      'an unknown code',
      'icd10cm',
      METASTASIS,
      METASTASIS.replace('63278', '63279'),
      '"63279" is not in seed/cpt/codes.csv; name a code that is there',
    ],
    [
      'an unknown diagnosis',
      'icd10cm',
      METASTASIS,
      METASTASIS.replace('C79.51', 'C79.52'),
      '"C79.52" is not in seed/crosswalk/diagnoses.csv; add it there first',
    ],
    [
      'a pair that stands twice',
      'icd10cm',
      METASTASIS,
      `${METASTASIS}\n${METASTASIS}`,
      '63278 with C79.51 stands already at line \\d+; keep one',
    ],
    [
      'a relationship that is none',
      'icd10cm',
      METASTASIS,
      METASTASIS.replace('INDICATION', 'CAUSE'),
      'the relationship "CAUSE" is none; write INDICATION or SUPPORTING',
    ],
    [
      'a fit that is none',
      'icd10cm',
      METASTASIS,
      METASTASIS.replace('high', 'good'),
      'the fit "good" is none; write high, medium or low',
    ],
    [
      'no word of the patient',
      'icd10cm',
      METASTASIS,
      METASTASIS.replace(/metastasis[^,]*/, ''),
      'it is not said for which patient; fill in the column when',
    ],
    [
      'an edge out of order',
      'icd10cm',
      METASTASIS,
      METASTASIS.replace('INDICATION,high', 'SUPPORTING,high'),
      'this row belongs before line \\d+; the order is code, INDICATION before SUPPORTING, fit, diagnosis',
    ],
    [
      'no evidence',
      'icd10cm',
      METASTASIS,
      METASTASIS.replace('codelattice-diagnoses', 'hearsay'),
      'the source "hearsay" is not in seed/sources.csv; add it there',
    ],
    [
      'a pair that is met and never met',
      'never',
      '63278,C79.31,',
      '63278,C79.51,bone,codelattice-diagnoses\n63278,C79.31,',
      '63278 with C79.51 is met at seed/crosswalk/icd10cm.csv:\\d+; keep one of the two',
    ],
    [
      'an unknown code that never goes',
      'never',
      '63250,Q28.0,',
      '63240,Q28.0,',
      '"63240" is not in seed/cpt/codes.csv; name a code that is there',
    ],
    ['no reason', 'never', 'toBrain', '', 'it is not said why not; fill in the column why'],
    [
      'a diagnosis that stands twice',
      'diagnoses',
      'G55,Nerve',
      'G55,x,icd10cm-order-2025\nG55,Nerve',
      'G55 stands already at line \\d+; keep one',
    ],
    [
      'a diagnosis without its dot',
      'diagnoses',
      'A17.1,',
      'A171,',
      '"A171" is not a diagnosis; write it with its dot, such as C79.51',
    ],
    [
      'a diagnosis without a title',
      'diagnoses',
      'G55,Nerve root and plexus compressions in diseases classified elsewhere',
      'G55,',
      'G55 has no title; copy it from the ICD-10-CM order file',
    ],
    [
      'diagnoses out of order',
      'diagnoses',
      'A17.1,',
      'Z79.02,x,icd10cm-order-2025\nA17.1,',
      'this row belongs before line \\d+; the order is code',
    ],
    [
      'a procedure that is not listed',
      'icd10pcs',
      '63278,0QB10ZZ,',
      '63278,0QB11ZZ,',
      '"0QB11ZZ" is not in seed/crosswalk/procedures.csv; add it there first',
    ],
    [
      'a procedure with a letter that none has',
      'procedures',
      '0QB10ZZ,',
      'OQB10ZZ,',
      '"OQB10ZZ" is not a procedure; write it as seven characters without I and O, such as 00BT0ZZ',
    ],
    [
      'an exact twin without a reason',
      'icd10pcs',
      '63278,0QB10ZZ,RELATED',
      '63278,0QB10ZZ,EXACT',
      'no reason stands for the relationship "EXACT" in table 0QB; add it to seed/crosswalk/relationships.csv, or write one that is there',
    ],
    [
      'a confidence that is none',
      'icd10pcs',
      '63278,0QB10ZZ,RELATED,0.5',
      '63278,0QB10ZZ,RELATED,5',
      'the confidence "5" is none; write a number from 0 to 1, such as 0.5',
    ],
    [
      'no word of the case',
      'icd10pcs',
      '"removal, whole or in part, of a tumor in the bone of the sacrum, the target itself"',
      '',
      'it is not said in which case; fill in the column when',
    ],
    [
      'a procedure out of order',
      'icd10pcs',
      '63278,0QB10ZZ,RELATED,0.5',
      '63278,0QB10ZZ,RELATED,0.9',
      'this row belongs before line \\d+; the order is code, confidence, procedure',
    ],
    [
      'a relationship that is none at all',
      'relationships',
      'ICD10PCS,RELATED',
      'ICD10PCS,TWIN',
      'the relationship "TWIN" is none; write EXACT, BROADER, NARROWER, RELATED',
    ],
    [
      'no reason for a relationship',
      'relationships',
      '"no exact twin: ICD-10-PCS never names the lesion, CPT never splits biopsy from removal"',
      '',
      'it is not said why it is no other; fill in the column why',
    ],
    [
      'a reason for no table',
      'relationships',
      'RELATED,0SH,',
      'RELATED,,',
      'it names no table; write the first three characters, such as 0RG | 0SG',
    ],
    [
      'two reasons for one table',
      'relationships',
      'RELATED,0SH,',
      'RELATED,0SH | 0PS,',
      'a reason for RELATED in 0PS stands already; keep one',
    ],
  ])('%s is named with its line and the remedy', (_, file, from, to, message) => {
    const path = join(copy.folder, `seed/crosswalk/${file}.csv`);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    const damaged = text.replace(from, to);
    writeFileSync(path, damaged);
    const changed = damaged.split('\n').findIndex((line, index) => line !== text.split('\n')[index]) + 1;
    const place = new RegExp(`seed/crosswalk/${file}\\.csv:(\\d+): ${message.replaceAll('.', '\\.')}`);
    const [, line] = place.exec(problems()) ?? [];
    expect(Number(line), problems()).toBeGreaterThanOrEqual(changed);
    expect(Number(line)).toBeLessThanOrEqual(changed + 1);
  });

  it.each(['C83.39', 'D18.0', 'D36.1', 'D48.1'])(
    'the heading %s is refused wherever it is named',
    (heading) => {
      for (const [file, before, row] of [
        ['diagnoses', 'A17.1,', `${heading},title,icd10cm-order-2025\nA17.1,`],
        ['icd10cm', METASTASIS, METASTASIS.replace('C79.51', heading)],
        ['never', '63278,C79.31,', `63278,${heading},bone,codelattice-diagnoses\n63278,C79.31,`],
      ] as const) {
        const path = join(copy.folder, `seed/crosswalk/${file}.csv`);
        writeFileSync(path, readFileSync(path, 'utf8').replace(before, row));
        expect(problems()).toMatch(
          new RegExp(
            `${file}\\.csv:\\d+: ${heading} is a heading of ICD-10-CM and no code by itself; name a code under it`,
          ),
        );
      }
    },
  );

  const problems = (): string => {
    try {
      readSeed(copy.folder, new Date());
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('the damaged seed was read without a complaint');
  };
});
