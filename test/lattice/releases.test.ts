import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsOf, releaseOf } from '../../src/lattice/releases.ts';

const dated = (release: string, starts: string | null, kind: string | null = 'pfs') => ({
  kind,
  release,
  starts,
});
const year = [dated('2025A', '2025-01-01'), dated('2025D', '2025-10-01'), dated('2025B', '2025-04-01')];

describe('the release for a day', () => {
  it.each([
    ['2025-10-01', '2025D'],
    ['2025-09-30', '2025B'],
    ['2025-12-31', '2025D'],
    ['2025-01-01', '2025A'],
  ])('of %s is %s', (day, release) => expect(releaseOf(year, 'pfs', day)).toEqual({ release, day }));

  it('is the newest where no day is asked, for its own first day', () => {
    expect(releaseOf(year, 'pfs', null)).toEqual({ release: '2025D', day: '2025-10-01' });
  });

  it('is none after its last day, and one without end for ever', () => {
    expect(releaseOf(year, 'pfs', '2026-01-01')).toBeNull();
    const pairs = [dated('2024Q3', '2024-07-01', 'ncci-ptp')];
    expect(releaseOf(pairs, 'ncci-ptp', '2024-09-30')).toEqual({ release: '2024Q3', day: '2024-09-30' });
    expect(releaseOf(pairs, 'ncci-ptp', '2024-10-01')).toBeNull();
    const own = [dated('mine', '0001-01-01', 'crosswalk')];
    expect(releaseOf(own, 'crosswalk', '2999-01-01')).toEqual({ release: 'mine', day: '2999-01-01' });
  });

  it.each([
    ['2025-09-30', 'A'],
    ['2026-03-31', '2026'],
    ['2026-04-01', '2026-04'],
    ['2026-09-30', '2026-04'],
  ])('of two editions of which both speak, is the later one: %s, %s', (day, release) => {
    const editions = [
      dated('A', '2024-10-01', 'icd10cm'),
      dated('2026', '2025-10-01', 'icd10cm'),
      dated('2026-04', '2026-04-01', 'icd10cm'),
    ];
    expect(releaseOf(editions, 'icd10cm', day)?.release).toBe(release);
    expect(releaseOf(editions, 'icd10cm', '2026-10-01')).toBeNull();
  });

  it('is none before the first, of another kind, and of sources that are no imports', () => {
    expect(releaseOf(year, 'pfs', '2024-12-31')).toBeNull();
    expect(releaseOf(year, 'ncci-ptp', null)).toBeNull();
    expect(releaseOf([dated('2025', null, null)], 'pfs', null)).toBeNull();
  });

  const days = fc.constantFrom('2024-07-01', '2024-10-01', '2025-01-01', '2025-04-01');
  const anySources = fc.array(
    fc.record({
      kind: fc.constantFrom('pfs', 'ncci-ptp', null),
      release: fc.constantFrom('A', 'B', 'C'),
      starts: fc.option(days),
    }),
  );

  it('started by then, and none that is loaded is nearer; the order of sources does not matter', () => {
    fc.assert(
      fc.property(anySources, fc.option(days), (sources, asOf) => {
        const found = releaseOf(sources, 'pfs', asOf);
        expect(releaseOf([...sources].reverse(), 'pfs', asOf)).toEqual(found);
        const fitting = sources.filter(
          ({ kind, starts }) =>
            kind === 'pfs' &&
            starts !== null &&
            (asOf === null || (starts <= asOf && starts.slice(0, 4) === asOf.slice(0, 4))),
        );
        expect(found === null).toBe(fitting.length === 0);
        if (found === null) return;
        const newest = fitting
          .map(({ starts }) => starts ?? '')
          .sort()
          .at(-1);
        expect(fitting).toContainEqual(expect.objectContaining({ release: found.release, starts: newest }));
        expect(found.day).toBe(asOf ?? newest);
      }),
    );
  });
});

describe('the last day of a release', () => {
  it.each([
    ['ncci-ptp', '2024-01-01', '2024-03-31'],
    ['ncci-mue', '2024-04-01', '2024-06-30'],
    ['ncci-ptp', '2024-07-01', '2024-09-30'],
    ['ncci-mue', '2024-10-01', '2024-12-31'],
    ['pfs', '2025-10-01', '2025-12-31'],
    ['pfs', '2025-01-01', '2025-12-31'],
    ['ncci-aoc', '2024-06-03', '2024-12-31'],
    ['hcpcs', '2019-01-01', '2019-12-31'],
    ['icd10cm', '2024-10-01', '2025-09-30'],
    ['icd10pcs', '2025-04-01', '2025-09-30'],
    ['crosswalk', '0001-01-01', null],
    ['licensed-text', '0001-01-01', null],
    [null, null, null],
  ])('of %s from %s is %s', (kind, starts, ends) => expect(endsOf(kind, starts)).toBe(ends));
});
