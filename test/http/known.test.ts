import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KnownRequests, knowRequests } from '../../src/known-requests.ts';
import { startTestServer } from '../server.ts';

const post = (body: string, headers = '') =>
  `POST /graphql HTTP/1.1\r\nhost: a\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;
const KNOWN = post('known');

describe('a request that is known by its bytes', () => {
  let server: Server;
  let known: KnownRequests<string>;
  let isSent = true;
  let client: Socket;
  /** What has come back, and who answered: what the server has read, or `known`. */
  let received = '';
  const answers = () => [...received.matchAll(/^<(.*)>$/gm)].map(([, one]) => one);

  beforeEach(async () => {
    isSent = true;
    received = '';
    known = knowRequests<string>(100_000, (socket, key) => {
      if (isSent) socket.write(answer(key));
      return isSent;
    });
    server = createServer((request, response) => {
      known.begin(request, response);
      if (request.url === '/early') response.end('early');
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', async () => {
        if (response.writableEnded) return;
        if (body.startsWith('slow')) await wait(100);
        known.learn(request, response, 'known');
        const text = `\n<${body}>\n`;
        response.writeHead(200, ['content-length', String(text.length)]).end(text);
      });
    });
    server.on('connection', known.connection);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.setNoDelay().on('data', (chunk) => {
      received += chunk;
    });
  });
  afterEach(async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const answer = (key: string) =>
    `HTTP/1.1 200 OK\r\ncontent-length: ${key.length + 8}\r\n\r\n\n<by: ${key}>\n`;
  /** Sends pieces one after the other, and gives what all of them were answered with. */
  const send = async (...pieces: readonly string[]) => {
    for (const piece of pieces) {
      client.write(piece);
      await wait(40);
    }
    return answers();
  };

  test('is answered without being read, but for the first of a connection', async () => {
    expect(await send(KNOWN, KNOWN, KNOWN)).toEqual(['known', 'by: known', 'by: known']);
    expect((await send(post('other'), KNOWN)).slice(3)).toEqual(['other', 'by: known']);
  });

  test('is read where the answer is not there any more', async () => {
    await send(KNOWN, KNOWN);
    isSent = false;
    expect(await send(KNOWN)).toEqual(['known', 'by: known', 'known']);
    isSent = true;
    known.clear();
    expect((await send(KNOWN, KNOWN)).slice(3)).toEqual(['known', 'by: known']);
  });

  test('waits for its turn behind one that is being answered', async () => {
    await send(KNOWN, KNOWN, post('slow'), KNOWN);
    await wait(150);
    expect(answers()).toEqual(['known', 'by: known', 'slow', 'known']);
    // Which piece ended where cannot be said any more.
    expect((await send(KNOWN)).at(-1)).toBe('known');
  });

  test.each([
    ['in one piece with the next', [KNOWN + KNOWN]],
    ['in two pieces', [KNOWN.slice(0, 30), KNOWN.slice(30), KNOWN]],
    ['behind a head that came before', [KNOWN.slice(0, -5), 'known', KNOWN]],
  ])('is read where it comes %s', async (_, pieces) => {
    await send(KNOWN, KNOWN);
    const before = answers().length;
    expect((await send(...pieces)).slice(before)).toEqual(['known', 'known']);
  });

  test('is a body where a body is due', async () => {
    await send(KNOWN, KNOWN);
    const [head] = post(KNOWN).split('\r\n\r\n');
    await send(`${head}\r\n\r\n`, KNOWN);
    expect(received.split('<')).toHaveLength(4);
    expect(received).toContain(`<${KNOWN}>`);
  });

  test('is a body where a body is due, though the request was answered and is as long as its body', async () => {
    const head = (length: number) =>
      `POST /early HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(50)}\r\ncontent-length: ${length}\r\n\r\n`;
    await send(KNOWN, KNOWN);
    const before = answers().length;
    // Line breaks before a request are passed over.
    await send(`\r\n\r\n${head(head(100).length)}`, KNOWN);
    expect(received).toMatch(/early$/);
    expect(answers()).toHaveLength(before);
  });

  test('is known with the wish for a connection that stays', async () => {
    const staying = post('known', 'Connection: Keep-Alive\r\n');
    expect(await send(staying, staying)).toEqual(['known', 'by: known']);
  });

  test.each(['if-none-match: "a"\r\n', 'connection: close\r\n', 'expect: nothing\r\n'])(
    'is read where it has %j',
    async (header) => {
      const telling = post('known', header);
      expect((await send(KNOWN, telling, telling)).slice(1)).not.toContain('by: known');
    },
  );
});

test('a known request is answered as one that was read, head and body', async () => {
  const { url, stop } = await startTestServer();
  const { port, hostname } = new URL(url);
  const client = connect(Number(port), hostname).setNoDelay().setEncoding('utf8');
  const body = JSON.stringify({ query: '{ code(id: "63278") { label } }' });
  const request = post(body, 'content-type: application/json\r\n');
  const heads: string[] = [];
  client.on('data', (chunk: string) => heads.push(chunk));
  for (let count = 0; count < 6; count++) {
    client.write(request);
    while (heads.length <= count) await wait(1);
  }
  client.destroy();
  await stop();
  const own = /^(x-request-id|date): .*\r\n/gim;
  const [, second = '', ...others] = heads.map((head) => head.replace(own, ''));
  expect(second).toContain('codelattice-kept: yes');
  expect(others).toEqual(others.map(() => second));
  const ids = heads.map((head) => /^x-request-id: (.*)\r$/m.exec(head)?.[1]);
  expect(new Set(ids).size).toBe(6);
  for (const head of heads) expect(head).toMatch(/^date: \w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT\r$/im);
});
