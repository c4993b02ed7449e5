import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LocalNeo4j } from '../../scripts/neo4j.ts';
import { loadNeo4j } from '../../src/store/neo4j/write/load-seed.ts';
import { installedServer, run } from '../commands/installed.ts';
import { dataset, temporaryFolder } from '../seeded.ts';
import { ask } from '../served.ts';
import { describeOwnNeo4j, quiet, settingsOf, startOwn } from '../store/neo4j/neo4j.ts';
import { expectHarmless, INSIDE, pause, watchful } from './watchful.ts';

const CODE = '{ code(id: "63278") { id regions { name } } }';
const WELL = { code: { id: 'CPT:63278', regions: [{ name: 'sacral' }] } };
/** What the client is told while the database is away, and while it is slow on a busy machine. */
const AWAY = 'STORE_UNAVAILABLE';
const AWAY_OR_SLOW = [AWAY, 'TIMEOUT'];

const installed = installedServer({ seeded: false });
const serve = (uri: string, variables: Record<string, string> = {}) =>
  installed.serve({ NEO4J_URI: uri, LOG_LEVEL: 'warn', RESPONSE_CACHE_BYTES: '0', ...variables });

/** Until the server answers again, in milliseconds. */
const wellAfter = async (url: string) => {
  const began = performance.now();
  await expect.poll(async () => (await ask(url, CODE)).body.data, { interval: 50 }).toEqual(WELL);
  return Math.round(performance.now() - began);
};

/** Every answer of these clients is whole or says that the store is away; how often each. */
function traffic(url: string, clients = 8) {
  const seen = { well: 0, away: 0 };
  let isOver = false;
  const done = Promise.all(
    Array.from({ length: clients }, async () => {
      while (!isOver) {
        const { status, body } = await ask(url, CODE);
        expectHarmless({ status, text: JSON.stringify(body) }, CODE);
        if (body.errors === undefined) {
          expect(body.data).toEqual(WELL);
          seen.well++;
        } else {
          expect(AWAY_OR_SLOW).toContain(body.errors[0].extensions.code);
          seen.away++;
        }
      }
    }),
  );
  return async () => {
    isOver = true;
    await done;
    return seen;
  };
}

const warnings = (out: string) => out.split('\n').filter((line) => line.startsWith('{'));

describeOwnNeo4j('a server over Neo4j', () => {
  let home: ReturnType<typeof temporaryFolder>;
  let neo4j: LocalNeo4j;
  let port = 0;
  const start = async () => {
    neo4j = await startOwn({ home: home.folder, port });
    port = Number(new URL(neo4j.uri).port);
  };
  beforeAll(async () => {
    home = temporaryFolder();
    await start();
    await loadNeo4j(settingsOf(neo4j.uri), dataset, quiet);
  });
  afterAll(async () => {
    await neo4j?.stop();
    home?.remove();
  });

  it('whose database stands still, then goes on: refusals within the deadline, and well within seconds', async () => {
    const { url, out } = await serve(neo4j.uri);
    await wellAfter(url);
    const stopTraffic = traffic(url);
    const stopWatching = watchful(url);
    await pause(300);
    process.kill(neo4j.pid, 'SIGSTOP');
    await pause(500);
    const { body } = await ask(url, CODE);
    expect(body.errors[0].extensions.code).toBe(AWAY);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    process.kill(neo4j.pid, 'SIGCONT');
    const well = await wellAfter(url);
    const seen = await stopTraffic();
    const { longest } = await stopWatching();
    console.log(
      `SIGSTOP: ${seen.well} whole answers, ${seen.away} refusals; well ${well} ms after SIGCONT; { __typename } at most ${longest} ms`,
    );
    expect(seen.away).toBeGreaterThan(0);
    for (const line of warnings(out())) {
      expect(JSON.parse(line)).toMatchObject({ level: 40, msg: 'the store is away' });
    }
  });

  it('whose database is killed under load and comes back: nothing half, and well within seconds', async () => {
    const { url, process: own } = await serve(neo4j.uri);
    await wellAfter(url);
    const stopTraffic = traffic(url);
    await pause(300);
    await neo4j.kill();
    await pause(1_000);
    expect((await ask(url, CODE)).body.errors[0].extensions.code).toBe(AWAY);
    await start();
    const well = await wellAfter(url);
    const seen = await stopTraffic();
    console.log(
      `killed: ${seen.well} whole answers, ${seen.away} refusals; well ${well} ms after the database is back`,
    );
    expect(seen.away).toBeGreaterThan(0);
    expect(own.exitCode).toBeNull();
  });

  it('asked by more than its connections are: all are answered, or told so, and well at once after', async () => {
    const { url } = await serve(neo4j.uri, { LIMIT_IN_FLIGHT: '1000' });
    await wellAfter(url);
    const stopWatching = watchful(url);
    const answers = await Promise.all(Array.from({ length: 400 }, () => ask(url, CODE)));
    for (const { status, body } of answers) {
      expectHarmless({ status, text: JSON.stringify(body) }, CODE);
      if (body.errors === undefined) expect(body.data).toEqual(WELL);
      else expect(AWAY_OR_SLOW).toContain(body.errors[0].extensions.code);
    }
    await stopWatching();
    const well = await wellAfter(url);
    console.log(
      `400 at once: ${answers.filter(({ body }) => !body.errors).length} whole; well ${well} ms after`,
    );
  });

  it('that is not there at the start, then comes: refusals until then', async () => {
    await neo4j.stop();
    const { url } = await serve(`bolt://127.0.0.1:${port}`);
    const { status, body } = await ask(url, CODE);
    expect([status, body.errors[0].extensions.code]).toEqual([503, AWAY]);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    await start();
    console.log(`absent at start: well ${await wellAfter(url)} ms after the database is there`);
  });
});

describeOwnNeo4j('a server with a wrong password', () => {
  let neo4j: LocalNeo4j;
  beforeAll(async () => {
    neo4j = await startOwn({ auth: true });
  });
  afterAll(() => neo4j?.stop());

  it('says so without the password, and does not try it again and again', async () => {
    const signIn = { NEO4J_USERNAME: 'neo4j', NEO4J_PASSWORD: 'hunter2-wrong' };
    const between = await counting(neo4j.uri);
    const { url, out, process: own, ended } = await serve(between.uri, signIn);
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(url, CODE)));
    for (const { status, body } of answers) {
      expect([status, body.errors[0].extensions.code]).toEqual([503, AWAY]);
      expectHarmless({ status, text: JSON.stringify(body) }, CODE);
    }
    // Refused by the server itself from now on: the database locks out who is wrong too often.
    const before = between.count();
    for (let at = 0; at < 6; at++) {
      // As long as a database that was away counts as away without being asked.
      await pause(1_100);
      await ask(url, CODE);
    }
    expect(between.count() - before).toBeLessThan(4);
    expect(before).toBeGreaterThan(0);
    expect(await reaches(neo4j.uri)).toBe(true);
    own.kill('SIGTERM');
    const { code, err } = await ended;
    between.stop();
    expect([code, err]).toEqual([0, '']);
    expect(out()).toContain(
      'refuses the user name or the password. Check NEO4J_USERNAME and NEO4J_PASSWORD.',
    );
    expect(out()).not.toContain('hunter2');
    for (const name of ['seed', 'doctor']) {
      const ran = await run(installed.folder, [name], { NEO4J_URI: neo4j.uri, ...signIn });
      expect(ran.code).toBe(1);
      expect(ran.out + ran.err).toMatch(/NEO4J_PASSWORD/);
      expect(ran.out + ran.err).not.toContain('hunter2');
      expect(INSIDE.test(ran.err)).toBe(false);
    }
  });
});

/** Another address of a database, and how many connections were made there. */
async function counting(uri: string) {
  const { hostname, port } = new URL(uri);
  let count = 0;
  const server = createServer((socket) => {
    count++;
    const there = connect(Number(port), hostname);
    for (const one of [socket, there]) one.on('error', () => {});
    socket.pipe(there).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  return { uri: `bolt://127.0.0.1:${own}`, count: () => count, stop: () => server.close() };
}

/** Whether something listens there. */
function reaches(uri: string): Promise<boolean> {
  const { hostname, port } = new URL(uri);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
