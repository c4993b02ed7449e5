import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingParts, PARTS, type Part, partsThatMayHold } from '../../src/lattice/parts.ts';

const NAMES = PARTS['ncci-ptp'] ?? [];
const ptp = (...parts: Part[]) => ({ kind: 'ncci-ptp', parts });
const part = (name: string, firstCode: string, lastCode: string): Part => ({
  part: name,
  firstCode,
  lastCode,
});

describe('parts of a release', () => {
  const [f1, f2, f3, f4] = [
    part('f1', '0001A', '25391'),
    part('f2', '25391', '36831'),
    part('f3', '36831', '61591'),
    part('f4', '61591', 'U0003'),
  ];

  it('are missing where some are there, and none is of a release in one piece', () => {
    expect(missingParts(ptp(f1, f3))).toEqual(['f2', 'f4']);
    expect(missingParts(ptp(f1, f2, f3, f4))).toEqual([]);
    expect(missingParts(ptp({ part: 'all', firstCode: null, lastCode: null }))).toEqual([]);
    expect(missingParts({ kind: 'pfs', parts: [part('f1', '0', '9')] })).toEqual([]);
  });

  it.each([
    ['25390', []],
    ['25391', ['f2']],
    ['30000', ['f2']],
    ['36831', ['f2']],
    ['63278', ['f4']],
    ['J1100', ['f4']],
    ['00100', []],
  ])('of which f2 and f4 are missing may hold %s in %j', (code, names) =>
    expect(partsThatMayHold(code, ptp(f3, f1))).toEqual(names),
  );

  it('all may hold it where no codes are told', () => {
    expect(partsThatMayHold('63278', ptp({ part: 'f2', firstCode: null, lastCode: null }))).toEqual([
      'f1',
      'f3',
      'f4',
    ]);
  });

  it('that hold a code are among those that may, wherever a release is cut', () => {
    const anyCode = fc.integer({ min: 0, max: 40 }).map((n) => String(n).padStart(5, '0'));
    const release = fc.record({
      codes: fc.array(anyCode, { minLength: 4, maxLength: 30 }).map((codes) => codes.sort()),
      cuts: fc.tuple(fc.nat(29), fc.nat(29), fc.nat(29)),
      held: fc.subarray([...NAMES], { minLength: 1 }),
    });
    fc.assert(
      fc.property(release, anyCode, ({ codes, cuts, held }, code) => {
        const at = [0, ...cuts.map((cut) => cut % codes.length).sort((a, b) => a - b), codes.length];
        const rows = NAMES.map((_, index) => codes.slice(at[index], at[index + 1]));
        const parts = NAMES.flatMap((name, index) =>
          held.includes(name)
            ? [{ part: name, firstCode: rows[index]?.[0] ?? null, lastCode: rows[index]?.at(-1) ?? null }]
            : [],
        );
        const may = partsThatMayHold(code, ptp(...parts));
        for (const [index, name] of NAMES.entries()) {
          if (!held.includes(name) && rows[index]?.includes(code)) expect(may).toContain(name);
        }
      }),
    );
  });
});
