import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ask } from '../served.ts';
import { send, sendGet, sendRaw } from '../server/wire.ts';
import { attackedServer } from './attacked.ts';
import { expectHarmless, INSIDE, pause } from './watchful.ts';

const server = attackedServer('attacks-http');

describe('pipelining and smuggling', () => {
  const request = (more: string, body = '') =>
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${more}\r\n${body}`;
  const BODY = '{"query":"{ __typename }"}';
  const SECOND = 'GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n';
  const answers = (text: string) => text.match(/HTTP\/1\.1 \d{3}/g) ?? [];

  test('200 requests in one go are all answered, in order', async () => {
    const text = await sendRaw(
      server.url,
      request(`content-length: ${BODY.length}\r\n`, BODY).repeat(200) + SECOND,
    );
    expect(answers(text)).toEqual(Array.from({ length: 201 }, () => 'HTTP/1.1 200'));
    expect(text.match(/"__typename":"Query"/g)).toHaveLength(200);
    expect(text.indexOf('"status":"ok"')).toBeGreaterThan(text.lastIndexOf('__typename'));
  });

  test.each([
    [
      'a length and chunks',
      request(`content-length: 6\r\ntransfer-encoding: chunked\r\n`, `0\r\n\r\n${SECOND}`),
    ],
    [
      'chunks and a length',
      request(`transfer-encoding: chunked\r\ncontent-length: 4\r\n`, `5c\r\n${SECOND}\r\n0\r\n\r\n`),
    ],
    ['two lengths in one', request(`content-length: 5, 6\r\n`, `{    ${SECOND}`)],
    ['a length that is none', request(`content-length: +5\r\n`, `{    ${SECOND}`)],
    ['a length below zero', request(`content-length: -1\r\n`, SECOND)],
    ['an encoding that is none', request(`transfer-encoding: xchunked\r\n`, SECOND)],
    ['chunked twice', request(`transfer-encoding: chunked, identity\r\n`, `0\r\n\r\n${SECOND}`)],
    ['a space before the colon', request(`transfer-encoding : chunked\r\n`, `0\r\n\r\n${SECOND}`)],
    [
      'a folded header',
      request(`x-a: 1\r\n transfer-encoding: chunked\r\ncontent-length: 2\r\n`, `{}${SECOND}`),
    ],
    ['a chunk length that is none', request(`transfer-encoding: chunked\r\n`, `zz\r\n${SECOND}`)],
    [
      'a chunk length that is huge',
      request(`transfer-encoding: chunked\r\n`, `ffffffffffffffffff\r\n${SECOND}`),
    ],
    ['a bare line feed', `POST /graphql HTTP/1.1\nhost: x\ncontent-length: 2\n\n{}${SECOND}`],
  ])('%s: refused with 400 and closed; nothing behind it is taken for a request', async (_, text) => {
    const answer = await sendRaw(server.url, text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain('"status":"ok"');
    expect(INSIDE.test(answer)).toBe(false);
  });

  test('what follows a body is not part of it', async () => {
    const answer = await sendRaw(server.url, request(`content-length: ${BODY.length}\r\n`, BODY + SECOND));
    expect(answers(answer)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  });
});

describe('clients that go away', () => {
  test('500 that send a dear question and leave: the server goes on', async () => {
    const { hostname, port } = new URL(server.url);
    const body = JSON.stringify({
      query:
        '{ codes(first: 20) { edges { node { related(first: 30) { edges { sentence node { label } } } } } } }',
    });
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        Array.from(
          { length: 50 },
          (_, at) =>
            new Promise((resolve) => {
              const socket = connect(Number(port), hostname, () => {
                // Some leave in the middle of the headers, some of the body, some before the answer.
                const text = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
                socket.write(
                  text.slice(0, at % 3 === 0 ? 40 : at % 3 === 1 ? text.length - 20 : text.length),
                );
                setTimeout(() => socket.resetAndDestroy(), at % 5);
              });
              socket.on('error', () => {}).on('close', resolve);
            }),
        ),
      );
    }
    await expect.poll(async () => (await ask(server.url, '{ __typename }')).status).toBe(200);
  });
});

describe('content types and charsets', () => {
  const BODY = '{"query":"{ __typename }"}';
  const types = [
    'application/json',
    'APPLICATION/JSON',
    'application/graphql',
    'application/graphql-response+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/html',
    'text/json',
    'application/xml',
    'application/octet-stream',
    'application/json, text/plain',
    'application/jsonx',
    'image/svg+xml',
    '*/*',
    'json',
    ';',
    'application/json;;;',
    `application/${'x'.repeat(5_000)}`,
  ];
  const charsets = [
    '',
    '; charset=utf-8',
    '; charset=UTF8',
    '; charset=utf-16',
    '; charset=utf-7',
    '; charset="iso-8859-1"',
    '; charset=',
    '; charset=\u00e9',
    '; charset=utf-8; charset=utf-7',
  ];

  test('only JSON in UTF-8 is taken; a type that a form can send never runs anything', async () => {
    for (const type of types) {
      for (const charset of charsets) {
        const answer = await server.post(BODY, { 'content-type': type + charset });
        expectHarmless(answer, type + charset);
        const isJson = /^application\/json\s*(;|$)/i.test(type);
        const isUtf8 = charset === '' || /^; charset=utf-?8$/i.test(charset);
        if (!isJson) expect([400, 415], type + charset).toContain(answer.status);
        else if (isUtf8) expect(answer.status, type + charset).toBe(200);
        else expect(answer.text, type + charset).not.toContain('utf-7 taken');
      }
    }
  });

  test.each(['gzip', 'br', 'deflate', 'zstd', 'identity, gzip', 'x', 'gzip, gzip'])(
    'a bomb in %s is not unpacked',
    async (encoding) => {
      const bomb = gzipSync(Buffer.alloc(20_000_000, 32));
      const answer = await server.post(bomb, { 'content-encoding': encoding });
      expectHarmless(answer, encoding);
      expect([400, 415]).toContain(answer.status);
    },
  );
});

describe('what is kept for one is not given to another', () => {
  const QUERY = '{ code(id: "63278") { label } }';
  test('by language, accepted type, encoding and method', async () => {
    const headers = [
      {},
      { 'accept-language': 'de' },
      { 'accept-language': 'zh' },
      { 'accept-language': 'xx\u00e9' },
      { accept: 'application/graphql-response+json' },
      { 'accept-encoding': 'gzip' },
      { 'accept-encoding': 'br' },
      { origin: 'https://elsewhere.example' },
      { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-for': '1.2.3.4', 'x-original-url': '/admin' },
      { 'x-http-method-override': 'DELETE' },
      { cookie: 'a=b', authorization: 'Bearer x' },
      { range: 'bytes=0-10' },
    ];
    const seen = new Map<string, string>();
    for (const round of [1, 2, 3]) {
      for (const one of round === 2 ? [...headers].reverse() : headers) {
        const key = JSON.stringify(one);
        const {
          status,
          bytes,
          headers: answered,
        } = await sendGet(server.url, { query: QUERY }, one as never);
        const got = `${status} ${answered['content-type']} ${answered['content-encoding']} ${answered['content-language']} ${bytes.toString('base64')}`;
        expect(seen.get(key) ?? got, key).toBe(got);
        seen.set(key, got);
        for (const name of ['accept', 'accept-encoding', 'accept-language']) {
          expect(String(answered.vary).toLowerCase()).toContain(name);
        }
        expect(answered['set-cookie']).toBeUndefined();
        expect(JSON.stringify(answered)).not.toContain('elsewhere');
      }
    }
    expect(seen.get('{"accept-language":"de"}')).not.toBe(seen.get('{"accept-language":"zh"}'));
  });
});

describe('other origins', () => {
  test('a POST that needs no permission of a browser runs nothing', async () => {
    const simple = await send(`${server.url}/graphql`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example', 'content-type': 'text/plain' },
      body: '{"query":"{ __typename }"}',
    });
    expect(simple.status).toBe(415);
    expect(simple.headers['access-control-allow-credentials']).toBeUndefined();
    expect(simple.text).not.toContain('"data"');
  });

  test('a GET answers what all may read, and takes no credentials', async () => {
    const headers = { origin: 'https://elsewhere.example', cookie: 'a=b' };
    const simple = await send(`${server.url}/graphql?query=%7B__typename%7D`, { headers });
    expect([simple.status, simple.text]).toEqual([200, '{"data":{"__typename":"Query"}}\n']);
    expect(simple.headers['access-control-allow-credentials']).toBeUndefined();
  });
});

describe('paths', () => {
  test.each([
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/app/assets/../../../package.json',
    '/app/assets/..%2f..%2f..%2fpackage.json',
    '/app/assets/%2e%2e%2f%2e%2e%2fsrc/main.js',
    '/app/assets/..%5c..%5cpackage.json',
    '/app/assets/%00',
    '/app/assets/.%00/passwd',
    '/graphiql/assets/../../../../seed/sources.csv',
    '//etc/passwd',
    '///etc/passwd',
    '/./././package.json',
    '/assets/....//....//package.json',
    '/file:///etc/passwd',
    '/%c0%ae%c0%ae/etc/passwd',
    '/app/assets/',
    '/app/',
    '/.git/config',
    '/.env',
  ])('%s leads to nothing', async (path) => {
    const text = await sendRaw(server.url, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 (400|403|404) /);
    expect(text).not.toMatch(/root:|"devDependencies"|\[core\]/);
    expect(INSIDE.test(text)).toBe(false);
    await pause(0);
  });
});
