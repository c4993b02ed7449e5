import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doubtsOf, renew } from '../../scripts/made-from.ts';
import { textRows } from '../../scripts/text-rows.ts';
import { root } from '../../src/commands/root.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { temporaryFolder } from '../seeded.ts';

/** Each row stands to the English row that it was made from; `npm run coverage` lists those that do not. */
describe.each(LANGUAGE_CODES.filter((one) => one !== 'EN'))('the rows of %s', (language) => {
  it('are made from the English of today, and none is beyond it', () => {
    expect(doubtsOf(language).map(({ place, doubt }) => `${place} is ${doubt}`)).toEqual([]);
  });
});

describe('the rows of the explorer', () => {
  it('are one for each key, of a plural one for all forms', () => {
    const keys = textRows('EN', root).map(({ file, key }) => `${file}:${key}`);
    expect(keys).toContain('words/learn:other');
    expect(keys).toContain('words/shell:codes');
    expect(keys.filter((key) => key.endsWith(':'))).toEqual([]);
  });
});

describe('a changed text', () => {
  const { folder, remove } = temporaryFolder();
  beforeAll(() => {
    for (const part of ['seed/text', 'src/explorer/words']) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
  });
  afterAll(remove);

  const change = (file: string, from: string, to: string) => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));
  };
  const doubts = () => doubtsOf('DE', folder).map(({ place, doubt }) => `${place} ${doubt.split(':')[0]}`);

  it('makes what was made from it stale, in the words of the explorer and in forms of a term too', () => {
    change('seed/text/en/messages.csv', 'axis.REGION,', 'axis.REGION,spinal ');
    change('seed/text/en/terms.csv', 'region:sacral,', 'region:sacral,lower ');
    change('src/explorer/words/en/path.json', '"from": "', '"from": "The ');
    const stale = doubts();
    expect(stale).toEqual(
      expect.arrayContaining([
        'messages:axis.REGION stale',
        'terms:region:sacral stale',
        'words/path:from stale',
      ]),
    );
    expect(renew('DE', ['messages', 'terms:region:sacral', 'words/path:from'], folder)).toBe(3);
    expect(doubts()).toEqual(stale.filter((one) => one.startsWith('forms:')));
  });

  it('leaves what it was made from alone where only words that are searched changed', () => {
    const before = doubts();
    change('seed/text/en/terms.csv', 'tumor | tumour', 'tumor | lump | tumour');
    expect(doubts()).toEqual(before);
  });

  it('is extra where English has no such row, and new where it is not marked', () => {
    change('seed/text/de/messages.csv', 'axis.REGION,', 'axis.FOO,nichts\naxis.REGION,');
    change('seed/text/de/made-from.csv', 'messages,axis.LESION,', 'messages,axis.OLD,');
    expect(doubts()).toEqual(
      expect.arrayContaining([
        'messages:axis.FOO extra',
        'messages:axis.LESION new',
        'messages:axis.OLD extra',
      ]),
    );
    expect(() => renew('DE', ['messages:axis.NONE'], folder)).toThrow('de has no row "messages:axis.NONE"');
  });
});
