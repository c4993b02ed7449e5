import { describe, expect, it } from 'vitest';
import { doubtsOf } from '../../scripts/made-from.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';

/** Each row stands to the English row that it was made from; `npm run coverage` lists those that do not. */
describe.each(LANGUAGE_CODES.filter((one) => one !== 'EN'))('the rows of %s', (language) => {
  it('are made from the English of today, and none is beyond it', () => {
    expect(doubtsOf(language).map(({ place, doubt }) => `${place} is ${doubt}`)).toEqual([]);
  });
});
