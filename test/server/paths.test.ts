import { gzipSync } from 'node:zlib';
import { buildSchema, printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { listSizeOf } from '../../src/graphql/sizes.ts';
import { serverForTests } from '../opened.ts';
import { seededStore } from '../seeded.ts';
import { startTestServer } from '../served.ts';
import { send, sendRaw } from './wire.ts';

const policy = (styles: string, more: string, ancestors = ";frame-ancestors 'none'") =>
  `default-src 'none';script-src 'self';style-src ${styles};img-src 'self' data:;connect-src 'self';` +
  `frame-src 'self';base-uri 'none';form-action 'none'${ancestors}${more}`;
const PAGE_POLICY = policy("'self'", '');
const FRAMED_POLICY = policy("'self'", '', '');
const GRAPHIQL_POLICY = policy("'self' 'unsafe-inline'", ";font-src 'self' data:;worker-src 'self'");

const server = serverForTests();

const get = (path: string, headers: Record<string, string> = {}) => send(`${server.url}${path}`, { headers });

describe('what stands at which path', () => {
  test('/healthz says that the process runs', async () => {
    const { status, json } = await get('/healthz');
    expect([status, json]).toEqual([200, { status: 'ok' }]);
  });

  test('/readyz says whether the store answers', async () => {
    const own = await seededStore();
    let away = false;
    const store = {
      ...own.store,
      at: () => (away ? Promise.reject(new Error('away')) : own.store.at()),
    };
    const flaky = await startTestServer({ store });
    expect((await send(`${flaky.url}/readyz`)).status).toBe(200);
    away = true;
    const { status, json, headers } = await send(`${flaky.url}/readyz`);
    expect([status, json]).toEqual([503, { status: 'store unavailable' }]);
    expect(headers['cache-control']).toBe('no-store');
    expect((await send(`${flaky.url}/healthz`)).status).toBe(200);
    away = false;
    expect((await send(`${flaky.url}/readyz`)).status).toBe(200);
    await flaky.stop();
    await own.close();
  });

  test('/schema.graphql is the whole schema with its descriptions', async () => {
    const { status, text, headers } = await get('/schema.graphql');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const schema = buildSchema(text);
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toContain('lookup');
    expect(schema.getQueryType()?.getFields().code?.description).toContain('63278');
    expect(printSchema(schema)).toBe(printSchema(createSchema()));
    const codes = schema.getQueryType()?.getFields().codes;
    expect(codes && listSizeOf(codes)).toEqual({ assumed: 1, slicing: ['first'], sized: ['edges'] });
    expect(text.match(/@listSize\(/g)?.length).toBeGreaterThan(100);
  });

  test.each([
    ['/', PAGE_POLICY],
    ['/codes/63278', PAGE_POLICY],
    ['/terms/region:sacral', PAGE_POLICY],
    ['/families/family:lesion-neoplasm', PAGE_POLICY],
    ['/compare?codes=63278,63277', PAGE_POLICY],
    ['/path', PAGE_POLICY],
    ['/learn', PAGE_POLICY],
    ['/learn/cards', PAGE_POLICY],
    ['/embed', PAGE_POLICY],
    ['/families', PAGE_POLICY],
    ['/codes', PAGE_POLICY],
    ['/terms/', PAGE_POLICY],
    ['/embed/family/63278', FRAMED_POLICY],
    ['/graphiql', GRAPHIQL_POLICY],
  ])('%s is a page whose files are kept for good because their names change', async (path, pagePolicy) => {
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['cache-control']).toBe('public, max-age=0');
    expect(page.headers['content-security-policy']).toBe(pagePolicy);
    const assets = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBeGreaterThan(1);
    for (const path of assets.filter((one) => one.includes('/assets/'))) {
      expect(path).toMatch(/-[A-Za-z0-9_-]{8}\.(js|css)$/);
      const asset = await get(path);
      expect(asset.status, path).toBe(200);
      expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(asset.headers['content-security-policy']).toBe(PAGE_POLICY);
    }
  });

  test('only the page for frames may be framed', async () => {
    expect((await get('/embed/family/63278')).headers['x-frame-options']).toBeUndefined();
    for (const path of ['/', '/codes/63278', '/embed', '/graphiql', '/healthz', '/embed/code-family.js']) {
      expect((await get(path)).headers['x-frame-options'], path).toBe('SAMEORIGIN');
    }
  });

  test('/embed/code-family.js is one small file that pages elsewhere may load', async () => {
    const { status, text, headers } = await get('/embed/code-family.js', {
      origin: 'https://course.example',
    });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('javascript');
    expect(headers['cache-control']).toBe('public, max-age=3600');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(text).not.toMatch(/\bimport\s*[({"']/);
    expect(gzipSync(text).length).toBeLessThan(8_000);
  });

  test('a browser that opens another path gets the explorer, which says that nothing is there', async () => {
    const { status, text, headers } = await get('/nothing', { accept: 'text/html,application/xhtml+xml' });
    expect([status, headers['cache-control']]).toEqual([404, 'public, max-age=0']);
    expect(text).toContain('<!doctype html>');
  });
});

describe('paths that lead nowhere', () => {
  test.each([
    '/nothing',
    '/graphiql/assets/none.js',
    '/graphiql/index.html',
    '/app/index.html',
    '/GRAPHQL',
    '/*a',
    '/:a(',
  ])('%s is 404, as JSON', async (path) => {
    const { status, json, headers } = await get(path);
    expect([status, json]).toEqual([
      404,
      { errors: [{ message: 'There is nothing at this path.', extensions: { code: 'NOT_FOUND' } }] },
    ]);
    expect(headers['content-type']).toContain('application/json');
    expect(headers['content-security-policy']).toBe(PAGE_POLICY);
  });

  test.each([
    '/../package.json',
    '/graphiql/assets/../index.html',
    '/graphiql/assets/%2e%2e/index.html',
    '/graphiql/assets/x/..%2f..%2findex.html',
    '/graphiql/assets/../../../package.json',
    '/graphiql/assets/..%2f..%2f..%2fpackage.json',
    '/graphiql/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/graphiql/assets/..%5c..%5c..%5cpackage.json',
    '/graphiql/assets/%252e%252e%252f%252e%252e%252fpackage.json',
    '/assets/%00',
    '//etc/passwd',
    '/graphiql/assets//../../package.json',
    '/%ff',
    '/%',
  ])('%s reads no file', async (path) => {
    const answer = await sendRaw(
      server.url,
      `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404) /);
    expect(answer).not.toContain('"codelattice"');
    expect(answer).not.toContain('<!doctype');
    const [, body = ''] = answer.split('\r\n\r\n');
    expect(JSON.parse(body).errors).toHaveLength(1);
  });
});

describe('methods', () => {
  test.each([
    ['PUT', '/graphql', 'GET, POST'],
    ['DELETE', '/graphql', 'GET, POST'],
    ['PATCH', '/graphql', 'GET, POST'],
    ['TRACE', '/graphql', 'GET, POST'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['DELETE', '/graphiql', 'GET, HEAD'],
    ['POST', '/codes/63278', 'GET, HEAD'],
  ])('%s %s is refused with what is taken instead, whatever its body', async (method, path, allow) => {
    const json = { 'content-type': 'application/json' };
    for (const [headers, body] of [
      [{}, undefined],
      [json, undefined],
      [json, '{'],
      [{ 'content-type': 'text/xml' }, 'x'.repeat(200_000)],
    ] as const) {
      if (method === 'TRACE' && body !== undefined) continue;
      const length = { 'content-length': String(body?.length ?? 0) };
      const answer = await send(`${server.url}${path}`, {
        method,
        headers: { ...headers, ...(method === 'TRACE' ? {} : length) },
        ...(body && { body }),
      });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe(allow);
      expect(answer.json.errors[0].message).toBe(`This path does not take ${method}.`);
    }
  });

  test('HEAD tells what GET would say of a page; at /graphql it is refused', async () => {
    const page = await send(`${server.url}/graphiql`, { method: 'HEAD' });
    expect([page.status, page.text]).toEqual([200, '']);
    const graphql = await send(`${server.url}/graphql?query=%7B__typename%7D`, { method: 'HEAD' });
    expect([graphql.status, graphql.text]).toEqual([405, '']);
    expect(graphql.headers.allow).toBe('GET, POST');
  });
});

describe('headers of every answer', () => {
  test.each(['/graphiql', '/healthz', '/schema.graphql', '/nothing', '/graphql'])('%s', async (path) => {
    const { headers } = await get(path);
    expect(headers).toMatchObject({
      'content-security-policy': path === '/graphiql' ? GRAPHIQL_POLICY : PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });
});
