import { beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/store/store.ts';
import { serverForTests, storeForTests } from '../opened.ts';
import { ask } from '../served.ts';
import { send, sendGet, sendRaw } from './wire.ts';

const SECRET = '/home/keeper/.secret at Driver.run (driver.js:7) select * from code';

const own = storeForTests();
let failing: Partial<Snapshot> = {};
const lines: string[] = [];
const server = serverForTests(() => ({
  store: { ...own.store, at: async () => ({ ...(await own.store.at()), ...failing }) },
  log: (line) => lines.push(line),
}));
beforeEach(() => {
  failing = {};
  lines.length = 0;
});

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly requestId: string;
  readonly path: unknown;
  readonly err?: { readonly message: string; readonly stack: string };
}
const logged = () => lines.map((line) => JSON.parse(line) as Line);
const failures = () => logged().filter(({ level }) => level >= 40);

describe('an error that is not meant for clients', () => {
  const fails = (error: unknown) => {
    failing = { codes: () => Promise.reject(error) };
  };

  test('is masked, and logged once with the id of the request and the field that failed', async () => {
    fails(new Error(SECRET));
    const { status, headers, body } = await ask(server.url, '{ code(id: "63278") { label } __typename }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ code: null, __typename: 'Query' });
    expect(body.errors).toEqual([
      {
        message: 'The server failed at this; its log has the cause under the request id of this answer.',
        locations: [{ line: 1, column: 3 }],
        path: ['code'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    expect(failures()).toHaveLength(1);
    const [line] = failures();
    expect(line).toMatchObject({ level: 50, msg: 'a field failed', path: ['code'] });
    expect(line?.requestId).toBe(headers.get('x-request-id'));
    expect(line?.err?.message).toBe(SECRET);
    expect(line?.err?.stack).toContain('log.test');
  });

  test('is logged once however many fields it spoils', async () => {
    fails(new Error(SECRET));
    const ids = Array.from({ length: 200 }, () => '63278');
    const query =
      'query ($ids: [ID!]!) { lookup(ids: $ids) { code { id } } again: lookup(ids: $ids) { input } nodes(ids: $ids) { id } }';
    const { body } = await ask(server.url, query, { ids });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(failures()).toHaveLength(1);
  });

  test('that is different in every field is logged five times at most', async () => {
    failing = { codes: async (ids) => ids.map((id) => new Error(`failure of ${id}`)) as never };
    const ids = Array.from({ length: 20 }, (_, index) => `${63270 + index}`);
    const fields = ids.map((id) => `c${id}: code(id: "${id}") { id }`);
    const { body } = await ask(server.url, `{ ${fields.join(' ')} }`);
    expect(body.errors).toHaveLength(20);
    expect(new Set(failures().map(({ err }) => err?.message)).size).toBe(5);
    expect(failures()).toHaveLength(5);
  });

  test.each([
    ['text', SECRET],
    ['undefined', undefined],
    ['null', null],
    ['an object', { secret: SECRET }],
    [
      'an error with a code of its own',
      Object.assign(new Error(SECRET), { code: 'SQLITE_CORRUPT', extensions: { code: 'ECONNREFUSED' } }),
    ],
    ['an error with a cause', new Error(SECRET, { cause: new Error(SECRET) })],
  ])('is masked when it is %s', async (_, error) => {
    fails(error);
    const { text, headers } = await send(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ code(id: \\"63278\\") { label } }"}',
    });
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toMatch(/secret|keeper|driver|select|SQLITE|ECONN|stack/i);
    expect(failures()).toHaveLength(1);
    expect(failures()[0]?.requestId).toBe(headers['x-request-id']);
  });

  test('is not told by a GET either, and never kept', async () => {
    fails(new Error(SECRET));
    const { text, headers } = await sendGet(server.url, { query: '{ code(id: "63278") { label } }' });
    expect(text).not.toContain('secret');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('the mistakes of clients are not logged as failures', async () => {
    for (const query of [
      '{ code(id: "banana") { id } }',
      '{ nothing }',
      '{',
      '{ codes(first: 501) { totalCount } }',
    ]) {
      expect((await ask(server.url, query)).body.errors).toHaveLength(1);
    }
    expect(failures()).toEqual([]);
  });
});

describe('the log at level info', () => {
  test('has one line for each request, with its id, path, status and time', async () => {
    const { headers } = await send(`${server.url}/healthz`);
    const line = logged().at(-1);
    expect(line).toMatchObject({ level: 30, msg: 'answered', method: 'GET', path: '/healthz', status: 200 });
    expect(line?.requestId).toBe(headers['x-request-id']);
    expect(logged()).toHaveLength(1);
  });

  test('holds nothing of what was asked: no variables, no documents, no query strings', async () => {
    const query = 'query Hidden($text: String!) { search(text: $text) { totalCount } }';
    await ask(server.url, query, { text: 'patient Miller' });
    await sendGet(server.url, { query, variables: JSON.stringify({ text: 'patient Miller' }) });
    await ask(server.url, query, { text: 5 });
    await send(`${server.url}/nothing/patient-Miller?patient=Miller`);
    await send(`${server.url}/graphql?patient=Miller`, { method: 'PUT' });
    await send(`${server.url}/graphiql/assets/patient-Miller.js`);
    expect(lines).toHaveLength(6);
    expect(lines.join('')).not.toMatch(/Miller|Hidden|totalCount/i);
  });

  test('holds no ids from outside: a request cannot choose its id', async () => {
    await send(`${server.url}/healthz`, { headers: { 'x-request-id': 'forged', 'request-id': 'forged' } });
    expect(lines.join('')).not.toContain('forged');
  });

  test.each([
    [
      'line breaks in the path',
      'GET /a%0d%0a{"level":60}%0a HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    ],
    ['escape codes in the path', 'GET /%1b[31mred%1b[0m HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
    ['raw escape codes in the path', 'GET /\u001b[31mred HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
    [
      'escape codes in headers',
      'GET /nothing HTTP/1.1\r\nhost: x\r\nuser-agent: \u009b31mred\r\nreferer: %0d%0aforged\r\nconnection: close\r\n\r\n',
    ],
    ['a host with line breaks', 'GET /graphql HTTP/1.1\r\nhost: a%0d%0ab\r\nconnection: close\r\n\r\n'],
    ['a method of its own', 'FORGED\u001b[31m /x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
  ])('is not broken by %s', async (_, request) => {
    await sendRaw(server.url, request);
    await send(`${server.url}/healthz`);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatch(/^\{.*\}\n$/);
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(line).not.toContain('forged');
      expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'answered' });
    }
  });
});
