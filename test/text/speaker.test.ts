import { describe, expect, it } from 'vitest';
import { preferredLanguage } from '../../src/text/speaker.ts';

describe('the language of a request', () => {
  it.each([
    [undefined, 'EN'],
    ['*', 'EN'],
    ['de-AT,de;q=0.9,en;q=0.8', 'DE'],
    ['pt, ko;q=0.3, es;q=0.5', 'ES'],
    ['fil-PH', 'TL'],
    ['en;q=0, zh-Hant;q=0.1', 'ZH'],
    [';;;,q=,ru;q=x', 'EN'],
  ])('asked as %s is %s', (header, language) => expect(preferredLanguage(header)).toBe(language));
});
