import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.ts';
import { isKept, post, type Reply, send, sendGet, sendRaw } from './wire.ts';

const LABEL = '{ code(id: "63278") { label } }';
const LONG = '{ codes(first: 80) { edges { node { id label } } } }';
const WITH =
  'query Q($id: ID!, $first: Int) { code(id: $id) { label related(first: $first) { totalCount } } }';
const json = { 'content-type': 'application/json' };

/** All of an answer but what is its own, and how it is framed: what is compressed anew comes in chunks. */
function shown({ status, headers, text }: Reply) {
  const own = ['date', 'x-request-id', 'codelattice-kept', 'content-length', 'transfer-encoding'];
  const rest = Object.entries(headers).filter(([name]) => !own.includes(name));
  return { status, text, headers: Object.fromEntries(rest) };
}

let server: TestServer;
let plain: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  plain = await startTestServer({ keptBytes: 0 });
});
afterAll(async () => {
  await server.stop();
  await plain.stop();
});

describe('an answer that was sent before', () => {
  test('is kept, says so, and differs in nothing but the id of its request', async () => {
    const body = { query: `${LABEL} # first` };
    const made = await post(server, body);
    const kept = await post(server, body);
    expect([isKept(made), isKept(kept)]).toEqual(['no', 'yes']);
    expect(shown(kept)).toEqual(shown(made));
    expect(kept.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(kept.headers['x-request-id']).not.toBe(made.headers['x-request-id']);
  });

  test.each([
    ['POST', {}],
    ['POST', { accept: 'application/graphql-response+json' }],
    ['POST', { accept: 'application/json;q=0.5, */*;q=0.1' }],
    ['POST', { 'accept-encoding': 'br' }],
    ['POST', { 'accept-encoding': 'gzip, deflate, br' }],
    ['POST', { 'accept-encoding': 'gzip', 'x-no-compression': '1' }],
    ['POST', { 'accept-language': 'es' }],
    ['POST', { 'accept-language': 'zh-TW, en;q=0.3' }],
    ['POST', { origin: 'https://example.org' }],
    ['POST', { 'content-type': 'application/json; charset=utf-8' }],
    ['POST', { connection: 'close' }],
    ['GET', {}],
    ['GET', { accept: 'application/graphql-response+json' }],
    ['GET', { 'accept-encoding': 'gzip' }],
    ['GET', { 'accept-language': 'ko' }],
    ['GET', { origin: 'https://example.org', 'accept-encoding': 'br' }],
    ['GET', { 'if-none-match': '"another"' }],
  ] as const)('%s with %j: the answer is that of a server that keeps none', async (method, given) => {
    const headers = given as Readonly<Record<string, string>>;
    const query = `${LONG} # ${method} ${JSON.stringify(headers)}`;
    const ask = (to: TestServer) =>
      method === 'GET' ? sendGet(to.url, { query }, headers) : post(to, { query }, headers);
    const expected = await ask(plain);
    expect(isKept(expected)).toBeUndefined();
    const answers = [await ask(server), await ask(server), await ask(server)];
    expect(answers.map(isKept)).toEqual(['no', 'yes', 'yes']);
    for (const answer of answers) {
      expect(shown(answer)).toEqual(shown(expected));
      expect(answer.bytes.equals(expected.bytes)).toBe(true);
    }
  });

  test('is not sent again to who has it: 304, as of a server that keeps none', async () => {
    for (const headers of [{}, { 'accept-encoding': 'br' }]) {
      const { headers: first } = await sendGet(server.url, { query: LONG }, headers);
      expect(isKept(await sendGet(server.url, { query: LONG }, headers))).toBe('yes');
      const etag = first.etag ?? '';
      for (const named of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
        const known = { ...headers, 'if-none-match': named };
        const kept = await sendGet(server.url, { query: LONG }, known);
        expect([kept.status, kept.text, isKept(kept)]).toEqual([304, '', 'yes']);
        expect(shown(kept)).toEqual(shown(await sendGet(plain.url, { query: LONG }, known)));
      }
    }
  });

  test('is found by a persisted hash, by each method on its own', async () => {
    const query = `${LABEL} # persisted`;
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const unknown = await post(server, { extensions });
    expect(unknown.json.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    const made = await post(server, { query, extensions });
    const answers = [await post(server, { extensions }), await post(server, { extensions })];
    expect(answers.map(isKept)).toEqual(['no', 'yes']);
    for (const { text } of answers) expect(text).toBe(made.text);
    const byGet = { extensions: JSON.stringify(extensions) };
    expect(isKept(await sendGet(server.url, byGet))).toBe('no');
    const kept = await sendGet(server.url, byGet);
    expect([isKept(kept), kept.text]).toEqual(['yes', made.text]);
    const other = {
      ...extensions,
      persistedQuery: { version: 1, sha256Hash: sha256Hash.replace(/^./, 'g') },
    };
    expect((await post(server, { extensions: other })).json.errors[0].extensions.code).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
  });

  test('is found however its body arrives, and however many ask at once', async () => {
    const body = JSON.stringify({ query: `${LABEL} # pieces é` });
    const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    const pieces = async () => {
      const { hostname, port } = new URL(server.url);
      const socket = connect(Number(port), hostname);
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      for (const byte of Buffer.from(`${head}connection: close\r\n\r\n${body}`))
        socket.write(Buffer.of(byte));
      await new Promise((resolve) => socket.on('close', resolve));
      return answer;
    };
    expect(await pieces()).toContain('codelattice-kept: no');
    const answer = await pieces();
    expect(answer).toContain('codelattice-kept: yes');
    expect(answer).toContain('{"data":{"code":{"label":"Sacral');
    const many = await sendRaw(
      server.url,
      `${`${head}\r\n${body}`.repeat(20)}${head}connection: close\r\n\r\n${body}`,
    );
    expect(many.split('codelattice-kept: yes')).toHaveLength(22);
    expect(many.split('{"data":{"code"')).toHaveLength(22);
  });

  test('is logged like any other', async () => {
    const lines: string[] = [];
    const logging = await startTestServer({ log: (line) => lines.push(line) });
    await post(logging, { query: LABEL });
    const { headers } = await post(logging, { query: LABEL });
    await logging.stop();
    const [made, kept] = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'answered');
    expect(Object.keys(kept ?? {}).sort()).toEqual(Object.keys(made ?? {}).sort());
    expect(kept).toMatchObject({ msg: 'answered', method: 'POST', path: '/graphql', status: 200 });
    expect(kept?.requestId).toBe(headers['x-request-id']);
  });
});

describe('an answer is kept for what it was asked for, and for nothing else', () => {
  test('languages have their own; headers that mean the same language share one', async () => {
    const query = '{ code(id: "63278") { label } } # languages';
    const asks: [string, string][] = [
      ['', 'no'],
      ['es', 'no'],
      ['es-MX, en;q=0.8', 'yes'],
      ['de', 'no'],
      ['xx', 'yes'],
      ['en', 'yes'],
    ];
    for (const [language, kept] of asks) {
      const headers = language === '' ? {} : { 'accept-language': language };
      const answer = await post(server, { query }, headers);
      expect(answer.text, language).toBe((await post(plain, { query }, headers)).text);
      expect(isKept(answer), language).toBe(kept);
    }
    const spanish = await post(server, { query }, { 'accept-language': 'es' });
    expect(spanish.text).not.toBe((await post(server, { query })).text);
  });

  test('variables in another order, another operation, and no variables are other requests', async () => {
    const bodies = [
      { query: WITH, variables: { id: '63278', first: 3 } },
      { query: WITH, variables: { first: 3, id: '63278' } },
      { query: WITH, variables: { id: '63277', first: 3 } },
      { query: WITH, operationName: 'Q', variables: { id: '63278', first: 3 } },
      {
        query: 'query A { code(id: "63278") { id } } query B { code(id: "63277") { id } }',
        operationName: 'A',
      },
      {
        query: 'query A { code(id: "63278") { id } } query B { code(id: "63277") { id } }',
        operationName: 'B',
      },
    ];
    for (const body of bodies) {
      const expected = await post(plain, body);
      expect([isKept(await post(server, body)), (await post(server, body)).text]).toEqual([
        'no',
        expected.text,
      ]);
      expect(isKept(await post(server, body))).toBe('yes');
    }
  });

  const body = JSON.stringify({ query: `${LONG} # refused` });
  const refused: [string, (to: TestServer) => Promise<Reply>][] = [
    ['as text', (to) => post(to, body, { 'content-type': 'text/plain' })],
    ['as a form', (to) => post(to, body, { 'content-type': 'application/x-www-form-urlencoded' })],
    ['in another charset', (to) => post(to, body, { 'content-type': 'application/json; charset=utf-16' })],
    ['said to be compressed', (to) => post(to, body, { 'content-encoding': 'gzip' })],
    ['for a type that is not made', (to) => post(to, body, { accept: 'text/html' })],
    ['of another method', (to) => send(`${to.url}/graphql`, { method: 'PUT', headers: json, body })],
    ['at another path', (to) => send(`${to.url}/graphql/`, { method: 'POST', headers: json, body })],
    ['with a comma behind it', (to) => post(to, `${body},`)],
    ['too long', (to) => post(to, body + ' '.repeat(100_001))],
    [
      'by GET without asking for permission',
      (to) => send(`${to.url}/graphql?${new URLSearchParams({ query: LONG })}`),
    ],
    [
      'by GET of another content type',
      (to) => sendGet(to.url, { query: LONG }, { 'content-type': 'text/plain' }),
    ],
  ];
  test.each(refused)('a request %s is refused as before', async (_, ask) => {
    for (const to of [server, server]) {
      await post(to, body);
      await sendGet(to.url, { query: LONG });
    }
    expect(isKept(await post(server, body))).toBe('yes');
    expect(isKept(await sendGet(server.url, { query: LONG }))).toBe('yes');
    const answer = await ask(server);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(shown(answer)).toEqual(shown(await ask(plain)));
    expect(isKept(answer)).not.toBe('yes');
  });

  test('a header that names no host is refused as before', async () => {
    const ask = (host: string) =>
      sendRaw(
        server.url,
        `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\ncontent-type: application/json\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    await ask('good.example');
    expect(await ask('good.example')).toContain('codelattice-kept: yes');
    expect(await ask('[not a host')).toMatch(/^HTTP\/1.1 400 /);
  });

  test.each(['x-forwarded-host', 'x-forwarded-proto'])(
    '%s of a trusted proxy is looked at as before',
    async (name) => {
      const behind = await startTestServer({ rateLimit: { perMinute: 0, proxies: ['127.0.0.1'] } });
      await post(behind, body, { [name]: 'https' });
      expect(isKept(await post(behind, body, { [name]: 'https' }))).toBe('yes');
      const refused = await post(behind, body, { [name]: '[not a host' });
      await behind.stop();
      expect(refused.status).toBe(400);
    },
  );

  test.each([
    '{ code(id: "banana") { id } }',
    '{ code(id: "63278") { id } related: codes(first: 501) { totalCount } }',
    '{ nothing }',
    '{',
    '{ dataset { version sources { id importedAt } unfinishedImports { since } } }',
  ])('%s is never kept', async (query) => {
    for (let time = 0; time < 3; time++) {
      expect(isKept(await post(server, { query }))).toBe('no');
      expect(isKept(await sendGet(server.url, { query }))).toBe('no');
    }
  });
});

describe('what is kept is bounded', () => {
  test('in bytes: the answers asked for least lately give way', async () => {
    const small = await startTestServer({ keptBytes: 100_000 });
    const ask = async (number: number) => {
      const answer = await post(small, { query: `${LABEL} # ${number}` });
      expect(answer.json.data.code.label).toContain('Sacral');
      return isKept(answer);
    };
    for (let number = 0; number < 100; number++) expect(await ask(number)).toBe('no');
    expect(await ask(99)).toBe('yes');
    expect(await ask(0)).toBe('no');
    const kept = [];
    for (let number = 99; number > 60; number--) kept.push(await ask(number));
    const count = kept.filter((one) => one === 'yes').length;
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThan(100_000 / 2_000);
    await small.stop();
  });

  test('an answer that would take most of the room is not kept', async () => {
    const small = await startTestServer({ keptBytes: 20_000 });
    for (let time = 0; time < 2; time++) expect(isKept(await post(small, { query: LONG }))).toBe('no');
    await small.stop();
  });

  test('a switch turns it off, and nothing is said of it then', async () => {
    for (let time = 0; time < 2; time++) {
      expect(isKept(await post(plain, { query: LABEL }))).toBeUndefined();
    }
  });
});
