import { request } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import type { Snapshot, Store } from '../../src/store/store.ts';
import { storeForTests } from '../opened.ts';
import { alarmsIn, ask, startTestServer, type TestServer } from '../served.ts';
import { gate } from './wire.ts';

/** Four calls of the store, each after the one before. */
const CHAIN =
  '{ code(id: "63278") { related(first: 3) { edges { node { billing { workRvu } related(first: 2) { edges { node { id } } } } } } } b: dataset { version } }';

const own = storeForTests();
const calls: string[] = [];
const servers: TestServer[] = [];

/** A store whose calls, but for these, answer when the gate opens. */
async function slowStore(opened: Promise<void>, ...quick: string[]): Promise<Store> {
  const snapshot = await own.store.at();
  const slow = Object.fromEntries(
    Object.entries(snapshot).map(([name, method]) => [
      name,
      typeof method !== 'function'
        ? method
        : async (...given: unknown[]) => {
            calls.push(name);
            if (!quick.includes(name)) await opened;
            return method(...given);
          },
    ]),
  ) as unknown as Snapshot;
  return { ...own.store, at: async () => slow };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterAll(async () => {
  for (const server of servers) await server.stop();
});

test('at its deadline a field is TIMEOUT, the rest of the answer stays, and no call of the store begins any more', async () => {
  const { opened, open } = gate();
  const store = await slowStore(opened, 'codes', 'dataset');
  const server = await startTestServer({ store, limits: { deadlineMs: 2_000 }, responseCacheBytes: 0 });
  servers.push(server);
  calls.length = 0;
  const { status, body } = await ask(server.url, CHAIN);
  expect(status).toBe(200);
  expect(body.data.b.version).toBe((await own.store.at()).version);
  expect(body.errors.length).toBeGreaterThan(0);
  for (const { extensions } of body.errors) expect(extensions.code).toBe('TIMEOUT');
  const before = [...calls];
  expect(before).toContain('related');
  open();
  await pause(500);
  expect(calls).toEqual(before);
});

test('where every root field has timed out, the status is 503 whatever is accepted', async () => {
  const store = await slowStore(gate().opened);
  const server = await startTestServer({ store, limits: { deadlineMs: 100 }, responseCacheBytes: 0 });
  servers.push(server);
  for (const accept of ['application/json', 'application/graphql-response+json']) {
    const { status, headers, body } = await ask(server.url, '{ code(id: "63278") { id } }', {}, { accept });
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'TIMEOUT']);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('retry-after')).toBe('1');
  }
});

test('for a client that has left no call of the store begins any more', async () => {
  const { opened, open } = gate();
  const store = await slowStore(opened, 'codes', 'dataset');
  const lines: string[] = [];
  const server = await startTestServer({ store, responseCacheBytes: 0, log: (line) => lines.push(line) });
  servers.push(server);
  calls.length = 0;
  const headers = { 'content-type': 'application/json' };
  const sent = request(`${server.url}/graphql`, { method: 'POST', headers }).on('error', () => {});
  sent.end(JSON.stringify({ query: CHAIN }));
  await expect.poll(() => calls).toContain('related');
  const before = [...calls];
  sent.destroy();
  await expect.poll(server.connections).toBe(0);
  open();
  await pause(500);
  expect(calls).toEqual(before);
  expect(alarmsIn(lines)).toEqual([]);
});
