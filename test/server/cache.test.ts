import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { serverForTests } from '../opened.ts';
import { dataset } from '../seeded.ts';
import { send, sendGet } from './wire.ts';

const LABEL = '{ code(id: "63278") { label } }';
const LONG = '{ codes(first: 80) { edges { node { id label } } } }';
const persisted = (query: string) =>
  JSON.stringify({
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
  });

const server = serverForTests();

describe('persisted queries by GET', () => {
  test('a hash that nobody sent before is not found; sent once with its document, the hash is enough', async () => {
    const extensions = persisted(LABEL);
    const missing = await sendGet(server.url, { extensions });
    expect(missing.status).toBe(200);
    expect(missing.json.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(missing.headers['cache-control']).not.toContain('public');

    const registered = await sendGet(server.url, { query: LABEL, extensions });
    const hit = await sendGet(server.url, { extensions });
    expect(hit.json.data.code.label).toContain('Sacral');
    expect(hit.text).toBe(registered.text);
  });

  test.each([
    ['a hash of another document', { query: '{ __typename }', extensions: persisted(LABEL) }],
    ['an unknown version', { extensions: '{"persistedQuery":{"version":2,"sha256Hash":"x"}}' }],
  ])('%s is the fault of the client', async (_, parameters) => {
    const { status, json } = await sendGet(server.url, parameters);
    expect(status).toBe(400);
    expect(json.errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

describe('answers that may be kept', () => {
  const PUBLIC = 'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400';

  test('name the dataset, and what they say in their ETag', async () => {
    const { headers } = await sendGet(server.url, { query: LABEL });
    expect(headers.etag).toMatch(/^W\/"[A-Za-z0-9+/]{27}="$/);
    expect(headers['cache-control']).toBe(PUBLIC);
    expect(headers['surrogate-key']).toBe(`dataset-${dataset.version}`);
    expect(headers['cache-tag']).toBe(`dataset-${dataset.version}`);
    expect(headers.vary).toBe('accept, accept-encoding, accept-language');
    expect(headers['codelattice-dataset']).toBe(dataset.version);
    const other = await sendGet(server.url, { query: LABEL.replace('63278', '63277') });
    expect(other.headers.etag).not.toBe(headers.etag);
  });

  test('are not sent again to who has them', async () => {
    const { headers } = await sendGet(server.url, { query: LABEL });
    const etag = headers.etag ?? '';
    for (const known of [etag, etag.slice(2)]) {
      const again = await sendGet(server.url, { query: LABEL }, { 'if-none-match': known });
      expect([again.status, again.text]).toEqual([304, '']);
      expect(again.headers).toMatchObject({
        etag,
        'cache-control': PUBLIC,
        vary: 'accept, accept-encoding, accept-language',
      });
    }
    const other = await sendGet(server.url, { query: LABEL }, { 'if-none-match': '"other"' });
    expect(other.status).toBe(200);
  });

  test('differ by what the client accepts', async () => {
    const accept = 'application/graphql-response+json';
    const { headers } = await sendGet(server.url, { query: LABEL }, { accept });
    expect(headers['content-type']).toBe(`${accept}; charset=utf-8`);
    const plain = await sendGet(server.url, { query: LABEL });
    expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('name a language only where a text took its language from the request', async () => {
    const query = '{ code(id: "63278") { id label(lang: ES) } }';
    const { headers } = await sendGet(server.url, { query });
    expect(headers.vary).toBe('accept, accept-encoding');
  });

  test('are never those with errors', async () => {
    for (const query of ['{ code(id: "banana") { id } }', '{ nothing }', '{']) {
      const { headers } = await sendGet(server.url, { query });
      expect(headers.etag, query).toBeUndefined();
      expect(headers['cache-control'], query).toBe('no-store');
    }
    const { headers } = await send(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: LABEL }),
    });
    expect(headers.etag).toBeUndefined();
    expect(headers['cache-control']).toBe(PUBLIC);
    expect(headers['codelattice-dataset']).toBe(dataset.version);
  });
});

describe('compression', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('%s gives the same answer under the same ETag', async (encoding, decompress) => {
    const plain = await sendGet(server.url, { query: LONG });
    const packed = await sendGet(server.url, { query: LONG }, { 'accept-encoding': encoding });
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(decompress(packed.bytes).toString()).toBe(plain.text);
    expect(packed.headers.etag).toBe(plain.headers.etag);
    expect(packed.headers.vary).toBe('accept, accept-encoding, accept-language');
  });

  test('an unknown encoding, and a short answer, are sent as they are', async () => {
    const unknown = await sendGet(server.url, { query: LONG }, { 'accept-encoding': 'zip' });
    const short = await sendGet(server.url, { query: LABEL }, { 'accept-encoding': 'br, gzip' });
    expect(unknown.headers['content-encoding']).toBeUndefined();
    expect(short.headers['content-encoding']).toBeUndefined();
  });
});

describe('pages of other sites', () => {
  const origin = 'https://example.org';

  test('may read answers, without credentials', async () => {
    const { headers } = await sendGet(server.url, { query: LABEL }, { origin });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers['access-control-expose-headers']).toContain('etag');
  });

  test('may send GET and POST with headers of their own after asking', async () => {
    const { status, headers } = await send(`${server.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-request-id',
      },
    });
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-methods']).toBe('GET, POST, OPTIONS');
    expect(headers['access-control-allow-headers']).toBe('content-type,x-request-id');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(Number(headers['access-control-max-age'])).toBeGreaterThan(0);
  });
});
