import fc from 'fast-check';
import type { CodeSystem } from '../../src/lattice/axes.ts';
import type { AddOnFacts, ClaimedCode, Facts, Known } from '../../src/lattice/claim.ts';
import type { Code } from '../../src/lattice/code.ts';
import type { Part } from '../../src/lattice/parts.ts';
import { type Claim, together } from '../../src/lattice/together.ts';
import { code, dataset, speaker, vocabulary } from '../seeded.ts';

const english = speaker('EN', vocabulary);
export const codes = ['63278', '63295', '63283', '22630', '63180', '63053', '63052', '22632'].map(code);
export const ids = codes.map(({ id }) => id);
export const cited = (line: number) => ({ source: 'ncci-ptp/2024Q3/rows.csv', line, evidence: null });
export const quarter = { release: '2024Q3', ends: '2024-09-30' };

export const part = (name: string, number: string): Part => ({
  part: name,
  firstCode: number,
  lastCode: number,
});
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
  facilityTotalRvu: fc.constantFrom(null, 0, 16.5),
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
export const NOTHING: Facts = { bundles: null, addOns: null, units: null, schedule: null };
export const anyKnown: fc.Arbitrary<Known> = fc
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

export const claimed = (
  one: Code,
  units = 1,
  modifiers: readonly string[] = [],
  input: string = one.code,
): ClaimedCode => ({ code: one, input, units, most: units, alike: [], modifiers });
export const aClaim: fc.Arbitrary<ClaimedCode[]> = fc
  .uniqueArray(
    fc.record({
      code: fc.constantFrom(...codes),
      units: fc.integer({ min: 1, max: 4 }),
      modifiers: fc.subarray(['50', '59', 'LT', 'RT']),
    }),
    { selector: ({ code: { id } }) => id, maxLength: 8 },
  )
  .map((lines) => lines.map(({ code: one, units, modifiers }) => claimed(one, units, modifiers)));

export const judged = (claim: readonly ClaimedCode[], known: Known) => together(claim, [], known, english);
export const knowing = (
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
export const lineOf = (claim: Claim, number: string) =>
  claim.lines.find((line) => line.code?.code === number);
export const verdictsOf = (claim: Claim) =>
  claim.lines.map(({ code: of, verdict }) => `${of?.code} ${verdict}`);

/** The add-ons that the seed holds. */
export const seeded: AddOnFacts = {
  file: null,
  edges: dataset.addOns,
  counts: new Map(),
  contractors: new Map(),
};
export const limit = (units: number, adjudication: number) => ({
  units,
  adjudication,
  rationale: 'why',
  citation: cited(9),
});
export const limited = (number: string, units: number, adjudication: number) => ({
  units: { ...quarter, limits: new Map([[code(number).id, limit(units, adjudication)]]) },
});
export const row = (given: object) => ({
  status: 'A',
  globalDays: '090',
  bilateral: '0',
  facilityTotalRvu: 16.5,
  citation: cited(5),
  ...given,
});
export const scheduled = (rows: Record<string, object>) => ({
  schedule: {
    ...quarter,
    rows: new Map(Object.entries(rows).map(([number, given]) => [code(number).id, row(given)])),
  },
});
export const edited = (...rows: [string, string, number][]) => ({
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
