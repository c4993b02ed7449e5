import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../src/lattice/releases.ts';

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
    ['2030-01-01', '2025D'],
    ['2025-01-01', '2025A'],
  ])('of %s is %s', (day, release) => expect(releaseOf(year, 'pfs', day)).toEqual({ release, day }));

  it('is the newest where no day is asked, for its own first day', () => {
    expect(releaseOf(year, 'pfs', null)).toEqual({ release: '2025D', day: '2025-10-01' });
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
          ({ kind, starts }) => kind === 'pfs' && starts !== null && (asOf === null || starts <= asOf),
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
