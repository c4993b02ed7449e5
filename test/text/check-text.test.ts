import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDescriptors, sharedWords, wordsOf } from '../../scripts/licensed.ts';
import { root } from '../../src/commands/root.ts';
import { temporaryFolder } from '../seeded.ts';

const temporary = temporaryFolder();
afterAll(temporary.remove);

/** Descriptors that nobody has written: nonsense, but for one that takes a sentence of ours. */
const TAKEN = 'You are asleep during the whole operation';
const NONSENSE = 'Blue kettle under seven quiet stairs, with or without a lid of tin';
function file(name: string, content: string): string {
  const path = join(temporary.folder, name);
  writeFileSync(path, content);
  return path;
}

describe('a descriptor file', () => {
  it.each([
    ['tabs', `CPT Code\tShort Description\tLong Description\n11111\tkettle\t${NONSENSE}\n`],
    ['commas', `code,short,long\n11111,kettle,"${NONSENSE}"\n`],
    [
      'commas, a mark at its start and Windows line ends',
      `\ufeffCode,Short,Long\r\n11111,kettle,"${NONSENSE}"\r\n`,
    ],
  ])('is read with %s', (name, content) => {
    expect(readDescriptors(file(`${name}.txt`, content))).toEqual([
      { code: '11111', words: ['kettle'] },
      { code: '11111', words: wordsOf(NONSENSE) },
    ]);
  });

  it.each([
    ['is not there', null, /cannot be read; name a descriptor file that is there/],
    ['is empty', ' \n', /is empty/],
    [
      'has no such columns',
      'id,text\n11111,kettle\n',
      /has the columns id, text; its first line must name one/,
    ],
    ['has a header only', 'code,long\n', /holds no descriptor below its header/],
    ['is no table', 'code,long\n11111,"kettle\n', /is no tab- or comma-separated table/],
  ])('that %s is refused', (name, content, message) => {
    const path = content === null ? join(temporary.folder, 'nowhere.txt') : file(`${name}.csv`, content);
    expect(() => readDescriptors(path)).toThrow(message);
  });
});

describe('shared words', () => {
  const descriptors = [
    { code: '11111', words: wordsOf(NONSENSE) },
    { code: '22222', words: wordsOf('Blue kettle under seven quiet stairs; each further stair') },
  ];
  const found = (text: string) => sharedWords([{ place: 'here', text }], descriptors);

  it('are runs of five words or more, with the codes that share them', () => {
    expect(found('A blue kettle under seven quiet stairs with a cat.')).toEqual([
      { place: 'here', codes: ['11111'], words: 'blue kettle under seven quiet stairs with' },
    ]);
    expect(found('blue kettle under seven quiet cats')).toEqual([
      { place: 'here', codes: ['11111', '22222'], words: 'blue kettle under seven quiet' },
    ]);
  });

  it('are half of the runs of four as well, in another order', () => {
    const other = [{ code: '33333', words: wordsOf('one two three four six seven eight nine') }];
    const text = 'six seven eight nine, and then one two three four; then two three four six';
    expect(sharedWords([{ place: 'here', text }], other)).toMatchObject([{ codes: ['33333'] }]);
    expect(sharedWords([{ place: 'here', text: 'one two three four' }], other)).toEqual([]);
  });

  it('are not what only sounds alike', () => {
    expect(found('a blue kettle under six quiet stairs')).toEqual([]);
  });
});

describe('npm run check:text', () => {
  const script = join(root, 'dist/scripts/check-text.js');
  const run = (...given: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [script, ...given], (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });

  it('names place, code and words where a text of ours stands in the file, and ends with 1', async () => {
    const path = file('taken.txt', `code\tlong\n11111\t${NONSENSE}\n99999\t${TAKEN} and beyond\n`);
    const { code, stdout } = await run(path);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^seed\/text\/en\/guidance\.csv:2: 99999: "you are asleep during the whole operation"$/m,
    );
    expect(stdout).toMatch(/^63278 plainLanguage: 99999: "you are asleep during the whole operation"$/m);
    expect(stdout).not.toContain('11111');
  });

  it('ends with 0 where nothing is shared, with 2 and a remedy where it cannot compare', async () => {
    expect(await run(file('own.txt', `code\tlong\n11111\t${NONSENSE}\n`))).toMatchObject({ code: 0 });
    expect(await run(join(temporary.folder, 'nowhere.txt'))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/nowhere\.txt cannot be read/),
    });
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(/name a descriptor file/) });
  });
});
