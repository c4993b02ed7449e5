import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Listing,
  type Naming,
  type Seeded,
  standing,
  type Words,
  worded,
} from '../../src/lattice/standing.ts';

const at = (source: string, line = 1) => ({ source, line, evidence: null });
const naming = (kind: string, release: string, starts: string, says: Partial<Naming> = {}): Naming => ({
  kind,
  release,
  starts,
  isValid: true,
  isAddOn: false,
  citation: at(`${kind}/${release}`),
  ...says,
});
const listing = (release: string, says: Partial<Listing> = {}): Listing => ({
  release,
  starts: `${Number(release) - 1}-10-01`,
  label: `Title of ${release}`,
  status: 'ACTIVE',
  lastValidDay: null,
  family: null,
  broader: null,
  short: null,
  citation: at(`icd10cm/${release}`),
  ...says,
});
const words = (says: Partial<Words>): Words => ({
  id: 'CPT:99213',
  system: 'CPT',
  code: '99213',
  seeded: null,
  listings: [],
  namings: [],
  ...says,
});
const edition = (release: string) => ({ release, starts: `${Number(release) - 1}-10-01` });
const stands = (says: Partial<Words>, editions: string[] = [], addOnFile: string | null = null) =>
  standing(words(says), editions.map(edition), addOnFile);

const over = (release: string, starts: string) => naming('ncci-ptp', release, starts, { isValid: false });

describe('what is said of a code', () => {
  it('by none is nothing', () => expect(stands({})).toBeNull());

  it('by pairs alone that are over is a guess: it ended', () => {
    expect(stands({ namings: [over('2024Q3', '2024-07-01')] })).toMatchObject({
      status: 'DELETED',
      lastValidDay: null,
      edition: '2024',
      label: 'CPT 99213',
      labelKind: 'CODE_ONLY',
    });
  });

  it.each([
    ['a later fee schedule', naming('pfs', '2025A', '2025-01-01'), '2025'],
    ['an earlier fee schedule', naming('pfs', '2023D', '2023-10-01'), '2023'],
    ['a limit of units', naming('ncci-mue', '2024Q3', '2024-07-01'), '2024'],
    ["a user's own file", naming('licensed-text', 'mine', '0001-01-01'), 'unknown'],
    ['a later pair in force', naming('ncci-ptp', '2024Q4', '2024-10-01'), '2024'],
    [
      'a pair in force of another part',
      naming('ncci-ptp', '2024Q3', '2024-07-01', { citation: at('ncci-ptp/2024Q3/f4') }),
      '2024',
    ],
  ])('gives way to %s', (_, better, year) => {
    const guess = over('2024Q3', '2024-07-01');
    for (const namings of [
      [guess, better],
      [better, guess],
    ]) {
      expect(stands({ namings })).toMatchObject({
        status: 'ACTIVE',
        edition: year,
        citation: better.citation,
      });
    }
  });

  it('by pairs is what their newest release says', () => {
    const inForce = naming('ncci-ptp', '2024Q3', '2024-07-01');
    expect(stands({ namings: [over('2025Q1', '2025-01-01'), inForce] })).toMatchObject({
      status: 'DELETED',
      edition: '2025',
    });
  });

  it('is an add-on where the seed, the newest add-on file or the newest fee schedule says so', () => {
    const namings = [
      naming('pfs', '2025D', '2025-10-01'),
      naming('ncci-aoc', '2024-06', '2024-06-01', { isAddOn: true }),
    ];
    expect(stands({ namings }, [], '2024-06')).toMatchObject({ addOn: true, edition: '2025' });
    const seeded = { curated: true, addOn: false, label: 'own', status: 'ACTIVE' } as Seeded;
    expect(stands({ namings, seeded }, [], '2024-06')).toMatchObject({
      addOn: true,
      label: 'own',
      from: 'SEED',
    });
    expect(stands({ namings, seeded }, [], '2025-01')).toMatchObject({ addOn: false });
    expect(stands({ namings, seeded: { ...seeded, addOn: true } }, [], '2025-01')).toMatchObject({
      addOn: true,
    });
    const fees = (year: string, isAddOn: boolean) => naming('pfs', `${year}D`, `${year}-10-01`, { isAddOn });
    expect(stands({ namings: [fees('2024', true), fees('2023', false)] })).toMatchObject({ addOn: true });
    expect(stands({ namings: [fees('2024', false), fees('2023', true)] })).toMatchObject({ addOn: false });
  });

  it('by editions is what the newest that lists it says, until the next', () => {
    const listings = [listing('2023'), listing('2024')];
    expect(stands({ listings }, ['2023', '2024'])).toMatchObject({ edition: '2024', status: 'ACTIVE' });
    expect(stands({ listings }, ['2023', '2024', '2025', '2026'])).toMatchObject({
      edition: '2024',
      label: 'Title of 2024',
      status: 'DELETED',
      lastValidDay: '2024-09-30',
    });
  });

  it('by an edition counts for more than by a file that names it, and keeps its own end', () => {
    const ended = listing('2023', { status: 'DELETED', lastValidDay: '2022-12-31' });
    expect(
      stands({ listings: [ended], namings: [naming('pfs', '2025D', '2025-10-01')] }, ['2023', '2024']),
    ).toMatchObject({ edition: '2023', status: 'DELETED', lastValidDay: '2022-12-31' });
  });

  it('by the seed of an edition ends where that edition, or a later one, does not list it', () => {
    const seeded = { edition: '2025', status: 'ACTIVE', lastValidDay: null, curated: false } as Seeded;
    expect(stands({ seeded }, ['2024'])).toMatchObject({ status: 'ACTIVE' });
    expect(stands({ seeded }, ['2024', '2026', '2027'])).toMatchObject({
      status: 'DELETED',
      lastValidDay: '2025-09-30',
    });
  });

  it('comes to the same in whatever order', () => {
    const aNaming = fc
      .record({
        kind: fc.constantFrom('pfs', 'ncci-ptp', 'ncci-aoc', 'licensed-text'),
        year: fc.constantFrom('2023', '2024', '2025'),
        isValid: fc.boolean(),
        isAddOn: fc.boolean(),
        line: fc.nat(3),
      })
      .map(({ kind, year, line, ...says }) =>
        naming(kind, year, `${year}-01-01`, { ...says, citation: at(`${kind}/${year}`, line) }),
      );
    const aListing = fc
      .constantFrom('2023', '2024', '2025')
      .chain((year) =>
        fc.constantFrom(listing(year), listing(year, { label: null }), listing(year, { status: 'HEADING' })),
      );
    const any = fc.record({
      namings: fc.array(aNaming, { maxLength: 6 }),
      listings: fc.uniqueArray(aListing, { maxLength: 3, selector: ({ release }) => release }),
      editions: fc.subarray(['2022', '2023', '2024', '2025', '2026']),
    });
    fc.assert(
      fc.property(any, fc.func(fc.integer()), ({ namings, listings, editions }, key) => {
        const shuffled = <T>(rows: readonly T[]) => [...rows].sort((a, b) => key(a) - key(b));
        const found = stands({ namings, listings }, editions, '2024');
        const shown = { namings: shuffled(namings), listings: shuffled(listings) };
        const other = stands(shown, shuffled(editions), '2024');
        // Of rows of one file that say the same, either may be cited: a file names a code once.
        expect({ ...other, citation: null }).toEqual({ ...found, citation: null });
        expect(other?.citation.source).toBe(found?.citation.source);
      }),
    );
  });
});

describe('how editions name a term', () => {
  const wording = (release: string, says: object) => ({
    id: 'operation:pcs-excision',
    ...edition(release),
    name: release,
    title: null,
    definition: null,
    explanation: null,
    includes: null,
    citation: at(release),
    ...says,
  });

  it('is the newest name, and the newest definition that is given', () => {
    const wordings = [
      wording('2025', { definition: 'Cutting out' }),
      wording('2026', {}),
      wording('2024', { definition: 'Older' }),
    ];
    for (const some of [wordings, [...wordings].reverse()])
      expect(worded(some)).toEqual({
        name: '2026',
        title: null,
        definition: 'Cutting out',
        explanation: null,
        includes: null,
        citation: at('2026'),
      });
    expect(worded([])).toBeNull();
  });
});
