import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { serverForTests } from '../opened.ts';
import { startTestServer } from '../served.ts';
import { send, sendRaw } from './wire.ts';

const QUERY = JSON.stringify({ query: '{ __typename }' });

const server = serverForTests();

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  send(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

describe('bodies that cannot be read', () => {
  test.each([
    ['no JSON', '{"query": '],
    ['an empty body', ''],
    ['a list', '[]'],
    ['a number', '12'],
    ['null', 'null'],
    ['a key that would change the prototype', '{"__proto__": {"query": "{ __typename }"}}'],
    ['variables as text', '{"query": "{ __typename }", "variables": "{}"}'],
    ['a document as an object', '{"query": {"kind": "Document"}}'],
    [
      'lists 40,000 deep',
      `{"query": "{ __typename }", "variables": ${'['.repeat(40_000)}${']'.repeat(40_000)}}`,
    ],
  ])('%s: 400 in plain words', async (_, body) => {
    const { status, json } = await post(body);
    expect(status).toBe(400);
    expect(json.errors).toHaveLength(1);
    expect(json.errors[0].extensions).toEqual({ code: 'BAD_REQUEST' });
    expect(json.errors[0].message).not.toMatch(/FST_|at .*\.js|node_modules|undefined/);
  });

  test('several operations in one body are refused', async () => {
    const { status, json } = await post(`[${QUERY},${QUERY}]`);
    expect(status).toBe(400);
    expect(json.errors[0].message).toBe('Operation batching disabled.');
  });

  test.each([
    ['another media type', QUERY, { 'content-type': 'text/plain' }],
    ['a form', 'query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no media type', QUERY, { 'content-type': '' }],
    ['UTF-16', Buffer.from(QUERY, 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }],
    ['Latin-1', Buffer.from(QUERY, 'latin1'), { 'content-type': 'application/json; charset="iso-8859-1"' }],
    ['bytes that are no UTF-8', Buffer.from('{"query":"{ __typename } # \xe9"}', 'latin1'), {}],
    ['a compressed body', gzipSync(QUERY), { 'content-encoding': 'gzip' }],
  ])('%s: 415', async (_, body, headers) => {
    const { status, json } = await post(body, headers);
    expect(status).toBe(415);
    expect(json.errors[0].extensions).toEqual({ code: 'BAD_REQUEST' });
  });

  test('without its media type, a body is refused with the header that it needs', async () => {
    const { json } = await post(QUERY, { 'content-type': 'application/x-www-form-urlencoded' });
    expect(json.errors[0].message).toBe(
      'A body must be JSON, with the header `content-type: application/json`.',
    );
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF8"'])(
    'UTF-8 is taken as %s, with or without a byte order mark',
    async (type) => {
      for (const mark of ['', '\ufeff']) {
        const { status, json } = await post(`${mark}${JSON.stringify({ query: '{ __typename } # é 脊' })}`, {
          'content-type': type,
        });
        expect([status, json.data]).toEqual([200, { __typename: 'Query' }]);
      }
    },
  );
});

describe('large bodies', () => {
  const padded = (bytes: number) => QUERY.slice(0, -1).padEnd(bytes - 1) + QUERY.slice(-1);

  test('100 kB are taken; a byte more is refused with the name of the limit', async () => {
    expect((await post(padded(100_000))).status).toBe(200);
    const { status, json } = await post(padded(100_001));
    expect(status).toBe(413);
    expect(json.errors[0].message).toBe(
      'The request has a body of more bytes than 100000; at most 100000 is taken (LIMIT_BODY_BYTES, set where the server runs).',
    );
    expect(json.errors[0].extensions).toEqual({ code: 'LIMIT_EXCEEDED' });
  });

  test('a body that does not say its length is refused as soon as it is too long', async () => {
    const chunk = `${(50_000).toString(16)}\r\n${' '.repeat(50_000)}\r\n`;
    const answer = await sendRaw(
      server.url,
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(3)}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('LIMIT_BODY_BYTES');
  });

  test('a small compressed body that would grow is not unpacked', async () => {
    const { status } = await post(gzipSync(padded(5_000_000)), { 'content-encoding': 'gzip' });
    expect(status).toBe(415);
  });

  test('the limit is set by configuration', async () => {
    const small = await startTestServer({ limits: { bodyBytes: 1_000 } });
    const { status, text } = await send(`${small.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: padded(1_001),
    });
    expect(status).toBe(413);
    expect(text).toContain('at most 1000 is taken (LIMIT_BODY_BYTES');
    await small.stop();
  });
});

describe('broken HTTP', () => {
  test.each([
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
    ['a request line that is none', 'HELLO\r\n\r\n'],
    [
      'a host that is none',
      'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: a b"\r\nconnection: close\r\n\r\n',
    ],
    ['two lengths', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n'],
    ['a control character in a header', 'GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: \u0001\r\n\r\n'],
  ])('%s: 400', async (_, text) => {
    expect(await sendRaw(server.url, text)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('headers of more than 16 kB: 431', async () => {
    const answer = await sendRaw(
      server.url,
      `GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(17_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describe('requests that come slowly', () => {
  test('headers and bodies that take too long are given up; the server goes on', async () => {
    const hasty = await startTestServer({ limits: { headersMs: 300, requestMs: 600 } });
    const begun = performance.now();
    const [headers, body] = await Promise.all([
      sendRaw(hasty.url, 'POST /graphql HTTP/1.1\r\nhost: x\r\n').then((answer) => ({
        answer,
        ms: performance.now() - begun,
      })),
      sendRaw(
        hasty.url,
        'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
      ).then((answer) => ({ answer, ms: performance.now() - begun })),
    ]);
    expect(headers.answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(headers.ms).toBeGreaterThan(250);
    expect(body.answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(body.ms).toBeGreaterThan(550);
    // So hasty a server may not even have read this in time.
    await expect.poll(async () => (await send(`${hasty.url}/healthz`)).status).toBe(200);
    await hasty.stop();
  });
});
