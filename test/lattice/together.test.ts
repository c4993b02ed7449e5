import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeSystem } from '../../src/lattice/axes.ts';
import {
  type AddOnFacts,
  type ClaimedCode,
  type Facts,
  type Known,
  LINE_VERDICTS,
  PAIR_VERDICTS,
} from '../../src/lattice/claim.ts';
import type { Code } from '../../src/lattice/code.ts';
import type { Part } from '../../src/lattice/parts.ts';
import { type Claim, together } from '../../src/lattice/together.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { code, dataset, speaker, vocabulary } from '../seeded.ts';

const english = speaker('EN', vocabulary);
const codes = ['63278', '63295', '63283', '22630', '63180', '63053', '63052', '22632'].map(code);
const ids = codes.map(({ id }) => id);
const cited = (line: number) => ({ source: 'ncci-ptp/2024Q3/rows.csv', line, evidence: null });
const quarter = { release: '2024Q3', ends: '2024-09-30' };

const part = (name: string, number: string): Part => ({ part: name, firstCode: number, lastCode: number });
const aRow = fc.record({
  column1: fc.constantFrom(...ids),
  column2: fc.constantFrom(...ids),
  modifierIndicator: fc.constantFrom(0, 1),
  rationale: fc.constant('why'),
  citation: fc.nat(99).map(cited),
});
const anEdge = fc.record({
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
const aScheduleRow = fc.record({
  status: fc.constantFrom('A', 'B', 'C'),
  globalDays: fc.constantFrom('000', '090', 'ZZZ', 'XXX'),
  bilateral: fc.constantFrom('0', '1', '2'),
  citation: fc.nat(99).map(cited),
});
const byId = <Row>(row: fc.Arbitrary<Row>) =>
  fc.array(fc.tuple(fc.constantFrom(...ids), row)).map((rows) => new Map(rows));
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  bundles: fc.option(
    fc.record({
      release: fc.constant('2024Q3'),
      ends: fc.constant('2024-09-30'),
      day: fc.constant('2024-07-01'),
      rows: fc.array(aRow, { maxLength: 8 }),
      parts: fc.constantFrom<Part[]>([], [part('f1', '22630'), part('f3', '63278')]),
    }),
  ),
  addOns: fc.option(
    fc.record({
      file: fc.option(fc.constant(quarter)),
      edges: fc.array(anEdge, { maxLength: 6 }),
      counts: fc.constant(new Map<string, number>()),
      contractors: byId(fc.nat(99).map(cited)),
    }),
  ),
  units: fc.option(fc.record({ ...constants(quarter), limits: byId(aLimit) })),
  schedule: fc.option(fc.record({ ...constants(quarter), rows: byId(aScheduleRow) })),
});
const NO_EDITIONS = new Map<CodeSystem, string>();
const NOTHING: Facts = { bundles: null, addOns: null, units: null, schedule: null };
const anyKnown: fc.Arbitrary<Known> = fc
  .record({
    now: anyFacts,
    before: anyFacts,
    after: anyFacts,
    day: fc.constantFrom(null, '2020-12-31', '2024-07-01'),
  })
  .map(({ now, before, after, day }) => ({
    day,
    now,
    // The last known of a kind is told only where none speaks.
    last: {
      bundles: now.bundles === null ? before.bundles : null,
      addOns: now.addOns?.file ? null : before.addOns,
      units: now.units === null ? before.units : null,
      schedule: now.schedule === null ? before.schedule : null,
    },
    later: now.schedule === null && before.schedule === null ? after.schedule : null,
    kinds: dataset.kinds,
    editions: NO_EDITIONS,
  }));

function constants(of: typeof quarter) {
  return { release: fc.constant(of.release), ends: fc.constant(of.ends) };
}

const claimed = (
  one: Code,
  units = 1,
  modifiers: readonly string[] = [],
  input: string = one.code,
): ClaimedCode => ({ code: one, input, units, most: units, alike: [], modifiers });
const aClaim: fc.Arbitrary<ClaimedCode[]> = fc
  .uniqueArray(
    fc.record({
      code: fc.constantFrom(...codes),
      units: fc.integer({ min: 1, max: 4 }),
      modifiers: fc.subarray(['50', '59', 'LT', 'RT']),
    }),
    { selector: ({ code: { id } }) => id, maxLength: 8 },
  )
  .map((lines) => lines.map(({ code: one, units, modifiers }) => claimed(one, units, modifiers)));

const judged = (claim: readonly ClaimedCode[], known: Known) => together(claim, [], known, english);
const knowing = (
  now: Partial<Facts>,
  last: Partial<Facts> = {},
  day: string | null = '2024-07-01',
): Known => ({
  day,
  now: { ...NOTHING, ...now },
  last: { ...NOTHING, ...last },
  later: null,
  kinds: dataset.kinds,
  editions: NO_EDITIONS,
});
const lineOf = (claim: Claim, number: string) => claim.lines.find((line) => line.code?.code === number);
const verdictsOf = (claim: Claim) => claim.lines.map(({ code: of, verdict }) => `${of?.code} ${verdict}`);

/** The add-ons that the seed holds. */
const seeded: AddOnFacts = {
  file: null,
  edges: dataset.addOns,
  counts: new Map(),
  contractors: new Map(),
};
const limit = (units: number, adjudication: number) => ({
  units,
  adjudication,
  rationale: 'why',
  citation: cited(9),
});
const limited = (number: string, units: number, adjudication: number) => ({
  units: { ...quarter, limits: new Map([[code(number).id, limit(units, adjudication)]]) },
});
const row = (given: object) => ({
  status: 'A',
  globalDays: '090',
  bilateral: '0',
  citation: cited(5),
  ...given,
});
const scheduled = (rows: Record<string, object>) => ({
  schedule: {
    ...quarter,
    rows: new Map(Object.entries(rows).map(([number, given]) => [code(number).id, row(given)])),
  },
});
const edited = (...rows: [string, string, number][]) => ({
  bundles: {
    ...quarter,
    day: '2024-07-01',
    parts: [],
    rows: rows.map(([column1, column2, modifierIndicator], index) => ({
      column1: code(column1).id,
      column2: code(column2).id,
      modifierIndicator,
      rationale: 'why',
      citation: cited(index + 1),
    })),
  },
});

describe('a claim', () => {
  it('has every code once and every pair of different codes once, the gravest first, each with a reason', () => {
    fc.assert(
      fc.property(aClaim, anyKnown, (claim, known) => {
        const { lines, pairs } = judged(claim, known);
        expect(lines.map(({ code: of }) => of?.id).sort()).toEqual(claim.map(({ code: of }) => of.id).sort());
        expect(pairs).toHaveLength((claim.length * (claim.length - 1)) / 2);
        for (const { a, b } of pairs) expect(a.id < b.id).toBe(true);
        const ranks = [
          lines.map(({ verdict }) => LINE_VERDICTS.indexOf(verdict)),
          pairs.map(({ verdict }) => PAIR_VERDICTS.indexOf(verdict)),
        ];
        for (const rank of ranks) expect(rank).toEqual(rank.toSorted((x, y) => x - y));
        for (const { reasons } of [...lines, ...pairs]) {
          expect(reasons.length).toBeGreaterThan(0);
          expect(reasons.some(({ stale }) => !stale)).toBe(true);
          const said = reasons.map(({ text, rationale }) => `${text} ${rationale}`);
          expect(new Set(said).size).toBe(said.length);
        }
      }),
    );
  });

  it('is judged alike in whatever order it is written', () => {
    fc.assert(
      fc.property(
        aClaim.chain((claim) =>
          fc.tuple(fc.constant(claim), fc.shuffledSubarray(claim, { minLength: claim.length })),
        ),
        anyKnown,
        ([claim, shuffled], known) => {
          expect(judged(shuffled, known)).toEqual(judged(claim, known));
        },
      ),
    );
  });

  it('keeps every NOT_TOGETHER when a code is added', () => {
    fc.assert(
      fc.property(aClaim, anyKnown, (claim, known) => {
        const against = (some: readonly ClaimedCode[]) =>
          judged(some, known)
            .pairs.filter(({ verdict }) => verdict === 'NOT_TOGETHER')
            .map(({ a, b }) => `${a.id} ${b.id}`);
        const all = against(claim);
        expect(against(claim.slice(1)).filter((pair) => !all.includes(pair))).toEqual([]);
      }),
    );
  });

  it('takes nothing of another day for its verdicts, but that a line it would not pay is not OK', () => {
    fc.assert(
      fc.property(aClaim, anyKnown, (claim, known) => {
        const [all, now] = [judged(claim, known), judged(claim, { ...known, last: NOTHING, later: null })];
        expect(all.pairs.map(({ verdict }) => verdict)).toEqual(now.pairs.map(({ verdict }) => verdict));
        for (const { code: of, verdict, reasons } of all.lines) {
          const plain = now.lines.find((line) => line.code === of)?.verdict;
          if (verdict === plain) continue;
          expect([plain, verdict]).toEqual(['OK', 'UNKNOWN']);
          expect(reasons.some(({ text }) => /is 0|status B/.test(text))).toBe(true);
        }
      }),
    );
  });

  it.each(LANGUAGE_CODES)('says whole sentences in %s', (language) => {
    const words = speaker(language, vocabulary);
    const seen = new Set<string>();
    fc.assert(
      fc.property(aClaim, anyKnown, (claim, known) => {
        const { lines, pairs } = together(claim, [], known, words);
        const modifiers = pairs.flatMap((pair) => pair.modifiers.map(({ reason }) => reason));
        const reasons = [...lines, ...pairs].flatMap((one) => one.reasons);
        for (const { kind } of reasons) seen.add(kind);
        for (const text of [...modifiers, ...reasons.map((one) => one.text)]) {
          expect(text).toMatch(/[.。]$/);
          expect(text).not.toMatch(/[{}]|undefined| {2}|together\.[A-Zl]/);
        }
      }),
      { numRuns: 300 },
    );
    expect(seen.size).toBe(8);
  });
});

describe('a line', () => {
  it('of a code that is not valid on the day is that before all else, and tells its last day', () => {
    const known = knowing(limited('63180', 1, 2), {}, '2024-07-01');
    const [line] = judged([claimed(code('63180'), 2)], known).lines;
    expect(line).toMatchObject({
      verdict: 'NOT_VALID',
      reasons: [{ kind: 'NOT_VALID', text: '63180 is no longer valid: its last day was 2020-12-31.' }],
    });
    expect(verdictsOf(judged([claimed(code('63180'))], knowing({}, {}, '2020-12-31')))).toEqual(['63180 OK']);
    expect(verdictsOf(judged([claimed(code('63180'))], knowing({}, {}, null)))).toEqual(['63180 NOT_VALID']);
  });

  it('of a heading is unknown on a day before the edition that says so, for it may have been a code then', () => {
    const heading: Code = {
      ...code('63278'),
      id: 'ICD10CM:M51.36',
      system: 'ICD10CM',
      code: 'M51.36',
      status: 'HEADING',
    };
    const on = (day: string | null) => {
      const known = { ...knowing({}, {}, day), editions: new Map([['ICD10CM', '2024-10-01'] as const]) };
      return judged([claimed(heading), claimed(code('63030'))], known);
    };
    const before = on('2024-09-30');
    const later =
      'M51.36 is a heading in the newest loaded edition, which begins on 2024-10-01; before that it may have been a code.';
    expect(lineOf(before, 'M51.36')).toMatchObject({ verdict: 'UNKNOWN', reasons: [{ text: later }, {}] });
    expect(before.pairs).toMatchObject([
      { verdict: 'UNKNOWN', reasons: [{ kind: 'UNKNOWN', text: later }, {}] },
    ]);
    for (const day of ['2024-10-01', null]) {
      expect(lineOf(on(day), 'M51.36')).toMatchObject({
        verdict: 'NOT_VALID',
        reasons: [{ text: 'M51.36 is a heading; a code under it is reported.' }],
      });
    }
  });

  it('of a code that only ended pairs name is unknown', () => {
    const guessed: Code = { ...code('63278'), status: 'DELETED', lastValidDay: null };
    const { lines, pairs } = judged([claimed(guessed), claimed(code('63277'))], knowing(edited()));
    expect(lines.map(({ verdict }) => verdict)).toEqual(['UNKNOWN', 'OK']);
    expect(pairs).toMatchObject([{ verdict: 'UNKNOWN' }]);
  });

  it.each([
    [2, 1, 2, 'UNITS_EXCEEDED'],
    [2, 1, 3, 'UNITS_REVIEW'],
    [2, 1, 1, 'UNITS_REVIEW'],
    [2, 2, 2, 'OK'],
    [1, 0, 2, 'NOT_PAID'],
    [5, 0, 3, 'NOT_PAID'],
    [10_000, 9, 2, 'UNITS_EXCEEDED'],
  ])('of %i units under a limit of %i, applied as %i, is %s', (count, most, adjudication, verdict) => {
    const known = knowing(limited('63278', most, adjudication));
    expect(judged([claimed(code('63278'), count)], known).lines).toMatchObject([
      { verdict, reasons: [{ kind: 'UNITS_PER_DAY', citation: cited(9), rationale: 'why' }] },
    ]);
  });

  it('under a limit by claim line is judged by the line with most units, and says so', () => {
    const lines = (units: number, most: number) =>
      judged([{ ...claimed(code('63047'), units), most }], knowing(limited('63047', 3, 1))).lines[0];
    expect(lines(6, 3)).toMatchObject({
      verdict: 'OK',
      reasons: [
        {
          text: 'Units of 63047 on one claim line: at most 3, within the limit of 3 for each claim line (2024Q3).',
        },
      ],
    });
    expect(lines(5, 4)).toMatchObject({
      verdict: 'UNITS_REVIEW',
      reasons: [
        {
          text: 'Units of 63047 on one claim line: 4. The limit for each claim line is 3 (2024Q3). Further units may stand on a line of their own, with a modifier that says why.',
        },
      ],
    });
  });

  it('without a limit is unknown for several units, and says of one that none was checked', () => {
    const unlimited = knowing({ units: { ...quarter, limits: new Map() } });
    for (const known of [unlimited, knowing({})]) {
      expect(judged([claimed(code('63278'), 2)], known).lines).toMatchObject([{ verdict: 'UNKNOWN' }]);
      expect(judged([claimed(code('63278'))], known).lines).toMatchObject([
        { verdict: 'OK', reasons: [{ text: expect.stringContaining('no limit was checked') }] },
      ]);
    }
  });

  it('tells the last known limit, which decides nothing', () => {
    const [line] = judged([claimed(code('63278'), 2)], knowing({}, limited('63278', 1, 2))).lines;
    expect(line).toMatchObject({
      verdict: 'UNKNOWN',
      reasons: [
        { stale: false, citation: null },
        {
          stale: true,
          citation: cited(9),
          text: expect.stringMatching(/^Last known, from 2024Q3, .* until 2024-09-30: /),
        },
      ],
    });
  });

  it('of status B is not paid, and says that it is not wrong to list it', () => {
    const { lines } = judged([claimed(code('22841'))], knowing(scheduled({ '22841': { status: 'B' } })));
    expect(lines).toMatchObject([
      {
        verdict: 'NOT_PAID',
        reasons: [
          { kind: 'STATUS', citation: cited(5), text: expect.stringContaining('to list it is not wrong') },
          { kind: 'UNKNOWN' },
          { kind: 'UNITS_PER_DAY' },
        ],
      },
    ]);
  });

  it('is unknown where the last known limit is 0, or the last known or the next fee schedule pays nothing', () => {
    const alone = [claimed(code('63047'))];
    expect(verdictsOf(judged(alone, knowing({}, limited('63047', 0, 3))))).toEqual(['63047 UNKNOWN']);
    expect(verdictsOf(judged(alone, knowing({}, limited('63047', 1, 2))))).toEqual(['63047 OK']);
    const paid = (status: string) => scheduled({ '63047': { status } });
    expect(judged(alone, knowing({}, paid('B'))).lines).toMatchObject([
      {
        verdict: 'UNKNOWN',
        reasons: [
          { kind: 'STATUS', stale: false, text: expect.stringContaining('whether Medicare pays 63047') },
          { kind: 'UNITS_PER_DAY' },
          { kind: 'STATUS', stale: true },
        ],
      },
    ]);
    expect(judged(alone, { ...knowing({}), later: paid('B').schedule }).lines).toMatchObject([
      {
        verdict: 'UNKNOWN',
        reasons: [
          {
            kind: 'STATUS',
            stale: false,
            citation: cited(5),
            text: 'No fee schedule is loaded for the day; a later one (2024Q3) counts 63047 into what it is reported with and pays nothing for it (status B).',
          },
          {},
        ],
      },
    ]);
    expect(verdictsOf(judged(alone, { ...knowing({}), later: paid('A').schedule }))).toEqual(['63047 OK']);
  });

  it('of a code that the fee schedule of the day should list and does not is unknown', () => {
    const known = knowing({ ...limited('63047', 1, 2), ...scheduled({ '63030': {} }) });
    const laboratory: Code = { ...code('63047'), id: 'CPT:0008U', code: '0008U' };
    const { lines } = judged(
      ['63047', '63030'].map((number) => claimed(code(number))).concat(claimed(laboratory)),
      known,
    );
    expect(lines.map(({ code: of, verdict }) => `${of?.code} ${verdict}`)).toEqual([
      '63047 UNKNOWN',
      '0008U OK',
      '63030 OK',
    ]);
    expect(lines[0]?.reasons[0]).toMatchObject({
      kind: 'STATUS',
      text: 'The fee schedule (2024Q3) does not list 63047: it may have ended, or not yet have begun.',
    });
  });

  it('of both sides is told as one line with 50 and one unit', () => {
    const known = knowing({ ...scheduled({ '63030': { bilateral: '1' } }), ...limited('63030', 1, 2) });
    const [twice] = judged([claimed(code('63030'), 2)], known).lines;
    expect(twice).toMatchObject({ verdict: 'UNITS_EXCEEDED', reasons: [{}, { kind: 'BOTH_SIDES' }] });
    expect(twice?.reasons[1]?.text).toContain('one line with modifier 50 and one unit');
    const [once] = judged([claimed(code('63030'), 1, ['50'])], known).lines;
    expect(once).toMatchObject({
      verdict: 'OK',
      reasons: [{ kind: 'UNITS_PER_DAY' }, { kind: 'BOTH_SIDES' }],
    });
    const [midline] = judged([claimed(code('63278'), 2)], known).lines;
    expect(midline?.reasons.map(({ kind }) => kind)).not.toContain('BOTH_SIDES');
  });
});

describe('an add-on', () => {
  const known = knowing({ addOns: seeded });
  const of = (...numbers: string[]) =>
    judged(
      numbers.map((number) => claimed(code(number))),
      known,
    );

  it('without any of its primaries is alone, and names them', () => {
    const claim = of('63295', '63047');
    expect(verdictsOf(claim)).toEqual(['63295 ADD_ON_ALONE', '63047 OK']);
    expect(lineOf(claim, '63295')?.reasons[0]).toMatchObject({
      kind: 'ADD_ON',
      text: '63295 is an add-on code, and none of its primary codes is in the list: 63172, 63173, 63185, 63190, 63200, 63250, 63251 or 63252. Further primary codes: 20.',
      citation: { source: 'seed/cpt/add-ons.csv' },
    });
    expect(verdictsOf(of('63295', '63278'))).toEqual(['63278 OK', '63295 OK']);
  });

  it('does not stand on a primary that is not valid that day', () => {
    const addOns = {
      ...seeded,
      edges: [{ addOn: code('63048').id, primary: code('63180').id, type: 1, citation: cited(1) }],
    };
    const claim = judged([claimed(code('63048')), claimed(code('63180'))], knowing({ addOns }));
    expect(verdictsOf(claim)).toEqual(['63180 NOT_VALID', '63048 ADD_ON_ALONE']);
  });

  it('may stand on an add-on that stands; a chain that reaches no primary is alone at each link', () => {
    expect(verdictsOf(of('63053', '63052', '22630'))).toEqual(['22630 OK', '63052 OK', '63053 OK']);
    const chain = of('63053', '63052');
    expect(verdictsOf(chain)).toEqual(['63052 ADD_ON_ALONE', '63053 ADD_ON_ALONE']);
    expect(lineOf(chain, '63053')?.reasons[0]?.text).toContain('(63052)');
  });

  it('is unknown where the contractor decides, or no whole list of its primaries is known', () => {
    const citation = cited(7);
    const contractors = new Map([[code('63295').id, citation]]);
    const decides = judged([claimed(code('63295'))], knowing({ addOns: { ...seeded, contractors } }));
    expect(decides.lines).toMatchObject([{ verdict: 'UNKNOWN', reasons: [{ citation }, {}] }]);
    // 22632 is an add-on whose primaries the seed does not name; 63052 may stand on it.
    expect(verdictsOf(of('22632', '63052'))).toEqual(['22632 UNKNOWN', '63052 UNKNOWN']);
    for (const type of [2, 3, null]) {
      const edges = [{ addOn: code('63295').id, primary: code('63277').id, type, citation }];
      const claim = judged([claimed(code('63295'))], knowing({ addOns: { ...seeded, edges } }));
      expect(verdictsOf(claim)).toEqual(['63295 UNKNOWN']);
      expect(claim.lines[0]?.reasons[0]).toMatchObject(
        type === null
          ? { citation: null, text: expect.stringContaining('nothing loaded') }
          : { citation, text: expect.stringContaining('the contractor decides') },
      );
    }
  });

  it('is unknown on a day for which no file speaks, where the last known one lists its primary', () => {
    const file = { release: '2024-06', ends: '2024-12-31' };
    const edges = [{ addOn: code('22632').id, primary: code('22630').id, type: 1, citation: cited(3) }];
    const last = { addOns: { ...seeded, file, edges: [...edges, ...dataset.addOns] } };
    const claim = judged([claimed(code('22632')), claimed(code('22630'))], knowing({ addOns: seeded }, last));
    expect(lineOf(claim, '22632')).toMatchObject({
      verdict: 'UNKNOWN',
      reasons: [{ stale: false }, { stale: false }, { kind: 'ADD_ON', stale: true, citation: cited(3) }],
    });
    expect(claim.pairs).toMatchObject([
      { verdict: 'UNKNOWN', reasons: [{ stale: false }, { kind: 'ADD_ON', stale: true }] },
    ]);
  });
});

describe('a pair', () => {
  const pairOf = (claim: readonly ClaimedCode[], known: Known) => judged(claim, known).pairs[0];
  const two = (a: string, b: string) => [claimed(code(a)), claimed(code(b))];
  const lifted = (claim: readonly ClaimedCode[], known: Known) =>
    pairOf(claim, known)?.modifiers.map(({ code: modifier, on }) => `${modifier} ${on.code}`);

  it('takes the gravest of its rows, and is without an edit only in a whole file', () => {
    const both = knowing(edited(['63278', '63283', 1], ['63283', '63278', 0]));
    expect(pairOf(two('63278', '63283'), both)).toMatchObject({
      verdict: 'NOT_TOGETHER',
      modifiers: [],
      reasons: [{ citation: cited(2) }, { citation: cited(1) }],
    });
    expect(pairOf(two('63278', '63283'), knowing(edited()))).toMatchObject({ verdict: 'NO_EDIT' });
    expect(pairOf(two('63278', '63283'), knowing({}))).toMatchObject({ verdict: 'UNKNOWN' });
    const { bundles } = edited();
    const cut = { bundles: { ...bundles, parts: [part('f1', '22630'), part('f3', '63278')] } };
    expect(pairOf(two('63278', '63283'), knowing(cut))).toMatchObject({ verdict: 'UNKNOWN' });
  });

  it('with a code that is not valid that day is unknown for that reason', () => {
    const known = knowing(edited());
    expect(pairOf(two('63180', '63185'), known)).toMatchObject({
      verdict: 'UNKNOWN',
      reasons: [{ kind: 'NOT_VALID' }],
    });
  });

  it('tells the last known row of a quarter that is over', () => {
    const known = knowing({}, edited(['63283', '63278', 1]));
    expect(pairOf(two('63278', '63283'), known)).toMatchObject({
      verdict: 'UNKNOWN',
      modifiers: [],
      reasons: [
        { kind: 'UNKNOWN', stale: false },
        { kind: 'BUNDLE', stale: true, citation: cited(1) },
      ],
    });
  });

  it('of operations is lifted by 59 and X, behind them what comes after an operation', () => {
    const known = knowing({ ...edited(['63283', '63278', 1]), ...scheduled({ '63278': {}, '63283': {} }) });
    expect(lifted(two('63278', '63283'), known)).toEqual(
      ['59', 'XE', 'XP', 'XS', 'XU', '58', '78', '79'].map((one) => `${one} 63278`),
    );
    const minor = { globalDays: '000' };
    const short = scheduled({ '63278': minor, '63283': minor });
    expect(lifted(two('63278', '63283'), knowing({ ...edited(['63283', '63278', 1]), ...short }))).toEqual(
      ['59', 'XE', 'XP', 'XS', 'XU'].map((one) => `${one} 63278`),
    );
  });

  it('takes sides only where both codes have sides, and never 50', () => {
    const sides = { bilateral: '1' };
    const known = (rows: Record<string, object>) =>
      knowing({ ...edited(['63020', '63030', 1]), ...scheduled(rows) });
    const both = lifted(two('63020', '63030'), known({ '63020': sides, '63030': sides }));
    expect(both).toEqual(expect.arrayContaining(['LT 63020', 'LT 63030', 'RT 63020', 'RT 63030']));
    const one = lifted(two('63020', '63030'), known({ '63020': { bilateral: '2' }, '63030': sides }));
    expect([both, one].flat().filter((modifier) => modifier?.startsWith('50'))).toEqual([]);
    expect(one?.filter((modifier) => /^[LR]T/.test(modifier))).toEqual([]);
  });

  it('of a visit and an operation is lifted on the visit alone, never by 59 or X', () => {
    const visit: Code = { ...code('63277'), id: 'CPT:99213', code: '99213', addOn: false };
    const { bundles } = edited(['63278', '63277', 1]);
    const rows = bundles.rows.map((one) => ({ ...one, column2: visit.id }));
    const pair = [claimed(code('63278')), claimed(visit, 1, ['25', '59'])];
    const major = knowing({ bundles: { ...bundles, rows }, ...scheduled({ '63278': {} }) });
    expect(lifted(pair, major)).toEqual(['57 99213', '25 99213', '24 99213']);
    expect(pairOf(pair, major)?.reasons[0]?.text).toMatch(/carried: 99213-25\.$/);
    const minor = knowing({
      bundles: { ...bundles, rows },
      ...scheduled({ '63278': { globalDays: '000' } }),
    });
    expect(lifted(pair, minor)).toEqual(['25 99213']);
    const unscheduled = pairOf(pair, knowing({ bundles: { ...bundles, rows } }));
    expect(unscheduled?.modifiers[1]).toMatchObject({
      code: '57',
      reason: expect.stringContaining('90 days'),
    });
  });

  const named = (number: string): Code => ({
    ...code('63277'),
    id: `CPT:${number}`,
    code: number,
    addOn: false,
  });
  /** An edit of any two codes, with what the fee schedule says of them. */
  const between = (one: string, other: string, rows: Record<string, object>) => {
    const { bundles } = edited(['63278', '63277', 1]);
    const ids = { column1: `CPT:${one}`, column2: `CPT:${other}` };
    const all = Object.entries(rows).map(([number, given]) => [`CPT:${number}`, row(given)] as const);
    return knowing({
      bundles: { ...bundles, rows: bundles.rows.map((each) => ({ ...each, ...ids })) },
      schedule: { ...quarter, rows: new Map(all) },
    });
  };

  it.each([
    ['92986', '090', ['57', '25', '24']],
    ['77750', '090', ['57', '25', '24']],
    ['92987', '010', ['25', '24']],
    ['96360', 'XXX', ['25']],
    ['00670', 'XXX', []],
    ['00670', '090', ['57', '25', '24']],
  ])('of a visit and %s of %s days is lifted by %j', (number, globalDays, expected) => {
    const claim = [claimed(named(number)), claimed(named('99213'))];
    expect(lifted(claim, between(number, '99213', { [number]: { globalDays } }))).toEqual(
      expected.map((modifier) => `${modifier} 99213`),
    );
  });

  it.each([
    ['73560', '73562', '3', ['59', 'XE', 'XP', 'XS', 'XU', 'LT', 'RT']],
    ['73560', '73562', '0', ['59', 'XE', 'XP', 'XS', 'XU']],
    ['38220', '38221', '1', ['59', 'XE', 'XP', 'XS', 'XU', 'LT', 'RT']],
    ['00670', '38221', '1', ['LT', 'RT']],
  ])('of %s and %s with the bilateral indicator %s is lifted by %j', (a, b, bilateral, expected) => {
    const given = { bilateral, globalDays: 'XXX' };
    const all = lifted([claimed(named(a)), claimed(named(b))], between(a, b, { [a]: given, [b]: given }));
    expect([...new Set(all?.map((one) => one.split(' ')[0]))]).toEqual(expected);
  });

  it('says why no modifier is named, and which the claim has', () => {
    const unknown = [claimed(named('00670')), claimed(code('63278'), 1, ['59'])];
    expect(pairOf(unknown, between('00670', '63278', {}))).toMatchObject({
      verdict: 'ALLOWED_WITH_MODIFIER',
      modifiers: [],
      reasons: [
        { kind: 'BUNDLE', text: expect.not.stringContaining('carried') },
        {
          kind: 'UNKNOWN',
          citation: null,
          text: 'What kind of service 00670 is, is not known here, so not all modifiers that may lift the edit are named. The claim carries 63278-59; whether that lifts the edit is not known here.',
        },
      ],
    });
    const visits = [claimed(named('99213'), 1, ['25']), claimed(named('99223'))];
    const pair = pairOf(visits, between('99213', '99223', {}));
    expect(pair).toMatchObject({ verdict: 'ALLOWED_WITH_MODIFIER', modifiers: [] });
    expect(pair?.reasons[1]?.text).toBe(
      'Both are visits; which modifier may lift an edit of two visits is not known here. The claim carries 99213-25; whether that lifts the edit is not known here.',
    );
  });

  it('stays as it is where a modifier is carried, and says which', () => {
    const known = knowing(edited(['63283', '63278', 1]));
    for (const modifiers of [['59'], ['XS', '59']]) {
      const pair = pairOf([claimed(code('63278'), 1, modifiers), claimed(code('63283'))], known);
      expect(pair?.verdict).toBe('ALLOWED_WITH_MODIFIER');
      expect(pair?.reasons[0]?.text).toContain(
        `carried: ${[...modifiers]
          .sort()
          .map((one) => `63278-${one}`)
          .join(', ')}`,
      );
    }
    const other = pairOf([claimed(code('63278'), 1, ['50']), claimed(code('63283'))], known);
    expect(other?.reasons[0]?.text).not.toContain('carried');
  });

  it('says on which of the two codes a modifier is carried, the one that is paid among them', () => {
    const known = knowing(edited(['63283', '63278', 1]));
    const pair = pairOf([claimed(code('63278')), claimed(code('63283'), 1, ['59'])], known);
    expect(pair?.reasons[0]?.text).toMatch(/carried: 63283-59\.$/);
  });

  it.each([
    [['RT'], ['RT'], null],
    [['RT'], [], null],
    [['LT', 'RT'], ['RT'], null],
    [['LT'], ['RT'], '63020-LT, 63030-RT'],
    [['RT'], ['LT'], '63020-RT, 63030-LT'],
    [['59', 'RT'], ['RT'], '63020-59'],
  ])('carries the sides %j and %j where they differ: %s', (one, other, told) => {
    const sides = { bilateral: '1' };
    const known = knowing({
      ...edited(['63020', '63030', 1]),
      ...scheduled({ '63020': sides, '63030': sides }),
    });
    const text = pairOf([claimed(code('63020'), 1, one), claimed(code('63030'), 1, other)], known)?.reasons[0]
      ?.text;
    if (told === null) expect(text).not.toContain('carried');
    else expect(text).toContain(`carried: ${told}.`);
  });
});
