import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/lattice/case.ts';
import type { AddsOn, Known } from '../../src/lattice/claim.ts';
import { code } from '../seeded.ts';
import { filed, say } from './cases.ts';
import { claimed, part } from './claims.ts';

const of = (asked: string, known: Known = filed) =>
  say(
    asked.split(' ').map((one) => {
      const [written = '', units = '1'] = one.split('x');
      const [number = '', ...modifiers] = written.split('-');
      return claimed(code(number), Number(units), modifiers, written);
    }),
    known,
  );
const told = ({ problems, notes }: Case, kind: string) =>
  [...problems, ...notes].flatMap((one) => (one.kind === kind ? [one.text] : []));
const order = ({ lines }: Case) => lines.map((one) => one.code.code).join(' ');
const roles = ({ lines }: Case) => lines.map((one) => `${one.code.code} ${one.role} ${one.to?.code ?? '-'}`);
const with_ = (now: Partial<Known['now']>): Known => ({ ...filed, now: { ...filed.now, ...now } });

describe('what an add-on stands on', () => {
  it('is what it goes on from before what it accompanies', () => {
    expect(roles(of('22633 63052 63053'))).toEqual([
      '22633 PRIMARY -',
      '63052 ACCOMPANIES 22633',
      '63053 GOES_ON 63052',
    ]);
  });

  it('is of several the one that differs on fewest axes, else the one of most value, else the lesser id', () => {
    expect(roles(of('22558 22612 22842'))).toContain('22842 ACCOMPANIES 22612');
    expect(roles(of('22610 22612 22614'))).toContain('22614 GOES_ON 22612');
    expect(roles(of('22610 22612 22614', with_({ schedule: null })))).toContain('22614 GOES_ON 22610');
  });

  it('is for a device where bodies are not fused rather a code that fuses none', () => {
    const both = of('22630 63047 22859');
    expect(roles(both)).toContain('22859 ACCOMPANIES 63047');
    expect(told(both, 'NEEDS_FACT')).toEqual([]);
  });

  it('may be a circle of add-ons in a file, which stands on nothing', () => {
    const edge = (addOn: string, primary: string): AddsOn => ({
      addOn: `CPT:${addOn}`,
      primary: `CPT:${primary}`,
      type: 1,
      citation: { source: 'a.csv', line: 1, evidence: null },
    });
    const edges = [edge('22614', '22632'), edge('22632', '22614')];
    const found = of(
      '22614 22632',
      with_({ addOns: { file: null, edges, counts: new Map(), contractors: new Map() } }),
    );
    expect(found.parts).toEqual([]);
    expect(told(found, 'ADD_ON_ALONE')).toHaveLength(2);
    expect(order(found).split(' ').sort()).toEqual(['22614', '22632']);
  });

  it('is not known where the contractor decides', () => {
    const citation = { source: 'a.csv', line: 9, evidence: null };
    const addOns = {
      file: null,
      edges: [],
      counts: new Map(),
      contractors: new Map([['CPT:22842', citation]]),
    };
    const found = of('63030 22842', with_({ addOns }));
    expect(found.verdict).toBe('CLEAR');
    expect(found.notes.filter(({ kind }) => kind === 'NOT_CHECKED')).toMatchObject([
      { codes: [], citation: null },
      { codes: [{ code: '22842' }], citation, text: expect.stringContaining('the contractor decides') },
    ]);
  });
});

describe('lines', () => {
  it('are primaries by value, each with what goes on from it, then what accompanies, unpriced and alone last', () => {
    expect(order(of('20930 63035 22842 22614 22612 22551 22552 63295'))).toBe(
      '22551 22552 22612 22614 22842 20930 63295 63035',
    );
  });

  it('stand as asked where no fee schedule speaks', () => {
    const asked = '20930 22842 22614 22612';
    expect(order(of(asked, with_({ schedule: null })))).toBe(asked);
  });

  it('are worth what the schedule says, and paid apart by status', () => {
    const worth = ({ lines }: Case) => lines.map(({ relativeValue, paid }) => [relativeValue, paid]);
    expect(worth(of('22612 20930'))).toEqual([
      [48.03, true],
      [null, false],
    ]);
    expect(worth(of('22612', with_({ schedule: null })))).toEqual([[null, null]]);
  });
});

describe('levels', () => {
  const levels = (asked: string) =>
    of(asked).levels.map(
      ({ code: one, least, most, unit, further }) =>
        `${one.code} ${least}-${most ?? ''} ${unit}${further ? ' further' : ''}`,
    );
  it.each([
    ['22551 22552x3', ['22551 4-4 interspace']],
    ['22612 22632', ['22612 1-1 interspace', '22632 1-1 interspace further']],
    ['22532 22534x2', ['22534 2-2 segment further']],
    ['63030 63035x3', ['63030 3-4 interspace']],
    ['63030x2', ['63030 1-1 interspace']],
    ['63303 63308', ['63303 2-2 segment']],
    ['22849', []],
  ])('of %s', (asked, expected) => {
    expect(levels(asked)).toEqual(expected);
  });
});

describe('facts that do not fit each other', () => {
  it.each([
    ['63047 22853', 'NEEDS_FACT', '22853 is for an interbody fusion, and no code here states one.'],
    [
      '22612 22610 22853',
      'NEEDS_FACT',
      '22853 is for an interbody fusion, and no code here states one: 22610 and 22612 fuse in the posterior column.',
    ],
    ['22551 22552x3 22853x2', 'COUNT', 'two cages in two of four interspaces.'],
    ['22630 22853x3', 'COUNT', 'three cages, and one interspace that is fused between the bodies.'],
    [
      '22551 22853 20931',
      'COUNT',
      '20931 is one piece of bone that bears load, and 22853 fills every place between the bodies already: one spacer for one interspace, unless the bone lies elsewhere.',
    ],
    [
      '22551 22552x3 22845',
      'COUNT',
      '22845 holds at most three vertebrae; the four interspaces fused by 22551 join five where they touch.',
    ],
    [
      '63030 63035x3',
      'SIDES',
      '63035 is here 3 times: two to three further interspaces, since both sides of one are two units.',
    ],
    [
      '22612 20939x2',
      'SIDES',
      '20939 is here twice: an add-on is listed once for each side, without modifier 50.',
    ],
  ])('%s: %s', (asked, kind, text) => {
    expect(told(of(asked), kind)).toContain(text);
  });

  it.each([
    ['22612 22632 22853', 'NEEDS_FACT'],
    ['22800 22853', 'NEEDS_FACT'],
    ['63081 22554 22585 22854', 'NEEDS_FACT'],
    ['63081 22554 22585 22854', 'COUNT'],
    ['22532 22853x2', 'COUNT'],
    ['22842 22853', 'NEEDS_FACT'],
    ['63030', 'SIDES'],
  ])('%s has no %s', (asked, kind) => {
    expect(told(of(asked), kind)).toEqual([]);
  });
});

describe('sides in the name', () => {
  const sides = (asked: string) => of(asked).parts.map((one) => ('sides' in one ? one.sides : null));
  it.each([
    ['63030', 'ONE'],
    ['63030 63035', 'ONE'],
    ['63030 63035x2', 'ONE_OR_BOTH'],
    ['63030-50', 'ONE_OR_BOTH'],
    ['63030-LT-RT', 'ONE_OR_BOTH'],
    ['63030-LT', 'ONE'],
    ['63047', null],
  ])('of %s are %s', (asked, expected) => {
    expect(sides(asked)[0]).toBe(expected);
  });
});

describe('what the files say', () => {
  const limited = (units: number, adjudication: number) =>
    with_({
      units: {
        release: '2024Q3',
        ends: null,
        limits: new Map([
          [
            'CPT:22842',
            { units, adjudication, rationale: '', citation: { source: 'm.csv', line: 1, evidence: null } },
          ],
        ]),
      },
    });
  it.each([
    [limited(1, 1), 'UNITS_REVIEW', /is here twice on one line; the limit for a line is 1;/],
    [limited(1, 2), 'TOO_MANY_UNITS', /is here twice; the limit for a day is 1, without exception\./],
    [limited(1, 3), 'UNITS_REVIEW', /is here twice; the limit for a day is 1; more is paid after a review\./],
    [limited(0, 3), 'NOT_PAID_APART', /has the limit 0: Medicare pays no unit of it\./],
  ])('of a limit is told by its indicator', (known, kind, text) => {
    expect(told(of('22612 22842x2', known), kind)).toEqual([expect.stringMatching(text)]);
  });

  it('of status B is that it is not paid apart, though its limit is 1', () => {
    expect(told(of('22612 22841'), 'NOT_PAID_APART')).toEqual([expect.stringMatching(/status B/)]);
  });

  it('is not checked where parts are missing that may hold a pair, or nothing is loaded', () => {
    const { bundles } = filed.now;
    if (bundles === null) throw new Error('the sample has pairs');
    const parts = [part('f1', '22612')];
    expect(told(of('22612 22842', with_({ bundles: { ...bundles, parts } })), 'NOT_CHECKED')).toEqual([
      'The loaded NCCI file (2024Q3) lacks parts that may hold pairs of these codes: f2, f3, f4.',
    ]);
    expect(told(of('22612', with_({ bundles: null, units: null })), 'NOT_CHECKED')).toHaveLength(2);
    expect(told(of('22612 22842'), 'NOT_CHECKED')).toEqual([]);
  });
});

describe('an add-on in the place of a second primary', () => {
  it('leaves the second to levels apart only where a modifier can tell of them', () => {
    expect(told(of('22206 22207'), 'INSTEAD')).toEqual([
      'In the next region too 22208 goes on from 22206; it takes the place of 22207.',
    ]);
    expect(told(of('22612 22610'), 'INSTEAD')).toEqual([
      'Where the levels touch, 22614 goes on from 22612 into the next region; 22610 is for levels apart.',
    ]);
  });
});
