import { describe, expect, it } from 'vitest';
import { type Indicators, judged } from '../../src/text/indicators.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { modifiersOf } from '../../src/text/modifiers.ts';
import { code, dataset, speaker, vocabulary } from '../seeded.ts';

const words = speaker('EN', vocabulary);

/** Indicators as the table of VOCABULARY section 6 lists them. */
function row([multipleProcedure, bilateral, assistant, coSurgeon, teamSurgeon, pcTc, globalDays]: readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]): Indicators {
  return { multipleProcedure, bilateral, assistant, coSurgeon, teamSurgeon, pcTc, globalDays };
}

const answers = (number: string, schedule: Parameters<typeof modifiersOf>[1]) =>
  Object.fromEntries(modifiersOf(code(number), schedule, words).map((one) => [one.code, one.applies]));

const S = 'SOMETIMES';

describe('modifiers by the fee schedule', () => {
  it.each([
    ['63278', '2 0 2 1 0 0 090', ['NO', S, S, 'NO', 'YES', 'NO']],
    ['63268', '2 0 2 1 0 0 090', ['NO', S, S, 'NO', 'YES', 'NO']],
    ['63273', '2 0 2 0 0 0 090', ['NO', S, 'NO', 'NO', 'YES', 'NO']],
    ['63295', '0 2 2 2 0 0 ZZZ', ['NO', 'NO', 'YES', 'NO', 'YES', 'NO']],
    ['63308', '0 0 2 1 0 0 ZZZ', ['NO', 'NO', S, 'NO', 'YES', 'NO']],
    ['63030', '2 1 2 2 0 0 090', ['YES', S, 'YES', 'NO', 'YES', 'NO']],
    ['63035', '0 1 2 2 0 0 ZZZ', [S, 'NO', 'YES', 'NO', 'YES', 'NO']],
    ['63047', '2 2 2 2 0 0 090', ['NO', S, 'YES', 'NO', 'YES', 'NO']],
    ['63085', '2 0 2 2 2 0 090', ['NO', S, 'YES', 'YES', 'YES', 'NO']],
    ['63191', '2 1 2 1 0 0 090', ['YES', S, S, 'NO', 'YES', 'NO']],
  ] as const)('of %s (%s)', (number, indicators, expected) => {
    const found = answers(number, row(indicators.split(' ') as never));
    expect(['50', '51', '62', '66', '80', '26'].map((one) => found[one])).toEqual(expected);
    expect(found).toMatchObject({
      82: S,
      AS: 'YES',
      81: 'YES',
      TC: 'NO',
      59: S,
      25: 'NO',
      22: S,
      58: S,
      78: S,
      79: S,
    });
    const side = number === '63030' || number === '63035' || number === '63191' ? 'YES' : 'NO';
    expect([found.LT, found.RT]).toEqual([side, side]);
    const shared = indicators.endsWith('ZZZ') ? 'NO' : S;
    expect([found['54'], found['55'], found['56']]).toEqual([shared, shared, shared]);
    expect(Object.values(found)).not.toContain('UNKNOWN');
  });

  it('say why, in the words of the indicator', () => {
    const reasons = (number: string, indicators: string) =>
      Object.fromEntries(
        modifiersOf(code(number), row(indicators.split(' ') as never), words).map((one) => [
          one.code,
          one.reason,
        ]),
      );
    expect(reasons('63273', '2 0 2 0 0 0 090')).toMatchObject({
      62: 'Medicare does not permit two surgeons here.',
      56: 'When the care is divided; Medicare counts the part before the operation into modifier 54.',
    });
    expect(reasons('63035', '0 1 2 2 0 0 ZZZ')).toMatchObject({
      50: 'For both sides of an add-on CPT wants two units, while Medicare reads this modifier.',
      51: 'An add-on is not reduced as one of several procedures.',
      54: 'Its period is that of its primary code.',
    });
  });

  it.each([
    ['26', 'pcTc', '0123456789', 'NO YES NO NO NO NO SOMETIMES NO NO NO'],
    ['TC', 'pcTc', '0123456789', 'NO YES NO NO NO NO NO NO NO NO'],
    ['51', 'multipleProcedure', '012345679', 'SOMETIMES SOMETIMES SOMETIMES SOMETIMES NO NO NO NO NO'],
    ['50', 'bilateral', '01239', 'NO YES NO YES NO'],
    ['LT', 'bilateral', '01239', 'NO YES NO YES NO'],
    ['80', 'assistant', '0129', 'SOMETIMES NO YES NO'],
    ['82', 'assistant', '0129', 'SOMETIMES NO SOMETIMES NO'],
    ['62', 'coSurgeon', '0129', 'NO SOMETIMES YES NO'],
    ['66', 'teamSurgeon', '0129', 'NO SOMETIMES YES NO'],
  ])('%s by %s %s', (modifier, indicator, values, expected) => {
    const plain = row(['2', '0', '2', '1', '0', '0', '090']);
    expect(
      [...values].map((value) => judged(modifier, false, { ...plain, [indicator]: value })?.[0]),
    ).toEqual(expected.split(' '));
  });

  it.each([
    ['000', 'SOMETIMES NO NO SOMETIMES'],
    ['010', 'SOMETIMES SOMETIMES SOMETIMES SOMETIMES'],
    ['ZZZ', 'SOMETIMES NO NO SOMETIMES'],
    ['XXX', ' NO NO '],
    ['MMM', ' NO NO '],
    ['YYY', 'UNKNOWN UNKNOWN UNKNOWN UNKNOWN'],
    ['???', '   '],
  ])('of more work, shared care and later operations by %s days', (globalDays, expected) => {
    const plain = row(['2', '0', '2', '1', '0', '0', globalDays]);
    expect(['22', '54', '56', '78'].map((one) => judged(one, false, plain)?.[0] ?? '')).toEqual(
      expected.split(' '),
    );
  });

  it('are unknown without a schedule, and where it does not list the code or has a value of its own', () => {
    const unknown = ['22', '26', '50', '51', '54', '62', '66', '78', '80', 'LT', 'TC'];
    const strange = row(['?', '?', '?', '?', '?', '?', '?']);
    for (const schedule of ['NOT_LOADED', 'NOT_LISTED', strange] as const) {
      const found = answers('63278', schedule);
      expect(unknown.map((one) => found[one])).toEqual(unknown.map(() => 'UNKNOWN'));
      expect(found).toMatchObject({ 25: 'NO', 59: S });
    }
    const [first] = modifiersOf(code('63278'), 'NOT_LISTED', words);
    expect(first?.reason).toBe('The loaded fee schedule does not say it.');
    expect(answers('63295', 'NOT_LOADED')).toMatchObject({ 51: 'NO', 50: 'UNKNOWN' });
  });

  it.each(LANGUAGE_CODES)('have a reason for every value in %s', (language) => {
    const own = speaker(language, vocabulary);
    const reasons = new Set<string>();
    for (const number of ['63278', '63295']) {
      for (const days of ['000', '010', '090', 'ZZZ', 'XXX', 'MMM', 'YYY']) {
        for (const value of '0123456789') {
          const schedule = row([value, value, value, value, value, value, days]);
          for (const { name, reason } of modifiersOf(code(number), schedule, own)) {
            expect(name).not.toBe('');
            expect(reason).toMatch(/[.。]$/);
            expect(reason).not.toMatch(/[{}]|undefined| {2}/);
            reasons.add(reason);
          }
        }
      }
    }
    expect(reasons.size).toBeGreaterThan(40);
  });

  it('are none for codes that this project has not looked at', () => {
    const [imported] = dataset.codes.filter(({ curated }) => !curated);
    if (imported === undefined) throw new Error('the seed has no code of others');
    expect(modifiersOf(imported, 'NOT_LOADED', words)).toEqual([]);
  });
});
