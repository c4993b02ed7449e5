import { describe, expect, it } from 'vitest';
import type { Code } from '../../src/lattice/code.ts';
import { code } from '../seeded.ts';
import {
  cited,
  claimed,
  edited,
  judged,
  knowing,
  limited,
  lineOf,
  quarter,
  scheduled,
  verdictsOf,
} from './claims.ts';

describe('a line', () => {
  it('of a code that is not valid on the day is that before all else, and tells its last day', () => {
    const known = knowing(limited('63180', 1, 2), {}, '2024-07-01');
    const [line] = judged([claimed(code('63180'), 2)], known).lines;
    expect(line).toMatchObject({
      verdict: 'NOT_VALID',
      reasons: [{ kind: 'NOT_VALID', text: '63180 is no longer valid: its last day was 31 December 2020.' }],
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
      'M51.36 is a heading in the newest loaded edition, which begins on 1 October 2024; before that it may have been a code.';
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
          text: expect.stringMatching(/^Last known, from 2024Q3, .* until 30 September 2024: /),
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
