import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeForTests } from '../opened.ts';
import { ask, startTestServer } from '../served.ts';
import { gatedStore, send } from '../server/wire.ts';
import { installedCopy, run, serveUntilReady } from './installed.ts';

describe('a server that is told to stop', () => {
  const own = storeForTests();

  /** A server whose store answers when the gate opens. */
  async function startGated() {
    const { store, open, waiting } = gatedStore(own.store);
    const server = await startTestServer({ store });
    const reached = async (count: number) => {
      while (waiting() < count) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    return { ...server, open, reached };
  }

  test('answers what it has begun, over connections that are kept alive too, and takes nothing new', async () => {
    const server = await startGated();
    const agent = new Agent({ keepAlive: true });
    const asked = () =>
      new Promise<{ status: number; connection: string | undefined; text: string }>((resolve, reject) => {
        const sent = request(
          `${server.url}/graphql`,
          { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
          (response) => {
            let text = '';
            response.on('data', (chunk) => {
              text += chunk;
            });
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, text }),
            );
          },
        );
        sent.on('error', reject);
        sent.end('{"query":"{ code(id: \\"63278\\") { id } }"}');
      });
    const answers = Array.from({ length: 5 }, asked);
    await server.reached(5);
    let hasStopped = false;
    const stopped = server.stop().then(() => {
      hasStopped = true;
    });
    await expect
      .poll(() =>
        send(`${server.url}/readyz`).then(
          ({ status }) => status,
          () => 'refused',
        ),
      )
      .not.toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(hasStopped).toBe(false);
    server.open();
    for (const { status, connection, text } of await Promise.all(answers)) {
      expect([status, connection]).toEqual([200, 'close']);
      expect(JSON.parse(text)).toEqual({ data: { code: { id: 'CPT:63278' } } });
    }
    await stopped;
    await expect(send(`${server.url}/readyz`)).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });

  test('does not wait for clients that hold a connection and ask nothing', async () => {
    const server = await startGated();
    server.open();
    const { hostname, port } = new URL(server.url);
    const agent = new Agent({ keepAlive: true });
    const silent = connect(Number(port), hostname);
    const closed = new Promise((resolve) => silent.on('close', resolve));
    await new Promise((resolve) => silent.on('connect', resolve));
    await new Promise((resolve) =>
      request(`${server.url}/healthz`, { agent }, (response) => response.resume().on('end', resolve)).end(),
    );
    await server.stop();
    await closed;
    agent.destroy();
  });

  test('sends answers that are still being taken to their end', async () => {
    const server = await startGated();
    server.open();
    const labels = Array.from({ length: 50 }, (_, index) => `${'label'.repeat(5)}${index}: label`);
    const query = `{ codes(first: 500) { edges { node { ${labels.join(' ')} } } } }`;
    await ask(server.url, query);
    const body = JSON.stringify({ query });
    const asked = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const { hostname, port } = new URL(server.url);
    const client = connect(Number(port), hostname).setEncoding('latin1');
    client.on('error', () => {});
    let received = '';
    client.on('data', (text) => {
      received += text;
    });
    // More than the system takes of them.
    client.write(asked.repeat(6));
    await once(client, 'data');
    client.pause();
    const stopped = server.stop();
    await new Promise((resolve) => setTimeout(resolve, 100));
    client.resume();
    await new Promise((resolve) => client.on('close', resolve));
    const answers = received.split('HTTP/1.1 200 OK').slice(1);
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) {
      const length = Number(/^content-length: (\d+)\r$/im.exec(answer)?.[1]);
      expect(length).toBeGreaterThan(1_000_000);
      expect(answer.split('\r\n\r\n')[1]).toHaveLength(length);
    }
    await stopped;
  });

  test('says that it is not ready before anything else', async () => {
    const server = await startGated();
    const slow = ask(server.url, '{ code(id: "63278") { id } }');
    await server.reached(1);
    const { hostname, port } = new URL(server.url);
    const kept = connect(Number(port), hostname);
    let answers = '';
    kept.on('data', (chunk) => {
      answers += chunk;
    });
    kept.write('GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n');
    await expect.poll(() => answers).toContain('200 OK');
    kept.write('GET /readyz HTTP/1.1\r\nhost: x\r\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = server.stop();
    kept.write('\r\n');
    await expect.poll(() => answers).toMatch(/503 Service Unavailable/);
    server.open();
    expect((await slow).body.data.code.id).toBe('CPT:63278');
    await stopped;
  });
});

describe('SIGTERM', () => {
  let installed: ReturnType<typeof installedCopy>;
  let variables: Record<string, string>;
  beforeAll(async () => {
    installed = installedCopy();
    variables = { CODELATTICE_DB: join(installed.folder, 'x.db') };
    await run(installed.folder, ['seed'], variables);
  });
  afterAll(() => installed.remove());

  test.each([
    ['once', ['SIGTERM']],
    ['twice', ['SIGTERM', 'SIGTERM']],
    ['as Ctrl-C', ['SIGINT']],
    ['together with Ctrl-C', ['SIGTERM', 'SIGINT', 'SIGTERM']],
  ] as const)('%s ends the command with 0, with clients that keep connections', async (_, signals) => {
    const server = await serveUntilReady(installed.folder, variables);
    const agent = new Agent({ keepAlive: true });
    await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise((resolve) =>
            request(`${server.url}/healthz`, { agent }, (response) =>
              response.resume().on('end', resolve),
            ).end(),
          ),
      ),
    );
    const { hostname, port } = new URL(server.url);
    const silent = connect(Number(port), hostname).on('error', () => {});
    for (const signal of signals) server.process.kill(signal);
    const { code, signal, err } = await server.ended;
    expect([code, signal, err]).toEqual([0, null, '']);
    agent.destroy();
    silent.destroy();
  });

  test('twice while a request is under way: it is answered all the same', async () => {
    const server = await serveUntilReady(installed.folder, variables);
    const { hostname, port } = new URL(server.url);
    const body = '{"query":"{ code(id: \\"63278\\") { id } }"}';
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const pause = () => new Promise((resolve) => setTimeout(resolve, 150));
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n{`,
    );
    await pause();
    server.process.kill('SIGTERM');
    await pause();
    server.process.kill('SIGTERM');
    await pause();
    socket.write(body.slice(1));
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/^connection: close\r$/m);
    expect(answer).toContain('{"data":{"code":{"id":"CPT:63278"}}}');
    expect((await server.ended).code).toBe(0);
  });

  test('while clients ask without pause: every answer is whole, then there is none', async () => {
    const server = await serveUntilReady(installed.folder, variables);
    let whole = 0;
    let isOver = false;
    const clients = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        try {
          const { status, body } = await ask(
            server.url,
            '{ codes(first: 80) { edges { node { id label } } } }',
          );
          if (status === 503) continue;
          expect(body.data.codes.edges).toHaveLength(80);
          whole++;
        } catch (error) {
          expect(String((error as Error & { cause?: Error }).cause ?? error)).toMatch(
            /ECONNREFUSED|ECONNRESET|other side closed/,
          );
          if (/ECONNREFUSED/.test(String((error as Error & { cause?: Error }).cause))) isOver = true;
        }
      }
    });
    while (whole < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    server.process.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    await Promise.all(clients);
    expect(whole).toBeGreaterThanOrEqual(20);
  });
});
