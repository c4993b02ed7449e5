import { afterEach, describe, expect, test } from 'vitest';
import { openThread, type Thread } from '../../../src/store/sqlite/thread.ts';
import { storeForTests } from '../../opened.ts';

const own = storeForTests();
let thread: Thread;
afterEach(() => thread.close());

/** Counts to so many; 5,000,000 takes a good part of a second. */
const count = (to: number) =>
  `with recursive n(i) as (values (1) union all select i + 1 from n where i < ${to}) select json_array(max(i)) from n`;
const SLOW = count(5_000_000);

describe('statements that run aside', () => {
  test('are answered in turn, and the same question once for all who wait for it', async () => {
    thread = openThread(own.path);
    const answers: string[] = [];
    const note = (name: string) => () => void answers.push(name);
    await Promise.all([
      thread.ask(SLOW, {}).then(note('slow')),
      thread.ask(count(3), {}).then(note('first')),
      thread.ask(count(4), {}).then(note('second')),
      thread.ask(count(3), {}).then(note('first again')),
    ]);
    expect(answers).toEqual(['slow', 'first', 'first again', 'second']);
    expect(await thread.ask(count(4), {})).toBe('[4]');
  });

  test('are dropped once nobody waits for them', async () => {
    thread = openThread(own.path);
    const leaving = new AbortController();
    const slow = thread.ask(SLOW, {});
    const dropped = thread.ask(`${SLOW} -- dropped`, {}, leaving.signal);
    const shared = [thread.ask(count(7), {}, leaving.signal), thread.ask(count(7), {})] as const;
    leaving.abort(new Error('the client has left'));
    await expect(dropped).rejects.toThrow('the client has left');
    await expect(shared[0]).rejects.toThrow('the client has left');
    await expect(thread.ask(count(8), {}, leaving.signal)).rejects.toThrow('the client has left');
    expect(await shared[1]).toBe('[7]');
    expect(await slow).toBe('[5000000]');
  });

  test('are refused where a hundred others wait, and taken again once those are answered', async () => {
    thread = openThread(own.path);
    const slow = thread.ask(SLOW, {});
    const waiting = Array.from({ length: 100 }, (_, index) => thread.ask(count(index + 1), {}));
    await expect(thread.ask(count(1_000), {})).rejects.toMatchObject({ extensions: { code: 'OVERLOADED' } });
    // Who asks what is waiting already takes no place.
    expect(await thread.ask(count(50), {})).toBe('[50]');
    await Promise.all([slow, ...waiting]);
    expect(await thread.ask(count(1_000), {})).toBe('[1000]');
  });

  test('that cannot be handed over fail, and the next is answered', async () => {
    thread = openThread(own.path);
    await expect(thread.ask(count(3), { odd: (() => 0) as never })).rejects.toThrow('could not be cloned');
    expect(await thread.ask(count(4), {})).toBe('[4]');
  });

  test('that fail say so, and the next is answered', async () => {
    thread = openThread(own.path);
    await expect(thread.ask('select a from nowhere', {})).rejects.toThrow('nowhere');
    expect(await thread.ask(count(2), {})).toBe('[2]');
  });
});
