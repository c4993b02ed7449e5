import { describe, expect, it } from 'vitest';
import { shared } from '../../src/store/neo4j-shared.ts';

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

/** Lets everything run that can. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a batch method that requests share', () => {
  it('asks at once while little is under way, and then once for all that wait', async () => {
    const { asked, ask } = held();
    const answers = [ask(['a']), ask(['b']), ask(['a', 'c']), ask(['c', 'd', 'c'])];
    expect(asked.map(({ keys }) => keys)).toEqual([['a'], ['b']]);
    asked[0]?.answer();
    await settle();
    expect(asked.slice(2).map(({ keys }) => keys)).toEqual([['a', 'c', 'd']]);
    for (const { answer } of asked.slice(1)) answer();
    expect(await Promise.all(answers)).toEqual([['<a>'], ['<b>'], ['<a>', '<c>'], ['<c>', '<d>', '<c>']]);
  });

  it('keeps nothing', async () => {
    const { asked, ask } = held();
    const first = ask(['a']);
    asked[0]?.answer();
    await first;
    void ask(['a']);
    expect(asked).toHaveLength(2);
  });

  it('fails those that a statement was for, and no others', async () => {
    const { asked, ask } = held();
    const [one, two, three] = [ask(['a']), ask(['b']), ask(['c'])];
    asked[0]?.fail(new Error('away'));
    await expect(one).rejects.toThrow('away');
    await settle();
    for (const { answer } of asked.slice(1)) answer();
    expect(await two).toEqual(['<b>']);
    expect(await three).toEqual(['<c>']);
  });

  it('asks for no more than fits one statement', async () => {
    const { asked, ask } = held();
    const page = (letter: string) => Array.from({ length: 300 }, (_, index) => letter + index);
    const answers = [ask(['a']), ask(['b']), ask(page('c')), ask(page('d')), ask(page('e'))];
    asked[0]?.answer();
    await settle();
    expect(asked.slice(2).map(({ keys }) => keys.length)).toEqual([300]);
    for (let index = 1; index < 5; index++) {
      asked[index]?.answer();
      await settle();
    }
    expect((await Promise.all(answers)).map(({ length }) => length)).toEqual([1, 1, 300, 300, 300]);
  });
});
