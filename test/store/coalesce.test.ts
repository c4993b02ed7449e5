import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PublicError } from '../../src/errors.ts';
import { shared } from '../../src/store/neo4j/coalesce.ts';

/** A batch method that answers when it is told to, and remembers what it was asked. */
function held() {
  const asked: { keys: readonly string[]; answer(): void; fail(error: Error): void }[] = [];
  const ask = shared<string, string>(
    (keys) =>
      new Promise((resolve, reject) => {
        asked.push({ keys, answer: () => resolve(keys.map((key) => `<${key}>`)), fail: reject });
      }),
  );
  return { asked, ask };
}

/** Lets everything run that can, which takes a turn to end and one to begin. */
const settle = async () => {
  for (let turn = 0; turn < 2; turn++) await setImmediate();
};

describe('a batch method that requests share', () => {
  it('asks once for all of one turn, and then once for all that wait', async () => {
    const { asked, ask } = held();
    const answers = [ask(['a']), ask(['b', 'a'])];
    await settle();
    answers.push(ask(['a', 'c']), ask(['c', 'd', 'c']));
    await settle();
    expect(asked.map(({ keys }) => keys)).toEqual([['a', 'b']]);
    asked[0]?.answer();
    await settle();
    expect(asked.slice(1).map(({ keys }) => keys)).toEqual([['a', 'c', 'd']]);
    asked[1]?.answer();
    expect(await Promise.all(answers)).toEqual([
      ['<a>'],
      ['<b>', '<a>'],
      ['<a>', '<c>'],
      ['<c>', '<d>', '<c>'],
    ]);
  });

  it('keeps nothing', async () => {
    const { asked, ask } = held();
    const first = ask(['a']);
    await settle();
    asked[0]?.answer();
    await first;
    void ask(['a']);
    await settle();
    expect(asked).toHaveLength(2);
  });

  it('fails those that a statement was for, and no others', async () => {
    const { asked, ask } = held();
    const one = ask(['a']);
    await settle();
    const [two, three] = [ask(['b']), ask(['c'])];
    asked[0]?.fail(new Error('too much'));
    await expect(one).rejects.toThrow('too much');
    await settle();
    asked[1]?.answer();
    expect(await two).toEqual(['<b>']);
    expect(await three).toEqual(['<c>']);
  });

  it('refuses those that wait behind a database that is away', async () => {
    const { asked, ask } = held();
    const one = ask(['a']);
    await settle();
    const two = ask(['b']);
    asked[0]?.fail(new PublicError('STORE_UNAVAILABLE', 'away'));
    await expect(one).rejects.toThrow('away');
    await expect(two).rejects.toThrow('away');
    void ask(['c']);
    await settle();
    expect(asked.map(({ keys }) => keys)).toEqual([['a'], ['c']]);
  });

  it('asks for no more than fits one statement', async () => {
    const { asked, ask } = held();
    const page = (letter: string) => Array.from({ length: 300 }, (_, index) => letter + index);
    const answers = [ask(['a']), ask(page('b')), ask(page('c')), ask(page('d'))];
    for (let index = 0; index < 3; index++) {
      await settle();
      asked[index]?.answer();
    }
    expect((await Promise.all(answers)).map(({ length }) => length)).toEqual([1, 300, 300, 300]);
    expect(asked.map(({ keys }) => keys.length)).toEqual([301, 300, 300]);
  });
});
