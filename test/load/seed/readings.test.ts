import { describe, expect, it } from 'vitest';
import { dataset } from '../../seeded.ts';

/** What a reader of the official titles expects, before looking at the rows: found there, at what place, or not at all. */
const of = (code: string, other: string) =>
  dataset.crosswalk.find(({ from, to }) => from === `CPT:${code}` && to.split(':')[1] === other);

describe('a diagnosis of a fusion, an osteotomy, a disc or fixation', () => {
  it.each<[string, string, string, number]>([
    ['22551', 'M50.122', 'INDICATION', 0.9],
    ['22551', 'M43.12', 'SUPPORTING', 0.6],
    ['22554', 'M43.12', 'INDICATION', 0.9],
    ['22595', 'M43.3', 'INDICATION', 0.9],
    ['22590', 'S13.111A', 'INDICATION', 0.6],
    ['22612', 'M43.16', 'INDICATION', 0.9],
    ['22612', 'S32.012A', 'INDICATION', 0.6],
    ['22633', 'M51.362', 'INDICATION', 0.6],
    ['22558', 'M96.0', 'INDICATION', 0.6],
    ['22610', 'S22.082A', 'INDICATION', 0.6],
    ['22800', 'Q76.3', 'INDICATION', 0.9],
    ['22804', 'M41.45', 'INDICATION', 0.9],
    ['22804', 'G71.01', 'SUPPORTING', 0.6],
    ['22206', 'M40.14', 'INDICATION', 0.9],
    ['22214', 'M40.36', 'INDICATION', 0.9],
    ['22818', 'Q05.7', 'SUPPORTING', 0.9],
    ['22100', 'D16.6', 'INDICATION', 0.9],
    ['22836', 'M41.124', 'INDICATION', 0.9],
    ['22857', 'M51.360', 'INDICATION', 0.9],
    ['22864', 'T84.038A', 'INDICATION', 0.6],
    ['22849', 'T84.216A', 'INDICATION', 0.9],
    ['22852', 'Z47.2', 'INDICATION', 0.6],
    ['22867', 'M48.062', 'INDICATION', 0.9],
    ['27279', 'M46.1', 'INDICATION', 0.9],
    ['62380', 'M51.17', 'INDICATION', 0.9],
    ['22585', 'M43.17', 'INDICATION', 0.9],
    ['22614', 'M53.2X4', 'INDICATION', 0.9],
  ])('%s is met with %s, as %s, so sure: %d', (code, diagnosis, relationship, confidence) => {
    expect(of(code, diagnosis)).toMatchObject({ relationship, confidence });
  });

  it.each([
    ['22612', 'M43.12'],
    ['22551', 'M51.16'],
    ['22586', 'M43.16'],
    ['22857', 'M50.122'],
    ['22856', 'M51.360'],
    ['22836', 'M41.126'],
    ['22849', 'Z47.2'],
    ['27279', 'M51.17'],
    ['22206', 'M40.12'],
    ['22830', 'M43.16'],
  ])('%s is not met with %s', (code, diagnosis) => {
    expect(of(code, diagnosis)).toBeUndefined();
  });

  it('is what its column and place say: a routine removal stands with no reinsertion and no revision', () => {
    const with472 = dataset.crosswalk.filter(({ to }) => to === 'ICD10CM:Z47.2').map(({ from }) => from);
    expect(with472.sort()).toEqual(['CPT:22850', 'CPT:22852', 'CPT:22855']);
  });

  it('names a heading of M51.36 and M51.37 nowhere, but a code under it', () => {
    for (const { to } of dataset.crosswalk) expect(to).not.toMatch(/^ICD10CM:M51\.3[67]$/);
  });
});

/** Position 7 of a fusion of the spine by the column of the code and its way in: guideline B3.10. */
const QUALIFIER: readonly (readonly [codes: string, qualifiers: string])[] = [
  ['22548 22551 22554 22556 22558 22586 22808 22810 22812', '0'],
  ['22590 22595 22600 22610 22612 22800 22802 22804', '1'],
  ['22532 22533 22630', 'J'],
  ['22633', '1J'],
];

describe('a procedure of ICD-10-PCS beside a fusion', () => {
  const fusions = (code: string) =>
    dataset.crosswalk
      .filter(({ from, to }) => from === `CPT:${code}` && /^ICD10PCS:0[RS]G/.test(to))
      .map(({ to }) => to.slice('ICD10PCS:'.length));

  it.each(QUALIFIER)('of %s is of the column and the way in of the code: %s', (codes, qualifiers) => {
    for (const code of codes.split(' ')) {
      const found = fusions(code);
      expect([...new Set(found.map((one) => one[6]))].sort().join(''), code).toBe(qualifiers);
      // An interbody device lies between the bodies: never with the posterior column.
      for (const one of found) if (one[5] === 'A') expect(one, code).toMatch(/[0J]$/);
    }
  });

  it('is of the joint of its region', () => {
    const joints = (code: string) => [...new Set(fusions(code).map((one) => one.slice(0, 4)))].join(' ');
    expect(['22590', '22595', '22600', '22610', '22612', '22586', '27279'].map(joints)).toEqual([
      '0RG0 0RG1',
      '0RG1',
      '0RG1 0RG4',
      '0RG6',
      '0SG0 0SG3',
      '0SG3',
      '0SG7 0SG8',
    ]);
  });

  it.each([
    ['22856', '0RR30JZ', 0.8],
    ['22865', '0SP20JZ', 0.8],
    ['22869', '0SH03BZ', 0.6],
    ['22836', '0PS443Z', 0.7],
    ['27279', '0SG734Z', 0.8],
    ['22214', '0Q800ZZ', 0.5],
    ['22830', '0SJ00ZZ', 0.5],
  ])('%s has %s, so sure: %d', (code, procedure, confidence) => {
    expect(of(code, procedure)).toMatchObject({ relationship: 'RELATED', confidence });
  });
});
