import { describe, expect, test } from 'vitest';
import { claimOf, inputsOf, isDay, meantBy, spansOf, wordsOf } from '../../src/explorer/pages/claim-text.ts';

describe('a pasted claim', () => {
  test('is taken apart at any separator, with the modifiers and units of its codes', () => {
    expect(inputsOf('63278-59;63283 x2\n22551\t22552|banana')).toEqual([
      '63278-59',
      '63283 x2',
      '22551',
      '22552',
    ]);
    expect(wordsOf('63278, banana\t1\t59 banana')).toEqual(['banana', '1', '59']);
    expect(inputsOf('had 63047 on Monday, 22612 mod 51')).toEqual(['63047', '22612 mod 51']);
    expect(inputsOf(inputsOf('63278-59;63283 x2\n22551').join())).toEqual(['63278-59', '63283 x2', '22551']);
    expect(inputsOf('  ')).toEqual([]);
    expect(inputsOf('a'.repeat(900))[0]).toHaveLength(65);
  });

  test('has the first twenty different codes, however often one comes again', () => {
    const codes = Array.from({ length: 22 }, (_, at) => String(63_270 + at));
    expect(claimOf([...codes, '63270-59'])).toEqual({
      codes: [...codes.slice(0, 20), '63270-59'],
      leftOut: codes.slice(20),
    });
    expect(claimOf(Array.from({ length: 40 }, () => '22853')).codes).toHaveLength(30);
  });

  test.each([
    ['63047.59', '63047-59'],
    ['6304759', '63047-59'],
    ['63O47', '63047'],
    ['63047-59', null],
    ['C79.51', null],
  ])('says what %s may mean', (text, expected) => {
    expect(meantBy(text)).toBe(expected);
  });

  test('is checked by data of spans of days', () => {
    const quarter = (name: string, starts: string, ends: string) => ({ name, starts, ends });
    expect(
      spansOf([
        quarter('2024Q2', '2024-04-01', '2024-06-30'),
        quarter('2024Q1', '2024-01-01', '2024-03-31'),
        quarter('2025Q1', '2025-01-01', '2025-03-31'),
      ]),
    ).toEqual([
      { names: ['2024Q1', '2024Q2'], starts: '2024-01-01', ends: '2024-06-30' },
      { names: ['2025Q1'], starts: '2025-01-01', ends: '2025-03-31' },
    ]);
  });

  test.each([
    ['2024-07-01', true],
    ['2024-02-30', false],
    ['2024-7-1', false],
    ['soon', false],
    ['', false],
  ])('is of a day: %s %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });
});
