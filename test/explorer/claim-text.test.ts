import { describe, expect, test } from 'vitest';
import { claimOf, inputsOf, isDay } from '../../src/explorer/pages/claim-text.ts';

describe('a pasted claim', () => {
  test('is taken apart at any separator, with the modifiers and units of its codes', () => {
    expect(inputsOf('63278-59;63283 x2\n22551\t22552|banana')).toEqual([
      '63278-59',
      '63283 x2',
      '22551',
      '22552',
      'banana',
    ]);
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
    ['2024-07-01', true],
    ['2024-02-30', false],
    ['2024-7-1', false],
    ['soon', false],
    ['', false],
  ])('is of a day: %s %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });
});
