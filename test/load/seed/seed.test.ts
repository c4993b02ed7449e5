import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { type Axis, COMPARED_AXES, STATED_AXES } from '../../../src/lattice/axes.ts';
import { type Basis, isComparable, termsOn, worksOf } from '../../../src/lattice/code.ts';
import { compareFacts } from '../../../src/lattice/differences.ts';
import { code, dataset, vocabulary } from '../../seeded.ts';

const { addOns, terms, families } = dataset;
const codes = dataset.codes.filter(({ system }) => system === 'CPT');
const curated = codes.filter(({ facts, status }) => facts.length > 0 && status === 'ACTIVE');
const deleted = codes.filter(({ status }) => status === 'DELETED');
const bare = codes.filter(({ facts }) => facts.length === 0);
const numbers = (list: readonly { code: string }[]) => list.map((one) => one.code);

describe('the seed', () => {
  it('has 174 codes, 8 deleted ones and 12 bare references', () => {
    expect([curated, deleted, bare, codes].map(({ length }) => length)).toEqual([174, 8, 12, 193]);
    expect(numbers(bare)).toEqual(
      '20932 20933 20934 22310 22315 22318 22319 22325 22326 22327 22851 69990'.split(' '),
    );
    expect(deleted.map((one) => [one.code, one.lastValidDay])).toEqual([
      ['22851', '2016-12-31'],
      ['63180', '2020-12-31'],
      ['63182', '2020-12-31'],
      ['63194', '2021-12-31'],
      ['63195', '2021-12-31'],
      ['63196', '2021-12-31'],
      ['63198', '2021-12-31'],
      ['63199', '2021-12-31'],
    ]);
  });

  it('has 172 terms, of which 4 are specialties, and 40 families', () => {
    expect(terms).toHaveLength(172);
    const size = (axis: Axis) => terms.filter((term) => term.axis === axis).length;
    expect(
      Object.fromEntries([...STATED_AXES, 'SPECIALTY' as const].map((axis) => [axis, size(axis)])),
    ).toEqual({
      REGION: 13,
      COMPARTMENT: 6,
      COLUMN: 7,
      LESION: 23,
      OPERATION: 54,
      DEVICE: 21,
      APPROACH: 24,
      EXTENT: 18,
      SIDE: 2,
      SPECIALTY: 4,
    });
    expect(families).toHaveLength(40);
  });

  it('has families of these sizes', () => {
    const sizes = Object.fromEntries(families.map(({ id, codeCount }) => [id.slice(7), codeCount]));
    expect(sizes).toEqual({
      spine: 174,
      decompression: 44,
      'decompression-laminectomy': 8,
      'decompression-laminotomy': 7,
      'decompression-facets': 6,
      'decompression-laminoplasty': 2,
      'decompression-posterolateral': 5,
      'decompression-discectomy': 4,
      'decompression-corpectomy': 11,
      'decompression-endoscopic': 1,
      'cord-and-nerve': 8,
      'intraspinal-lesion': 33,
      'lesion-vascular': 3,
      'lesion-non-neoplastic': 8,
      'lesion-neoplasm': 12,
      'lesion-corpectomy': 8,
      'lesion-add-on': 2,
      fusion: 21,
      'fusion-lateral-extracavitary': 3,
      'fusion-anterior': 8,
      'fusion-posterior': 10,
      'sacroiliac-fusion': 3,
      deformity: 8,
      'deformity-fusion': 6,
      'deformity-kyphectomy': 2,
      vertebra: 19,
      'vertebra-excision': 8,
      'osteotomy-posterior': 7,
      'osteotomy-anterior': 4,
      implant: 32,
      instrumentation: 14,
      'instrumentation-insertion': 9,
      'instrumentation-later': 5,
      'intervertebral-device': 3,
      'motion-preserving': 15,
      tethering: 3,
      'disc-replacement': 8,
      interspinous: 4,
      'graft-spine': 6,
      'outside-the-seed': 11,
    });
  });

  it('marks 50 add-ons, each with its primaries', () => {
    const primariesOf = (number: string) =>
      addOns.filter(({ addOn }) => addOn === `CPT:${number}`).map(({ primary }) => primary.slice(4));
    const marked = codes.filter(({ addOn, facts }) => addOn && facts.length > 0);
    const counts = Object.fromEntries(numbers(marked).map((one) => [one, primariesOf(one).length]));
    expect(Object.keys(counts)).toHaveLength(50);
    expect(counts).toMatchObject({
      22103: 3,
      22208: 2,
      22534: 2,
      22552: 1,
      22585: 3,
      63035: 2,
      63043: 1,
      63044: 1,
      63048: 3,
      63052: 4,
      63053: 5,
      63057: 2,
      63066: 1,
      63076: 1,
      63078: 1,
      63082: 1,
      63086: 1,
      63088: 1,
      63091: 1,
      63103: 2,
      63295: 28,
      63308: 8,
    });
    expect(addOns).toHaveLength(1_579);
    expect(new Set(addOns.map(({ addOn, primary }) => `${addOn} ${primary}`)).size).toBe(1_579);
    expect(primariesOf('63048')).toEqual(['63045', '63046', '63047']);
    expect(primariesOf('63057')).toEqual(['63055', '63056']);
    expect(primariesOf('22552')).toEqual(['22551']);
    expect(primariesOf('22585')).toEqual(['22554', '22556', '22558']);
  });

  it('tells any two of the codes apart by the eight axes, the same in both directions', () => {
    const turned: Record<string, string> = { NARROWER: 'BROADER', BROADER: 'NARROWER' };
    for (const [index, a] of curated.entries()) {
      for (const b of curated.slice(index + 1)) {
        const facts = (one: typeof a) => COMPARED_AXES.map((axis) => termsOn(one, axis).join(' ')).join();
        expect(facts(a), `${a.code} ${b.code}`).not.toBe(facts(b));
        const there = compareFacts(a, b, vocabulary);
        const back = compareFacts(b, a, vocabulary);
        expect(back.shared).toEqual(there.shared);
        expect(back.distance).toBe(there.distance);
        expect(back.differences).toEqual(
          there.differences.map(({ from, to, relation, ...rest }) => ({
            ...rest,
            relation: turned[relation] ?? relation,
            from: to,
            to: from,
          })),
        );
        if (isComparable(a) && isComparable(b)) expect(there.differences.length).toBeGreaterThan(0);
      }
    }
  });

  it('inherits on nine add-ons only', () => {
    const inherited = codes.flatMap((one) =>
      one.facts.filter((fact) => fact.inherited).map((fact) => `${one.code} ${fact.axis}`),
    );
    expect(inherited).toEqual([
      ...'22103 22116 22208 22216 22226 22585 22614'.split(' ').map((one) => `${one} REGION`),
      '63295 REGION',
      '63295 COMPARTMENT',
      '63295 LESION',
      '63308 REGION',
      '63308 COMPARTMENT',
      '63308 APPROACH',
    ]);
  });

  /** What public lists have wrong, and each kind of fact once. */
  it.each<[string, string, string, Basis?]>([
    ['63278', 'region', 'sacral'],
    ['63277', 'region', 'lumbar'],
    ['63278', 'compartment', 'extradural'],
    ['63278', 'operation', 'biopsy excision'],
    ['63278', 'approach', 'posterior-laminectomy'],
    ['63278', 'extent', ''],
    ['63283', 'region', 'sacral'],
    ['63283', 'compartment', 'intradural'],
    ['63282', 'compartment', 'intradural-extramedullary'],
    ['63287', 'region', 'thoracolumbar'],
    ['63287', 'compartment', 'intramedullary'],
    ['63252', 'region', 'thoracolumbar'],
    ['63252', 'compartment', ''],
    ['63302', 'region', 'thoracic'],
    ['63302', 'approach', 'thoracolumbar'],
    ['63306', 'region', 'thoracic'],
    ['63306', 'approach', 'thoracolumbar'],
    ['63087', 'region', 'lower-thoracic lumbar'],
    ['63087', 'approach', 'thoracolumbar'],
    ['63303', 'region', 'lumbar sacral'],
    ['63300', 'approach', 'anterior-or-anterolateral', 'HEADING'],
    ['63265', 'compartment', 'extradural'],
    ['63268', 'compartment', 'extradural'],
    ['63270', 'compartment', 'intradural'],
    ['63273', 'compartment', 'intradural'],
    ['63270', 'operation', 'excision'],
    ['63268', 'operation', 'excision evacuation'],
    ['63290', 'region', 'cervical thoracic lumbar sacral'],
    ['63290', 'compartment', 'combined'],
    ['63015', 'extent', 'more-than-two-segments'],
    ['63016', 'extent', 'more-than-two-segments'],
    ['63017', 'extent', 'more-than-two-segments'],
    ['63001', 'compartment', 'extradural', 'HEADING'],
    ['63001', 'lesion', 'spinal-stenosis', 'EXAMPLE'],
    ['63102', 'lesion', 'neoplasm retropulsed-bone', 'EXAMPLE'],
    ['63030', 'lesion', 'herniated-disc nerve-root-compression'],
    ['63056', 'approach', 'transpedicular transfacet lateral-extraforaminal'],
    ['63185', 'compartment', ''],
    ['63172', 'lesion', 'syrinx'],
    ['63308', 'extent', 'each-additional-segment'],
    ['63180', 'operation', 'dentate-ligament-section'],
  ])('says of %s, %s: %s', (number, prefix, names, basis = 'STATED') => {
    const axis = COMPARED_AXES.find((one) => one.toLowerCase() === prefix) ?? 'REGION';
    const fact = code(number).facts.find((one) => one.axis === axis);
    expect((fact?.terms ?? []).map((term) => term.slice(prefix.length + 1)).sort()).toEqual(
      names.split(' ').filter(Boolean).sort(),
    );
    if (fact) expect(fact.basis).toBe(basis);
  });

  it('names for every row the line it stands at and the work it rests on', () => {
    const works = new Set(dataset.sources.filter(({ sha256 }) => sha256 === null).map(({ id }) => id));
    const lines = new Map<string, string[]>();
    const rowAt = (file: string, line: number) => {
      if (!lines.has(file)) lines.set(file, readFileSync(join(root, file), 'utf8').split('\n'));
      return lines.get(file)?.[line - 1] ?? '';
    };
    const rows = [
      ...codes.map((one) => ({ start: `${one.code},`, citation: one.citation })),
      ...codes.flatMap((one) => one.facts.map(({ citation }) => ({ start: `${one.code},`, citation }))),
      ...terms.map((one) => ({ start: `${one.id},`, citation: one.citation })),
      ...families.map((one) => ({ start: `${one.id},`, citation: one.citation })),
      ...addOns.map((one) => ({
        start: `${one.addOn.slice(4)},${one.primary.slice(4)},`,
        citation: one.citation,
      })),
    ];
    for (const { start, citation } of rows) {
      expect(rowAt(citation.source, citation.line)).toMatch(new RegExp(`^${start}`));
      for (const work of worksOf(citation)) expect(works).toContain(work);
      expect(worksOf(citation)).not.toEqual([]);
    }
  });

  it('describes every source', () => {
    for (const source of dataset.sources) {
      for (const text of [source.title, source.publisher, source.release, source.licence]) {
        expect(text, source.id).not.toBe('');
      }
      expect(source.importedAt).toBe('2026-01-01T00:00:00.000Z');
    }
    expect(new Set(dataset.sources.map(({ id }) => id)).size).toBe(dataset.sources.length);
  });
});
