import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../../src/text/languages.ts';
import { indexed, textQuery, tokens } from '../../src/text/tokens.ts';
import { compileMessage, createWording } from '../../src/text/wording.ts';

const raw = (text: string) => tokens(text, ENGLISH).map((token) => token.raw);

describe('tokens', () => {
  it.each([
    ['Sacral TUMOR', ['sacral', 'tumor']],
    ['C1-C7', ['c1', 'c7']],
    ['café ﬁstula', ['cafe', 'fistula']],
    ['骶骨肿瘤', ['骶', '骨', '肿', '瘤']],
    ['천골 종양', ['천골', '종양']],
    ['опухоль крестца', ['опухоль', 'крестца']],
    ['"sac*ral" AND (tumor~)', ['sac', 'ral', 'tumor']],
    ['the tumor of the sacrum', ['tumor', 'sacrum']],
    ['the', ['the']],
    ['  … ', []],
  ])('of %s', (text, expected) => expect(raw(text)).toEqual(expected));

  it('meet inflected forms by their stems', () => {
    const stem = (text: string) => tokens(text, ENGLISH).map((token) => token.stem);
    expect(stem('tumors')).toEqual(stem('tumor'));
    expect(stem('laminectomies')).toEqual(stem('laminectomy'));
  });

  it('are indexed as written and as stems, each once', () => {
    expect(indexed('Biopsies, biopsy', ENGLISH)).toEqual(['biopsies', 'biopsi', 'biopsy']);
  });

  it('make no query of a text without words', () => {
    expect(textQuery(tokens('!?', ENGLISH))).toBeNull();
    expect(textQuery(tokens('sacral tumors', ENGLISH))).toEqual({
      stems: ['sacral', 'tumor'],
      prefix: 'tumors',
    });
  });
});

describe('wording', () => {
  const wording = createWording(
    new Map([
      ['greeting', 'Hello {name}'],
      ['plain', 'Plain'],
    ]),
    'en-GB',
  );

  it('fills messages and joins lists', () => {
    expect(wording.say('greeting', { name: '<b>you</b>' })).toBe('Hello <b>you</b>');
    expect(wording.say('plain')).toBe('Plain');
    expect(wording.and(['a', 'b', 'c'])).toBe('a, b and c');
    expect(wording.or(['a', 'b', 'c'])).toBe('a, b or c');
  });

  it('refuses an unknown key, a missing value and a broken message', () => {
    expect(() => wording.say('nothing')).toThrow('no message "nothing"');
    expect(() => wording.say('greeting')).toThrow();
    expect(() => compileMessage('broken', '{name', 'en')).toThrow('"broken" is not ICU MessageFormat');
  });
});
