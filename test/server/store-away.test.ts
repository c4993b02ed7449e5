import { describe, expect, test } from 'vitest';
import { PublicError } from '../../src/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { serverForTests, storeForTests } from '../opened.ts';
import { dataset } from '../seeded.ts';
import { ask, startTestServer } from '../served.ts';
import { send, sendGet } from './wire.ts';

const REMEDY = 'The database file /home/keeper/codelattice.db is damaged. Delete it and run `npm run seed`.';
const away = () =>
  Promise.reject(new PublicError('STORE_UNAVAILABLE', REMEDY, { cause: new Error('ECONNREFUSED') }));

type Fault = 'none' | 'at' | 'methods';

const own = storeForTests();
let fault: Fault = 'none';
const lines: string[] = [];
const server = serverForTests(() => ({
  store: {
    ...own.store,
    async at() {
      if (fault === 'at') return away();
      const snapshot = await own.store.at();
      const failing = Object.entries(snapshot).map(([name, value]) => [
        name,
        typeof value === 'function' ? away : value,
      ]);
      return fault === 'methods' ? Object.fromEntries(failing) : snapshot;
    },
  },
  responseCacheBytes: 0,
  log: (line) => lines.push(line),
}));

describe.each(['at', 'methods'] as const)('a store that is away (%s)', (where) => {
  test('is told as such, without the inside of the server, and the rest is answered', async () => {
    fault = where;
    lines.length = 0;
    const { status, headers, body } = await ask(
      server.url,
      '{ __typename a: code(id: "63278") { label } b: lookup(ids: ["63277"]) { status } d: dataset { counts { codes } } }',
    );
    expect(status).toBe(200);
    expect(body.data).toEqual({ __typename: 'Query', a: null, b: null, d: null });
    expect(body.errors).toHaveLength(3);
    for (const error of body.errors) {
      expect(error.extensions).toEqual({ code: 'STORE_UNAVAILABLE' });
      expect(error.message).toBe(
        'The store does not answer just now. Try again later; the log of the server has the remedy.',
      );
    }
    const warnings = lines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 40);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({
      level: 40,
      msg: 'the store is away',
      requestId: headers.get('x-request-id'),
    });
    expect(warnings[0].err.message).toContain(REMEDY);
    expect(warnings[0].err.stack).toContain('ECONNREFUSED');
  });

  test('keeps no answer in caches, and __typename and introspection go on', async () => {
    fault = where;
    const failed = await sendGet(server.url, { query: '{ code(id: "63278") { label } }' });
    expect(failed.headers['cache-control']).toBe('no-store');
    expect(failed.headers.etag).toBeUndefined();
    expect((await ask(server.url, '{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    expect((await ask(server.url, '{ __schema { queryType { name } } }')).body.errors).toBeUndefined();
    expect((await send(`${server.url}/healthz`)).status).toBe(200);
    expect((await send(`${server.url}/schema.graphql`)).status).toBe(200);
  });

  test('is asked again by every request, so that its return is seen at once', async () => {
    fault = where;
    expect((await ask(server.url, '{ code(id: "63278") { id } }')).body.data.code).toBeNull();
    fault = 'none';
    const { body, headers } = await ask(server.url, '{ code(id: "63278") { id } }');
    expect(body).toEqual({ data: { code: { id: 'CPT:63278' } } });
    expect(headers.get('codelattice-dataset')).toBe(dataset.version);
  });
});

test('a server over a store that is away says that it is not ready', async () => {
  fault = 'at';
  expect((await send(`${server.url}/readyz`)).status).toBe(503);
  fault = 'none';
  expect((await send(`${server.url}/readyz`)).status).toBe(200);
});

test('an outage of one request is not seen by another', async () => {
  const pending: (() => void)[] = [];
  let count = 0;
  const store: Store = {
    ...own.store,
    async at(signal) {
      // The server itself asks as well, to have words ready.
      if (signal === undefined) return own.store.at();
      if (count++ % 2 === 0) return away();
      await new Promise<void>((resolve) => pending.push(resolve));
      return own.store.at();
    },
  };
  const flaky = await startTestServer({ store });
  const answers = Array.from({ length: 20 }, () => ask(flaky.url, '{ code(id: "63278") { id } }'));
  while (pending.length < 10) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const resolve of pending) resolve();
  const bodies = (await Promise.all(answers)).map(({ body }) => body);
  await flaky.stop();
  expect(bodies.filter(({ errors }) => errors === undefined)).toHaveLength(10);
  expect(bodies.filter(({ errors }) => errors?.[0].extensions.code === 'STORE_UNAVAILABLE')).toHaveLength(10);
});
