import { describe, expect, it } from 'vitest';
import { HEAVY } from '../../bench/beside.ts';
import { serverForTests } from '../opened.ts';
import { ask } from '../served.ts';

const server = serverForTests(() => ({ responseCacheBytes: 0 }));

describe('while a query near the limits is answered', () => {
  it.each(Object.entries(HEAVY).slice(0, 3))('%s, others are answered too', async (_, query) => {
    let [isDone, meanwhile] = [false, 0];
    const heavy = Promise.all([query, query, query].map((one) => ask(server.url, one))).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      const { body } = await ask(server.url, '{ __typename }');
      expect(body.data).toEqual({ __typename: 'Query' });
      if (!isDone) meanwhile++;
    }
    expect(meanwhile).toBeGreaterThan(2);
    for (const { status, body } of await heavy) expect([status, body.errors]).toEqual([200, undefined]);
  });
});
