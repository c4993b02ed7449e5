import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { storeForTests } from '../opened.ts';
import { ask, startTestServer, type TestServer } from '../served.ts';
import { gatedStore, send, sendGet } from './wire.ts';

const own = storeForTests();
let server: TestServer;
afterEach(() => server.stop());

const CODE = '{ code(id: "63278") { id } }';

describe('requests in flight', () => {
  test('past the limit are refused with 503, a time to come back and the name of the limit; then all is well', async () => {
    const { store, open, waiting } = gatedStore(own.store);
    server = await startTestServer({ store, limits: { inFlight: 3 } });
    const begun = Array.from({ length: 3 }, () => ask(server.url, CODE));
    await expect.poll(waiting).toBe(3);
    // None of them waits for the gate.
    for (const refused of [
      await ask(server.url, CODE),
      await ask(server.url, '{ __typename }'),
      await ask(server.url, 'this is no document'),
      await ask(server.url, CODE, {}, { accept: 'application/graphql-response+json' }),
    ]) {
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('1');
      expect(refused.headers.get('cache-control')).toBe('no-store');
      expect(refused.headers.get('access-control-allow-origin')).toBe('*');
      expect(refused.body).toEqual({
        errors: [
          {
            message:
              'The server works on 3 requests already and takes no more at once (LIMIT_IN_FLIGHT, set where it runs). Try again in a second.',
            extensions: { code: 'OVERLOADED' },
          },
        ],
      });
    }
    expect((await sendGet(server.url, { query: CODE })).status).toBe(503);
    expect((await send(`${server.url}/families/family:lesion-vascular/preview.svg`)).status).toBe(503);
    // What watches the server, and the pages, are there all the same.
    for (const path of ['/healthz', '/readyz', '/schema.graphql', '/']) {
      expect((await send(`${server.url}${path}`)).status).toBe(200);
    }
    open();
    for (const answer of await Promise.all(begun)) {
      expect(answer.body).toEqual({ data: { code: { id: 'CPT:63278' } } });
    }
    const after = await Promise.all(Array.from({ length: 3 }, () => ask(server.url, CODE)));
    expect(after.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('that fail, are refused or time out give their place back', async () => {
    const { store } = gatedStore(own.store);
    server = await startTestServer({ store, limits: { inFlight: 2, deadlineMs: 300 } });
    for (let round = 0; round < 5; round++) {
      await Promise.all([ask(server.url, 'this is no document'), ask(server.url, '{ nothing }')]);
      await Promise.all([
        send(`${server.url}/graphql`),
        ask(server.url, '{ codes(first: 501) { totalCount } }'),
      ]);
    }
    for (let round = 0; round < 3; round++) {
      const late = await Promise.all([ask(server.url, CODE), ask(server.url, CODE)]);
      expect(late.map(({ body }) => body.errors[0].extensions.code)).toEqual(['TIMEOUT', 'TIMEOUT']);
    }
  });

  test('whose clients have gone hold no place any more', async () => {
    const { store, waiting } = gatedStore(own.store);
    server = await startTestServer({ store, limits: { inFlight: 2 } });
    const leave = new AbortController();
    const gone = Array.from({ length: 2 }, () =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: CODE }),
        signal: leave.signal,
      }).catch((error: Error) => error.name),
    );
    await expect.poll(waiting).toBe(2);
    expect((await ask(server.url, '{ __typename }')).status).toBe(503);
    leave.abort();
    expect(await Promise.all(gone)).toEqual(['AbortError', 'AbortError']);
    await expect.poll(async () => (await ask(server.url, '{ __typename }')).status).toBe(200);
  });

  test('that come slowly hold no place', async () => {
    server = await startTestServer({ limits: { inFlight: 1 } });
    const { hostname, port } = new URL(server.url);
    const slow = Array.from({ length: 5 }, () => {
      const socket = connect(Number(port), hostname).on('error', () => {});
      socket.write(
        'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
      );
      return socket;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await ask(server.url, CODE)).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});

describe('connections', () => {
  test('past the limit are closed at once; those there are go on, and one that ends makes room', async () => {
    server = await startTestServer({ limits: { connections: 3 } });
    const { hostname, port } = new URL(server.url);
    const open = Array.from({ length: 3 }, () => connect(Number(port), hostname).on('error', () => {}));
    await Promise.all(open.map((one) => new Promise((resolve) => one.once('connect', resolve))));
    await expect(send(`${server.url}/healthz`)).rejects.toThrow(/ECONNRESET|socket hang up/);
    const [first] = open;
    first?.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    const answer = await new Promise((resolve) => first?.once('data', (data) => resolve(String(data))));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    open.pop()?.destroy();
    await expect
      .poll(() =>
        send(`${server.url}/healthz`).then(
          ({ status }) => status,
          () => null,
        ),
      )
      .toBe(200);
    for (const one of open) one.destroy();
  });

  test('on which an answer is not read are closed in the end', async () => {
    server = await startTestServer({ limits: { requestMs: 500, deadlineMs: 500, headersMs: 500 } });
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).on('error', () => {});
    let received = 0;
    socket.on('data', ({ length }) => {
      received += length;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    // Far more than the buffers of both ends take.
    socket.pause().write('GET /schema.graphql HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(300));
    await expect.poll(server.connections).toBe(1);
    await expect.poll(server.connections).toBe(0);
    socket.resume();
    await closed;
    const { text } = await send(`${server.url}/schema.graphql`);
    expect(received).toBeLessThan(300 * text.length);
  });
});

describe('the rate limit', () => {
  const limited = async (perMinute: number, proxies: readonly string[] = []) => {
    server = await startTestServer({ rateLimit: { perMinute, proxies } });
  };
  const statuses = async (count: number, headers: Record<string, string> = {}) => {
    const all: number[] = [];
    for (let at = 0; at < count; at++)
      all.push((await ask(server.url, '{ __typename }', {}, headers)).status);
    return all;
  };

  test('is off unless it is set', async () => {
    server = await startTestServer();
    expect(new Set(await statuses(50))).toEqual(new Set([200]));
  });

  test('refuses a client with 429, when to come back and the name of the limit; health is asked freely', async () => {
    await limited(5);
    expect(await statuses(6)).toEqual([200, 200, 200, 200, 200, 429]);
    const { status, headers, body } = await ask(server.url, '{ __typename }');
    expect(status).toBe(429);
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(body.errors).toEqual([
      {
        message: `More than 5 requests came from this address within a minute (RATE_LIMIT, set where the server runs). Try again in ${seconds} s.`,
        extensions: { code: 'RATE_LIMITED' },
      },
    ]);
    for (const path of ['/', '/schema.graphql', '/nothing', '/graphql?query=%7B__typename%7D']) {
      expect((await send(`${server.url}${path}`)).status).toBe(429);
    }
    for (let at = 0; at < 20; at++) expect((await send(`${server.url}/healthz`)).status).toBe(200);
    expect((await send(`${server.url}/readyz`)).status).toBe(200);
  });

  test('believes no client that says to be another', async () => {
    await limited(3);
    const forged = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        ask(
          server.url,
          '{ __typename }',
          {},
          { 'x-forwarded-for': `192.0.2.${at}`, forwarded: `for=192.0.2.${at}` },
        ),
      ),
    );
    expect(forged.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429, 429]);
  });

  test('tells clients behind a trusted proxy apart; what they put before it is not believed', async () => {
    await limited(3, ['loopback']);
    expect(await statuses(4, { 'x-forwarded-for': '192.0.2.1' })).toEqual([200, 200, 200, 429]);
    expect(await statuses(4, { 'x-forwarded-for': '192.0.2.2' })).toEqual([200, 200, 200, 429]);
    // The proxy adds the address that it sees to whatever the client sent.
    expect(await statuses(1, { 'x-forwarded-for': '198.51.100.7, 192.0.2.2' })).toEqual([429]);
    // Of IPv6 a client has a whole network.
    expect(await statuses(3, { 'x-forwarded-for': '2001:db8::1' })).toEqual([200, 200, 200]);
    expect(await statuses(1, { 'x-forwarded-for': '2001:db8::2' })).toEqual([429]);
    expect(await statuses(1, { 'x-forwarded-for': '2001:db8:0:1::2' })).toEqual([200]);
  });

  test.each([
    '',
    'unknown',
    ',,,',
    '192.0.2.1:5000',
    'fe80::1%eth0',
    '[::1]',
    '"_hidden"',
    '%0d%0a',
    'a'.repeat(60),
  ])('is not broken by a proxy that says %j', async (said) => {
    await limited(2, ['loopback']);
    expect(await statuses(3, { 'x-forwarded-for': said })).toEqual([200, 200, 429]);
  });

  test('a refused request with a body leaves its connection usable', async () => {
    await limited(1);
    const asked = () =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ __typename } #${'x'.repeat(90_000)}` }),
      }).then(async (response) => [response.status, typeof (await response.json())]);
    expect([await asked(), await asked(), await asked()]).toEqual([
      [200, 'object'],
      [429, 'object'],
      [429, 'object'],
    ]);
  });
});
