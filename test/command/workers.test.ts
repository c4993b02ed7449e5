import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { loadSqlite } from '../../src/store/sqlite-load.ts';
import { send } from '../http/wire.ts';
import { dataset } from '../seeded.ts';
import { installedServer, run } from './installed.ts';

const installed = installedServer({ seeded: true });
const serve = (workers: number, variables: Record<string, string> = {}) =>
  installed.serve({ CODELATTICE_DB: installed.database, LOG_LEVEL: 'info', ...variables }, [
    '--workers',
    `${workers}`,
  ]);

/** Asks over a connection of its own, so that any worker may answer. */
const askAnew = async (url: string, query = '{ dataset { version } }') => {
  const { status, json } = await send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status, body: json };
};

/** Other work on the machine may slow things down. */
const poll = <T>(get: () => T) => expect.poll(get, { timeout: 15_000, interval: 100 });

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly pid: number;
  readonly worker?: number;
  readonly restartMs?: number;
  readonly left?: number;
  readonly signal?: string;
}
const lines = (out: string): Line[] =>
  out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
const answering = (out: string) =>
  new Set(
    lines(out)
      .filter(({ msg }) => msg === 'answered')
      .map(({ pid }) => pid),
  );
const deaths = (out: string) => lines(out).filter(({ msg }) => msg === 'a worker ended and is replaced');
const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('workers', () => {
  test('serve at one port, say so once, share the work and add up their figures', async () => {
    const { url, out, process: own } = await serve(2, { METRICS_PORT: '0' });
    const text = out();
    expect(text.match(/codelattice serves/g)).toHaveLength(1);
    expect(text).toContain('by 2 workers at');
    for (let at = 0; at < 10; at++) {
      expect((await askAnew(url)).body.data.dataset.version).toBe(dataset.version);
    }
    await poll(() => answering(out()).size).toBe(2);
    expect(answering(out())).not.toContain(own.pid);
    expect((await send(`${url}/readyz`)).status).toBe(200);
    const figures = await (await fetch(/figures for Prometheus: (\S+)/.exec(out())?.[1] ?? '')).text();
    expect(figures).toMatch(/^codelattice_requests_total\{path="\/graphql",outcome="OK",kept="no"\} [1-9]/m);
    expect(figures).toContain(`codelattice_dataset_info{version="${dataset.version}"} 2`);
    expect(figures).toContain('codelattice_store_up 2');
  });

  test('that are killed are replaced; the others answer, and who asks again is answered', async () => {
    const { url, out } = await serve(2);
    await poll(async () => {
      await askAnew(url);
      return answering(out()).size;
    }).toBe(2);
    const [victim = 0] = answering(out());
    let lost = 0;
    let isOver = false;
    const clients = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        // Node answers nothing on a connection that was on its way to the killed one.
        const late = new Promise<null>((resolve) => setTimeout(resolve, 3_000, null));
        const answer = await Promise.race([askAnew(url).catch(() => null), late]);
        if (answer === null) lost++;
        else
          expect(answer).toEqual({ status: 200, body: { data: { dataset: { version: dataset.version } } } });
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(victim, 'SIGKILL');
    await poll(() => deaths(out()).length).toBe(1);
    expect(deaths(out())).toMatchObject([{ level: 50, worker: victim, signal: 'SIGKILL', left: 1 }]);
    await poll(() => answering(out()).size).toBe(3);
    isOver = true;
    await Promise.all(clients);
    // Those that the killed one was answering, and no others.
    expect(lost).toBeLessThanOrEqual(4);
  });

  test('that die again and again are started ever more slowly', async () => {
    const { url, out } = await serve(2);
    const killed = new Set<number>();
    for (const round of [1, 2, 3]) {
      await poll(async () => {
        await askAnew(url).catch(() => null);
        return [...answering(out())].some((pid) => !killed.has(pid) && isThere(pid));
      }).toBe(true);
      const victim = [...answering(out())].find((pid) => !killed.has(pid) && isThere(pid)) ?? 0;
      killed.add(victim);
      process.kill(victim, 'SIGKILL');
      await poll(() => deaths(out()).length).toBe(round);
    }
    expect(deaths(out()).map(({ restartMs }) => restartMs)).toEqual([250, 500, 1_000]);
  });

  test('all move over to a dataset that is loaded while they run', async () => {
    const { url, out } = await serve(2);
    loadSqlite(installed.database, { ...dataset, version: 'another' });
    await poll(async () => {
      const versions = await Promise.all(Array.from({ length: 6 }, () => askAnew(url)));
      return new Set(versions.map(({ body }) => body.data.dataset.version));
    }).toEqual(new Set(['another']));
    expect(answering(out()).size).toBe(2);
    loadSqlite(installed.database, dataset);
  });

  test.each([
    ['once', 1],
    ['twice', 2],
  ])('told %s to end, answer what they have begun, and all end with 0', async (_, times) => {
    const { url, out, process: own, ended } = await serve(2);
    const { hostname, port } = new URL(url);
    const body = '{"query":"{ code(id: \\"63278\\") { id } }"}';
    const begun = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const socket = connect(Number(port), hostname);
        const answer = { text: '', closed: new Promise((resolve) => socket.on('close', resolve)), socket };
        socket.on('data', (chunk) => {
          answer.text += chunk;
        });
        socket.write(
          `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n{`,
        );
        return answer;
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const began = performance.now();
    for (let at = 0; at < times; at++) {
      own.kill('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    for (const { socket } of begun) socket.write(body.slice(1));
    await Promise.all(begun.map(({ closed }) => closed));
    for (const { text } of begun) {
      expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(text).toContain('{"data":{"code":{"id":"CPT:63278"}}}');
    }
    const { code, signal } = await ended;
    expect([code, signal]).toEqual([0, null]);
    expect(performance.now() - began).toBeLessThan(10_000);
    for (const pid of answering(out())) expect(isThere(pid)).toBe(false);
    await expect(askAnew(url)).rejects.toThrow('ECONNREFUSED');
  });

  test('end with the process that started them, however it ends', async () => {
    const { url, out, process: own, ended } = await serve(2);
    await poll(async () => {
      await askAnew(url);
      return answering(out()).size;
    }).toBe(2);
    own.kill('SIGKILL');
    // All who write to its output have ended.
    await ended;
    await expect(askAnew(url)).rejects.toThrow('ECONNREFUSED');
  });

  test('past their limit of connections close what is new, without passing it round', async () => {
    const { url } = await serve(2, { LIMIT_CONNECTIONS: '2' });
    const { hostname, port } = new URL(url);
    const sockets = Array.from({ length: 10 }, () => {
      const socket = connect(Number(port), hostname).on('error', () => {});
      return { socket, closed: new Promise((resolve) => socket.resume().on('close', resolve)) };
    });
    await Promise.race(sockets.map(({ closed }) => closed));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const open = sockets.filter(({ socket }) => !socket.destroyed).length;
    expect(open).toBeGreaterThanOrEqual(2);
    expect(open).toBeLessThanOrEqual(4);
    for (const { socket } of sockets) socket.destroy();
    await poll(() =>
      askAnew(url).then(
        ({ status }) => status,
        () => null,
      ),
    ).toBe(200);
  });
});

describe('workers that cannot start', () => {
  test('say why once, and end with the same exit code', async () => {
    const { url, process: own } = await serve(2);
    const port = new URL(url).port;
    const { code, err } = await run(installed.folder, ['serve', '--workers', '2'], {
      CODELATTICE_DB: installed.database,
      PORT: port,
      LOG_LEVEL: 'warn',
    });
    expect([code, err]).toEqual([1, 'The port is in use by another program. Set PORT to a free one.\n']);
    expect(own.exitCode).toBeNull();
  });

  test.each(['0', 'many', '-1', '100', '1.5'])('--workers %s is no use of it: 2', async (workers) => {
    const { code, err } = await run(installed.folder, ['serve', '--workers', workers]);
    expect(code).toBe(2);
    expect(err).toContain('It must be a whole number from 1 to 99.');
  });
});
