import { describe, expect, it } from 'vitest';
import type { ClaimedCode, Known } from '../../src/lattice/claim.ts';
import type { Code } from '../../src/lattice/code.ts';
import { code } from '../seeded.ts';
import { cited, claimed, edited, judged, knowing, part, quarter, row, scheduled } from './claims.ts';

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
    expect(pairOf(pair, major)?.reasons[0]?.text).toMatch(/such a modifier: 99213-25\.$/);
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
        `such a modifier: ${[...modifiers]
          .sort()
          .map((one) => `63278-${one}`)
          .join(', ')}`,
      );
    }
    const other = pairOf([claimed(code('63278'), 1, ['50']), claimed(code('63283'))], known);
    expect(other?.reasons[0]?.text).not.toContain('such a modifier');
  });

  it('says on which of the two codes a modifier is carried, the one that is paid among them', () => {
    const known = knowing(edited(['63283', '63278', 1]));
    const pair = pairOf([claimed(code('63278')), claimed(code('63283'), 1, ['59'])], known);
    expect(pair?.reasons[0]?.text).toMatch(/such a modifier: 63283-59\.$/);
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
    if (told === null) expect(text).not.toContain('such a modifier');
    else expect(text).toContain(`such a modifier: ${told}.`);
  });
});
