import { describe, expect, test } from 'vitest';
import { serverForTests, storeForTests } from '../opened.ts';
import { startTestServer } from '../served.ts';
import { cacheStatus, post, send, sendGet } from './wire.ts';

const LABEL = '{ code(id: "63278") { label } }';
const HIT = 'hit';
const STORED = 'fwd=miss; stored';

const own = storeForTests();
let version: string | null = null;
const server = serverForTests(() => ({
  store: {
    ...own.store,
    async at() {
      const snapshot = await own.store.at();
      return version === null ? snapshot : { ...snapshot, version };
    },
  },
  corsOrigins: ['https://a.example', 'https://b.example'],
}));

describe('answers that come from memory', () => {
  test('are those that were sent before, with the id of the new request', async () => {
    for (const ask of [() => sendGet(server.url, { query: LABEL }), () => post(server, { query: LABEL })]) {
      const made = await ask();
      const kept = await ask();
      expect([cacheStatus(made), cacheStatus(kept)]).toEqual([STORED, HIT]);
      expect(kept.text).toBe(made.text);
      const { 'x-request-id': first, 'cache-status': _, date: __, ...headers } = made.headers;
      const { 'x-request-id': second, 'cache-status': ___, date: ____, ...again } = kept.headers;
      expect(again).toEqual(headers);
      expect(second).not.toBe(first);
    }
  });

  test('differ by language, by content type, by document and by variables', async () => {
    const query = 'query ($id: ID!) { code(id: $id) { label status } }';
    const asked: [object, Record<string, string>][] = [
      [{ query, variables: { id: '63278' } }, {}],
      [{ query, variables: { id: '63277' } }, {}],
      [{ query: query.replace('status', 'system'), variables: { id: '63278' } }, {}],
      [{ query, variables: { id: '63278' } }, { 'accept-language': 'es' }],
      [{ query, variables: { id: '63278' } }, { accept: 'application/graphql-response+json' }],
    ];
    const made = [];
    for (const [body, headers] of asked) made.push(await post(server, body, headers));
    expect(made.map(cacheStatus)).toEqual(asked.map(() => STORED));
    for (const [index, [body, headers]] of asked.entries()) {
      const kept = await post(server, body, headers);
      expect([cacheStatus(kept), kept.text]).toEqual([HIT, made[index]?.text]);
      expect(kept.headers['content-type']).toBe(made[index]?.headers['content-type']);
    }
  });

  test('two bodies of 60 kB that differ in their last letter get two answers', async () => {
    const body = (last: string) =>
      `{"query":"{ code(id: \\"63278\\") { ${last} } }","x":"${'x'.repeat(60_000)}"}`;
    const [id, code] = [await post(server, body('id  ')), await post(server, body('code'))];
    expect([id.json.data, code.json.data]).toEqual([
      { code: { id: 'CPT:63278' } },
      { code: { code: '63278' } },
    ]);
  });

  test('are compressed for who asks for it, and 304 for who has them', async () => {
    const query = '{ codes(first: 80) { edges { node { id label } } } }';
    const { text, headers } = await sendGet(server.url, { query });
    const packed = await sendGet(server.url, { query }, { 'accept-encoding': 'gzip' });
    expect([cacheStatus(packed), packed.headers['content-encoding']]).toEqual([HIT, 'gzip']);
    expect(packed.bytes.length).toBeLessThan(text.length / 2);
    const again = await sendGet(server.url, { query }, { 'if-none-match': headers.etag ?? '' });
    expect([again.status, cacheStatus(again), again.text]).toEqual([304, HIT, '']);
  });

  test('are gone with their dataset', async () => {
    const query = '{ code(id: "63278") { id label } }';
    await sendGet(server.url, { query });
    version = 'another';
    const made = await sendGet(server.url, { query });
    expect([cacheStatus(made), made.headers['codelattice-dataset']]).toEqual([STORED, 'another']);
    version = null;
    expect((await sendGet(server.url, { query })).headers['codelattice-dataset']).not.toBe('another');
  });
});

describe('answers that are not kept', () => {
  test.each([
    ['authorization', { authorization: 'Bearer x' }],
    ['cookie', { cookie: 'a=b' }],
  ])('of and for who sends credentials (%s)', async (_, credentials) => {
    const query = `{ code(id: "63278") { id addOn status ${Object.keys(credentials)[0]}: label } }`;
    for (let round = 0; round < 2; round++) {
      const { status, headers } = await sendGet(server.url, { query }, credentials);
      expect([status, headers['cache-status']]).toEqual([200, 'codelattice; fwd=bypass']);
    }
    expect(cacheStatus(await sendGet(server.url, { query }))).toBe(STORED);
    expect(cacheStatus(await sendGet(server.url, { query }, credentials))).toBe('fwd=bypass');
  });

  test.each([
    ['with errors', '{ code(id: "banana") { id } }', 'no-store'],
    ['that hold for this moment', '{ dataset { unfinishedImports { since } } }', 'no-store'],
    ['with licensed text', '{ code(id: "63278") { descriptor { text } } }', 'private, no-store'],
    [
      'with licensed text behind a fragment that is skipped',
      'query ($s: Boolean = true) { code(id: "63278") { id ...F @skip(if: $s) } } fragment F on Code { descriptor { text } }',
      'private, no-store',
    ],
  ])('%s', async (_, query, control) => {
    for (let round = 0; round < 2; round++) {
      const answer = await sendGet(server.url, { query });
      expect([cacheStatus(answer), answer.headers['cache-control']]).toEqual(['fwd=miss', control]);
    }
  });

  test('none where there is no room for them', async () => {
    const none = await startTestServer({ store: own.store, responseCacheBytes: 0 });
    for (let round = 0; round < 2; round++) {
      expect(cacheStatus(await sendGet(none.url, { query: LABEL }))).toBe('fwd=bypass');
    }
    await none.stop();
  });
});

describe('headers that name another place or another reader', () => {
  test('change nothing in what others get', async () => {
    const query = '{ code(id: "63278") { id label system } }';
    const { host } = new URL(server.url);
    const before = await sendGet(server.url, { query });
    for (const poison of [
      { host: 'evil.example' },
      { host, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' },
      { host, origin: 'https://a.example' },
      { host, accept: 'text/html' },
      { host, 'x-apollo-operation-name': 'x', 'content-type': 'text/evil' },
    ]) {
      const poisoned = await send(`${server.url}/graphql?${new URLSearchParams({ query })}&`, {
        headers: poison,
      });
      expect(poisoned.status).toBe(200);
      const after = await sendGet(server.url, { query });
      expect(after.text).toBe(before.text);
      expect(after.headers['access-control-allow-origin']).toBeUndefined();
      expect(JSON.stringify(after.headers)).not.toContain('evil');
    }
  });

  test('an origin that may read is told so for itself alone', async () => {
    const query = '{ code(id: "63278") { id label edition } }';
    for (const origin of ['https://a.example', 'https://b.example', 'https://a.example']) {
      const { headers } = await sendGet(server.url, { query }, { origin });
      expect(headers['access-control-allow-origin']).toBe(origin);
      expect(headers.vary).toMatch(/\borigin\b/i);
    }
    const other = await sendGet(server.url, { query }, { origin: 'https://c.example' });
    expect(other.headers['access-control-allow-origin']).not.toBe('https://c.example');
  });
});
