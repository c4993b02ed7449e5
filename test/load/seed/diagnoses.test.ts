import { describe, expect, it } from 'vitest';
import { type Code, termsOn } from '../../../src/lattice/code.ts';
import { createVocabulary } from '../../../src/lattice/vocabulary.ts';
import { dataset } from '../../seeded.ts';

const vocabulary = createVocabulary(dataset.terms, dataset.families);
const codeOf = new Map(dataset.codes.map((code) => [code.id, code]));
const met = dataset.crosswalk
  .filter(({ to }) => to.startsWith('ICD10CM:'))
  .map((edge) => ({ ...edge, code: codeOf.get(edge.from) as Code, diagnosis: codeOf.get(edge.to) as Code }));

/** Where an official title places a diagnosis: every way in which it names a place, and the regions that this can be.
 *  The sacral region takes in the joint beside the sacrum. */
const PLACES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/cervicothoracic region/i, ['cervical', 'thoracic']],
  [/thoracolumbar region/i, ['thoracic', 'lumbar']],
  [/lumbosacral region/i, ['lumbar', 'sacral']],
  [/cervical(?! *othoracic)|C\d-C\d|head, face,? and neck/i, ['cervical']],
  [/thoracic(?! *olumbar)|\bT\d+-T\d+|of thorax/i, ['thoracic']],
  [/\blumbar/i, ['lumbar']],
  [/sacral and sacrococcygeal region/i, ['sacral', 'sacroiliac-joint']],
  [/\bsacral|sacrum|of pelvis/i, ['sacral']],
];
function regionsNamed(title: string): readonly string[] {
  return PLACES.find(([pattern]) => pattern.test(title))?.[1] ?? [];
}

/** Which lesions the first letters of a diagnosis can be; the others state none. A tumor of bone is a lesion of bone too. */
const LESIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(C41|C79\.51|C90|C96\.6|D16|D18\.09|D48\.0)/, ['neoplasm', 'bone-lesion']],
  [/^(C|D(1|2|3|4))/, ['neoplasm']],
  [/^(M40|M41|M42|Q76\.[34])/, ['spinal-deformity']],
  [/^(M48\.0|M47\.)/, ['degenerative']],
  [/^M(50|51)\./, ['disc-disorder']],
  [/^(M43\.[01]|Q76\.2)/, ['spondylolisthesis']],
  [/^(G95\.0|Q06\.4)/, ['syrinx']],
  [/^(Q05|Q06\.[238])/, ['tethered-cord']],
  [/^(Q28\.|I77\.0)/, ['arteriovenous-malformation']],
  [/^(G06\.1|A17)/, ['non-neoplastic']],
];
const lesionsNamed = (code: string) => LESIONS.find(([pattern]) => pattern.test(code))?.[1] ?? [];

/** Whether one of two terms is, or overlaps, or lies under the other. */
function agree(one: string, other: string): boolean {
  const under = (a: string, b: string) => a === b || vocabulary.ancestors(a).includes(b);
  const overlaps = [one, ...vocabulary.ancestors(one)].some((id) =>
    (vocabulary.terms.get(id)?.overlaps ?? []).some((term) => under(other, term)),
  );
  return under(one, other) || under(other, one) || overlaps;
}

/** Whether all that is done under a code is done to a device or a graft. */
const isOnDevice = (code: Code) =>
  termsOn(code, 'OPERATION').every((term) => agree(term, 'operation:device-operation'));

describe('a diagnosis met with an operation', () => {
  it('lies in a region of the operation, where both name one', () => {
    let checked = 0;
    for (const { code, diagnosis } of met) {
      const own = termsOn(code, 'REGION');
      const named = regionsNamed(diagnosis.label);
      if (own.length === 0 || named.length === 0) continue;
      checked++;
      expect(
        named.some((region) => own.some((term) => agree(`region:${region}`, term))),
        `${code.code} is ${own.join(', ')}; ${diagnosis.code} is ${diagnosis.label}`,
      ).toBe(true);
    }
    expect(checked).toBeGreaterThan(1400);
  });

  it('is a lesion of the operation, where it is an indication and both name one that is no example', () => {
    let checked = 0;
    for (const { code, diagnosis, relationship } of met) {
      const stated = code.facts.filter(({ axis, basis }) => axis === 'LESION' && basis !== 'EXAMPLE');
      const own = stated.flatMap(({ terms }) => terms);
      const lesions = lesionsNamed(diagnosis.code);
      if (relationship !== 'INDICATION' || own.length === 0 || lesions.length === 0) continue;
      checked++;
      expect(
        lesions.some((lesion) => own.some((term) => agree(`lesion:${lesion}`, term))),
        `${code.code} is for ${own.join(', ')}; ${diagnosis.code} is ${diagnosis.label}`,
      ).toBe(true);
    }
    expect(checked).toBeGreaterThan(700);
  });

  it('is known for every code of the spine but the add-ons for a device or a graft, which say "as the primary"', () => {
    const known = new Set(met.map(({ from }) => from));
    const without = dataset.codes.filter(({ facts, id }) => facts.length > 0 && !known.has(id));
    const devices = without.filter((code) => code.addOn && isOnDevice(code));
    expect(without.filter((code) => !devices.includes(code)).map(({ code }) => code)).toEqual([]);
    expect(devices.map(({ code }) => code)).toEqual(
      '20930 20931 20936 20937 20938 20939 22840 22841 22842 22843 22844 22845 22846 22847 22848 22853 22854 22858 22859 22860 22868 22870'.split(
        ' ',
      ),
    );
  });
});

describe('the diagnoses of an add-on', () => {
  const of = (code: string) =>
    new Map(met.filter(({ from }) => from === `CPT:${code}`).map((edge) => [edge.diagnosis.code, edge]));

  it('are what its primaries are done for, as sure as with the surest, and name them', () => {
    const again = of('63048');
    const primaries = ['63045', '63046', '63047'].map(of);
    const usual = primaries.flatMap((one) =>
      [...one].filter(
        ([, { relationship, confidence }]) => relationship === 'INDICATION' && confidence !== 0.3,
      ),
    );
    expect([...again.keys()].sort()).toEqual([...new Set(usual.map(([diagnosis]) => diagnosis))].sort());
    expect(again.get('M48.061')).toMatchObject({
      relationship: 'INDICATION',
      confidence: 0.9,
      justification: 'as with its primary code: 63047',
    });
    expect(of('63057').get('M51.15')?.justification).toBe('as with its primary code: 63055');
    expect(of('63295').get('C72.9')?.justification).toBe(
      'as with its primary code: 63275, 63276, 63277, 63278',
    );
    expect(again.get('M48.061')?.citation).toEqual(of('63047').get('M48.061')?.citation);
  });

  it('are its own where its work is not that of its primaries', () => {
    expect(of('63052').get('M48.062')?.justification).toMatch(/at the level that is fused$/);
    expect(of('63053').size).toBe(of('63052').size);
  });
});
