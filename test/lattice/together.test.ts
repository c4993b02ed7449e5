import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Code } from '../../src/lattice/code.ts';
import type { Part } from '../../src/lattice/parts.ts';
import { type Known, together, VERDICTS } from '../../src/lattice/together.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { code, speaker, vocabulary } from '../seeded.ts';

const english = speaker('EN', vocabulary);
const codes = ['63278', '63295', '63283', '22630'].map(code);
const ids = codes.map(({ id }) => id);
const cited = (line: number) => ({ source: 'ncci-ptp/2024Q3/rows.csv', line, evidence: null });

const part = (name: string, code: string): Part => ({ part: name, firstCode: code, lastCode: code });
const aRow = fc.record({
  column1: fc.constantFrom(...ids),
  column2: fc.constantFrom(...ids),
  modifierIndicator: fc.constantFrom(0, 1),
  rationale: fc.constant('why'),
  citation: fc.nat(99).map(cited),
});
const anAddOn = fc.record({
  addOn: fc.constantFrom(...ids),
  primary: fc.constantFrom(...ids),
  type: fc.constantFrom(null, 1, 2, 3),
  citation: fc.nat(99).map(cited),
});
const aLimit = fc.record({
  units: fc.nat(3),
  adjudication: fc.constantFrom(1, 2, 3),
  rationale: fc.constant('why'),
  citation: fc.nat(99).map(cited),
});
const anyKnown: fc.Arbitrary<Known> = fc.record({
  bundles: fc.option(
    fc.record({
      release: fc.constant('2024Q3'),
      day: fc.constant('2024-07-01'),
      rows: fc.array(aRow, { maxLength: 8 }),
      parts: fc.constantFrom<Part[]>([], [part('f1', '22630'), part('f3', '63278')]),
    }),
  ),
  addOns: fc.array(anAddOn, { maxLength: 4 }),
  units: fc.option(
    fc.record({
      release: fc.constant('2024Q3'),
      limits: fc.array(fc.tuple(fc.constantFrom(...ids), aLimit)).map((limits) => new Map(limits)),
    }),
  ),
});
const counted = (asked: readonly Code[]) =>
  new Map(asked.map((one) => [one, asked.filter((other) => other === one).length]));
const anyAsked = fc.array(fc.constantFrom(...codes), { maxLength: 6 });

describe('together', () => {
  it('has every pair once and every repeated code once, each with a reason', () => {
    fc.assert(
      fc.property(anyAsked, anyKnown, (asked, known) => {
        const pairs = together(counted(asked), known, english);
        const different = new Set(asked).size;
        const repeated = [...new Set(asked)].filter(
          (one) => asked.indexOf(one) !== asked.lastIndexOf(one),
        ).length;
        expect(pairs).toHaveLength((different * (different - 1)) / 2 + repeated);
        expect(new Set(pairs.map(({ a, b }) => [a.id, b.id].sort().join())).size).toBe(pairs.length);
        for (const { reasons } of pairs) expect(reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('says once what every row between two codes says, and takes the gravest for the verdict', () => {
    fc.assert(
      fc.property(anyAsked, anyKnown, (asked, known) => {
        for (const { a, b, verdict, reasons } of together(counted(asked), known, english)) {
          if (a === b) continue;
          const between = ([one, other]: readonly string[]) =>
            (one === a.id && other === b.id) || (one === b.id && other === a.id);
          const rows = (known.bundles?.rows ?? []).filter(({ column1, column2 }) =>
            between([column1, column2]),
          );
          const addOns = known.addOns.filter(({ addOn, primary }) => between([addOn, primary]));
          const has = (kind: string) => reasons.filter((one) => one.kind === kind).length;
          const meanings = (of: readonly string[]) => new Set(of).size;
          expect([has('BUNDLE'), has('ADD_ON')]).toEqual([
            meanings(rows.map(({ column1, modifierIndicator }) => `${column1} ${modifierIndicator}`)),
            meanings(addOns.map(({ addOn }) => addOn)),
          ]);
          const indicators = rows.map(({ modifierIndicator }) => modifierIndicator);
          // Of the codes, those at the ends of what is missing, or behind: 22630, 63278, 63283 and 63295.
          const isWhole = known.bundles?.parts.length === 0;
          const expected = indicators.includes(0)
            ? 'NOT_TOGETHER'
            : indicators.includes(1)
              ? 'ALLOWED_WITH_MODIFIER'
              : addOns.length > 0
                ? 'ADD_ON'
                : isWhole
                  ? 'NO_EDIT'
                  : 'UNKNOWN';
          expect(verdict).toBe(expected);
          if (!isWhole && expected !== 'NOT_TOGETHER') expect(has('UNKNOWN')).toBe(1);
        }
      }),
    );
  });

  it('cites the add-on file rather than the seed where both say it', () => {
    const [primary, addOn] = codes;
    if (primary === undefined || addOn === undefined) throw new Error('no codes');
    const row = { addOn: addOn.id, primary: primary.id };
    const [seed, file] = [{ ...cited(40), source: 'seed/cpt/add-ons.csv' }, cited(7)];
    const addOns = [
      { ...row, type: null, citation: seed },
      { ...row, type: 1, citation: file },
    ];
    for (const known of [addOns, [...addOns].reverse()]) {
      const [pair] = together(
        counted([primary, addOn]),
        { bundles: null, addOns: known, units: null },
        english,
      );
      expect(pair?.reasons).toMatchObject([{ kind: 'ADD_ON', citation: file }, { kind: 'UNKNOWN' }]);
    }
  });

  it('says the same of two codes in either order', () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        const verdicts = (asked: typeof codes) =>
          new Map(
            together(counted(asked), known, english).map(({ a, b, verdict, reasons }) => [
              [a.id, b.id].sort().join(),
              [verdict, reasons.filter(({ citation }) => citation !== null)],
            ]),
          );
        expect(verdicts([...codes].reverse())).toEqual(verdicts(codes));
      }),
    );
  });

  it('never allows more units than the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), aLimit, (count, limit) => {
        const [one] = codes;
        if (one === undefined) return;
        const known = {
          bundles: null,
          addOns: [],
          units: { release: '2024Q3', limits: new Map([[one.id, limit]]) },
        };
        const [pair] = together(new Map([[one, count]]), known, english);
        expect(pair?.verdict).toBe(count > limit.units ? 'NOT_TOGETHER' : 'NO_EDIT');
        expect(pair?.reasons).toMatchObject([{ kind: 'UNITS_PER_DAY', citation: limit.citation }]);
      }),
    );
  });

  it.each(LANGUAGE_CODES)('says whole sentences in %s', (language) => {
    const words = speaker(language, vocabulary);
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyAsked, anyKnown, (asked, known) => {
        for (const { verdict, reasons } of together(counted(asked), known, words)) {
          expect(VERDICTS).toContain(verdict);
          for (const { kind, text } of reasons) {
            seen.add(kind);
            expect(text).toMatch(/[.。]$/);
            expect(text).not.toMatch(/[{}]|undefined| {2}/);
          }
        }
      }),
    );
    expect(seen.size).toBe(5);
  });
});
