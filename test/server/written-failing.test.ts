import { expect, test } from 'vitest';
import { serverForTests, storeForTests } from '../opened.ts';
import { send } from './wire.ts';

const own = storeForTests();
/** How often the store still fails to say what codes are. */
let failures = 0;
const server = serverForTests(() => ({
  store: {
    ...own.store,
    at: async (signal) => {
      const snapshot = await own.store.at(signal);
      return {
        ...snapshot,
        codes: (...asked) => (failures-- > 0 ? Promise.reject(new Error('lost')) : snapshot.codes(...asked)),
      };
    },
  },
}));

test('a page whose list failed once is kept by no cache, nor does another list stand in its place', async () => {
  const path = '/browse?terms=region:lumbar';
  const read = () => send(`${server.url}${path}`, { headers: { accept: 'text/html' } });
  failures = 1;
  const failed = await read();
  expect([failed.status, failed.headers['cache-control']]).toEqual([503, 'no-store']);
  expect(failed.text).not.toContain('href="/codes/');
  failures = 0;
  const whole = await read();
  expect(whole.text).toContain('href="/codes/63277');
  expect(whole.headers.etag).toBeDefined();
  expect((await read()).text).toBe(whole.text);
});
