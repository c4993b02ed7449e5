import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSqlite } from '../../src/store/sqlite/write/load-seed.ts';
import { installedServer, run } from '../commands/installed.ts';
import { dataset } from '../seeded.ts';
import { ask } from '../served.ts';
import { send } from '../server/wire.ts';
import { expectHarmless, HANGING_MS, INSIDE, isWhole, pause, watchful } from './watchful.ts';

/** Sets limits of a process that runs (util-linux). */
const hasPrlimit = existsSync('/usr/bin/prlimit');

/** How long the mixed traffic of the whole run lasts. */
const MINUTES = Number(process.env.FAULTS_MINUTES ?? (isWhole ? 10 : 0));

const installed = installedServer({ seeded: true });
const serve = (variables: Record<string, string> = {}, options: readonly string[] = []) =>
  installed.serve({ CODELATTICE_DB: installed.database, ...variables }, options);

describe('a list of which one item fails at once', () => {
  test('while another waits for what fails later: the process lives, and says nothing', async () => {
    const server = await serve();
    const { status, body } = await ask(
      server.url,
      '{ codes { facets(first: 3) { terms { term { ... on AnatomicalRegion { source { file { title } } } codes(first: 501) { totalCount } } } } } }',
    );
    expect([status, body.errors[0].extensions.code]).toEqual([200, 'BAD_USER_INPUT']);
    expect((await ask(server.url, '{ __typename }')).body.data).toEqual({ __typename: 'Query' });
    expect(server.out()).not.toContain('"level":50');
  });
});

describe('a dataset that changes under load', () => {
  test.each([['one process', []]])(
    '%s: every answer is wholly of one dataset, none fails, and the new one is there within seconds',
    async (_, options) => {
      const { url } = await serve({}, options);
      const renamed = dataset.terms.map((term) =>
        term.id === 'region:sacral' ? { ...term, name: 'sacral anew' } : term,
      );
      const another = { ...dataset, version: 'another', terms: renamed };
      const question =
        '{ dataset { version } a: term(id: "region:sacral") { name } b: code(id: "63278") { regions { name } } c: terms(axis: REGION, first: 50) { edges { node { id name } } } }';
      const wants = { [dataset.version]: 'sacral', another: 'sacral anew' } as Record<string, string>;
      let [answers, isOver] = [0, false];
      const versions = new Set<string>();
      const clients = Array.from({ length: 16 }, async (_, at) => {
        while (!isOver) {
          // Some are new to the server, some are kept.
          const { status, body, headers } = await ask(url, at % 2 ? question : `${question} # ${answers}`);
          expect([status, body.errors]).toEqual([200, undefined]);
          const { version } = body.data.dataset;
          const listed = body.data.c.edges.find(
            ({ node }: { node: { id: string } }) => node.id === 'region:sacral',
          );
          expect([
            headers.get('codelattice-dataset'),
            body.data.a.name,
            body.data.b.regions[0].name,
            listed.node.name,
          ]).toEqual([version, wants[version], wants[version], wants[version]]);
          versions.add(version);
          answers++;
        }
      });
      const began = performance.now();
      await pause(500);
      let wellAfter = 0;
      for (const next of isWhole ? [another, dataset, another, dataset, another] : [another]) {
        loadSqlite(installed.database, next);
        const swapped = performance.now();
        await expect
          .poll(
            async () => {
              const all = await Promise.all(
                Array.from({ length: 6 }, () => ask(url, '{ dataset { version } }')),
              );
              return all.every(({ body }) => body.data.dataset.version === next.version);
            },
            { interval: 50 },
          )
          .toBe(true);
        wellAfter = Math.max(wellAfter, performance.now() - swapped);
      }
      isOver = true;
      await Promise.all(clients);
      const perSecond = Math.round(answers / ((performance.now() - began) / 1_000));
      console.log(
        `swap: ${perSecond} answers a second, all whole; the new dataset is everywhere after ${Math.round(wellAfter)} ms`,
      );
      expect([...versions].sort()).toEqual(['another', dataset.version].sort());
      loadSqlite(installed.database, dataset);
    },
    60_000,
  );
});

describe('without file descriptors to spare', () => {
  test('a start says what is missing', async () => {
    const main = join(installed.folder, 'dist/src/main.js');
    const child = spawn('/bin/sh', ['-c', `ulimit -n 48; exec "${process.execPath}" "${main}" serve`], {
      env: { PATH: process.env.PATH ?? '', PORT: '0', CODELATTICE_DB: installed.database },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
    expect(err).toMatch(/^[^\n]*may be open at once[^\n]* such as `ulimit -n 1024`[^\n]*\n$/);
  });

  test.skipIf(!hasPrlimit)(
    '64 of them and 500 clients: who gets in is answered, the process lives, and is well when they have gone',
    async () => {
      const { process: child, url, ended } = await serve({ LOG_LEVEL: 'info' });
      execFileSync('prlimit', ['--pid', `${child.pid}`, '--nofile=64']);
      const { hostname, port } = new URL(url);
      const body = JSON.stringify({ query: '{ code(id: "63278") { label } }' });
      const text = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
      const sockets: Socket[] = [];
      let [answered, refused] = [0, 0];
      await Promise.race([
        Promise.all(
          Array.from(
            { length: 500 },
            () =>
              new Promise<void>((resolve) => {
                const socket = connect(Number(port), hostname, () => socket.write(text));
                sockets.push(socket);
                let got = '';
                socket.on('data', (chunk) => {
                  got += chunk;
                  if (!got.includes('"label"')) return;
                  expect(got).toMatch(/^HTTP\/1\.1 200 /);
                  answered++;
                  resolve();
                });
                socket.on('error', () => {});
                socket.on('close', () => {
                  if (!got.includes('"label"')) refused++;
                  resolve();
                });
              }),
          ),
        ),
        pause(6_000),
      ]);
      await expect.poll(() => answered).toBeGreaterThan(10);
      expect(child.exitCode).toBeNull();
      for (const socket of sockets) socket.destroy();
      const gone = performance.now();
      await expect
        .poll(() =>
          ask(url, '{ code(id: "63278") { label } }').then(
            ({ status }) => status,
            () => null,
          ),
        )
        .toBe(200);
      console.log(
        `64 file descriptors, 500 clients: ${answered} answered, ${refused} closed, ${500 - answered - refused} left waiting; well ${Math.round(performance.now() - gone)} ms after they had gone`,
      );
      for (const path of ['/', '/readyz', '/graphiql'])
        expect((await send(`${url}${path}`)).status).toBe(200);
      child.kill('SIGTERM');
      const { code, err } = await ended;
      expect([code, err]).toEqual([0, '']);
    },
    60_000,
  );
});

describe('a hostile configuration', () => {
  test.each([
    ['line breaks', { HOST: 'a\nb\r\u001b[31m', NEO4J_URI: 'bolt://x\n{"level":60}' }],
    ['very long values', { HOST: 'x'.repeat(50_000), LOG_LEVEL: 'y'.repeat(50_000) }],
    ['a password in the address', { NEO4J_URI: 'bolt://ann:hunter2@example.org' }],
    [
      'shell and format signs',
      { PORT: '$(id)', LOG_LEVEL: '%s%n', METRICS_PORT: '`id`', TRUSTED_PROXIES: '; rm -rf /' },
    ],
    ['keys of objects', { LOG_LEVEL: '__proto__', LIMIT___PROTO__: '1', DOCUMENTS: 'constructor' }],
    [
      'numbers that are none',
      { LIMIT_COST: 'NaN', LIMIT_FIRST: 'Infinity', PORT: '１２', LIMIT_DEPTH: '1e9' },
    ],
  ])('%s: all mistakes by name, none of the values, exit code 2', async (_, variables) => {
    const { code, out, err } = await run(installed.folder, ['serve'], {
      CODELATTICE_DB: installed.database,
      ...variables,
    });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^The configuration has \d+ mistake\(s\):\n/);
    expect(err).not.toMatch(/hunter2|rm -rf|x{100}|\$\(id\)/);
    expect(err.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(INSIDE.test(err)).toBe(false);
    expect(err.trim().split('\n').length).toBeLessThanOrEqual(1 + Object.keys(variables).length);
  });
});

describe('the log of a process', () => {
  test('has one line of JSON for each request, whatever it brings', async () => {
    const { url, process: child, ended } = await serve({ LOG_LEVEL: 'info' });
    const odd = '\r\n{"level":60,"msg":"forged"}\n\u001b[31m\u009b\u2028\u0000';
    await ask(url, '{ code(id: "63278") { label } }', { odd }, { 'x-apollo-operation-name': 'a%0d%0a' });
    await ask(url, `query A { search(text: ${JSON.stringify(odd)}) { totalCount } }`);
    await ask(url, odd);
    await send(`${url}/${encodeURIComponent(odd)}?${encodeURIComponent(odd)}`);
    await send(`${url}/families/${encodeURIComponent(odd)}/preview.svg`);
    await send(`${url}/families/${encodeURIComponent(odd)}`);
    child.kill('SIGTERM');
    const { out, err, code } = await ended;
    expect([code, err]).toEqual([0, '']);
    const logged = out.split('\n').filter((line) => line.startsWith('{'));
    expect(logged.filter((line) => line.includes('"answered"'))).toHaveLength(6);
    for (const line of logged) {
      expect(() => JSON.parse(line)).not.toThrow();
      expect(line).not.toMatch(/forged|[\p{Cc}\u2028]/u);
    }
  });
});

test.runIf(MINUTES > 0)(
  `${MINUTES} minutes of mixed traffic: memory does not grow, and { __typename } is answered all the while`,
  async () => {
    // So much is kept before a third of the time is over, even on a machine that is slow.
    const { url, process: child } = await serve({
      LOG_LEVEL: 'warn',
      LIMIT_IN_FLIGHT: '32',
      RESPONSE_CACHE_BYTES: '16000000',
    });
    const stop = watchful(url);
    const end = Date.now() + MINUTES * 60_000;
    const texts = ['sacral', 'tumor', 'Zyste', 'kyste', '63278', '肿瘤', 'laminectmy', 'x'];
    const codes = dataset.codes.map(({ code }) => code);
    const any = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T;
    const languages = ['en', 'de', 'es', 'zh', 'ar'];
    const questions = [
      () =>
        `{ code(id: "${any(codes)}") { label related(first: ${any([3, 30])}) { totalCount edges { sentence node { label } } } } } # ${Math.random()}`,
      () =>
        `{ search(text: "${any(texts)} ${any(texts)}", first: 10) { totalCount edges { node { __typename } } } }`,
      () =>
        `{ codes(filter: { terms: ["region:sacral"] }, first: 20) { totalCount edges { node { label } } } }`,
      () => `{ paths(from: "${any(codes)}", to: "${any(codes)}") { __typename } }`,
      () =>
        `{ lookup(ids: [${Array.from({ length: 50 }, () => `"${any(codes)}"`).join()}]) { code { label regions { name } } } }`,
      () => `{ nothing${Math.floor(Math.random() * 1e9)} }`,
      () => '{ '.repeat(3_000),
    ];
    let [asked, overloaded] = [0, 0];
    const clients = Array.from({ length: 16 }, async () => {
      while (Date.now() < end) {
        const query = any(questions)();
        const reply = await send(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'accept-language': any(languages) },
          body: JSON.stringify({ query }),
        });
        expectHarmless(reply, query);
        if (reply.status === 503) overloaded++;
        asked++;
      }
    });
    const resident = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
    const samples: number[] = [];
    while (Date.now() < end) {
      await pause(Math.min(5_000, MINUTES * 6_000));
      samples.push(resident());
    }
    await Promise.all(clients);
    const { longest } = await stop();
    // The first third fills what is kept. Of the rest, what a straight line through it gains in all.
    const steady = samples.slice(Math.ceil(samples.length / 3));
    const slope = slopeOf(steady) * (steady.length - 1);
    const mean = steady.reduce((sum, one) => sum + one, 0) / steady.length;
    console.log(
      `${MINUTES} minutes: ${asked} requests, ${overloaded} of them told to come back; ${mean.toFixed(0)} MB resident, ${((slope / mean) * 100).toFixed(1)} % more at the end; { __typename } at most ${longest} ms`,
    );
    expect(slope / mean).toBeLessThan(0.05);
    expect(longest).toBeLessThan(HANGING_MS);
    expect((await ask(url, '{ __typename }')).status).toBe(200);
    const open = execFileSync('ls', [`/proc/${child.pid}/fd`], { encoding: 'utf8' })
      .trim()
      .split('\n').length;
    expect(open).toBeLessThan(100);
  },
  (MINUTES + 2) * 60_000,
);

/** By least squares: how much the values rise from one to the next. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const above = values.reduce((sum, one, at) => sum + (at - middle) * (one - mean), 0);
  const below = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
