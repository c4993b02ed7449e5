import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, startNeo4j } from '../scripts/neo4j.ts';
import { root } from '../src/root.ts';
import { beside, HEAVY, percentile } from './beside.ts';
import { measureFrames } from './frames.ts';
import {
  askEach,
  distinctRequests,
  median,
  requestsPerSecond,
  startHello,
  startServer,
  warm,
} from './load.ts';
import { measureOnNeo4j, missingYardstick } from './neo4j.ts';
import { measurePaint } from './paint.ts';
import { machine, writeBetween } from './readme.ts';
import { searches, storeCalls } from './store.ts';

/** Measures the built server and writes the table into the README. Ratios are of one run; rounds take turns. */
const ROUNDS = 5;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const related = {
  query: readFileSync(join(root, 'test/operations/related.graphql'), 'utf8'),
  variables: { code: '63278', first: 30 },
};
const hello = { query: '{ __typename }' };

const folder = mkdtempSync(join(tmpdir(), 'codelattice-bench-'));
const rows: [string, string][] = [];
const row = (name: string, value: string) => {
  rows.push([name, value]);
  console.log(`${name}: ${value}`);
};

/** Nothing in memory but parsed documents and their plans. */
const NOTHING_KEPT = { KEPT_BYTES: '0', KEPT_CODES: '0' };
const ANSWERS_NOT_KEPT = { KEPT_BYTES: '0' };

/** A database with all public files, where there is one. */
const ALL = process.env.BENCH_ALL;

const yardstick = await startHello(4289);
try {
  const path = join(folder, 'bench.db');
  const embedded = { CODELATTICE_DB: path, NEO4J_URI: '' };
  const first = await startServer(4290, embedded);
  await first.stop();
  row('first start, with seeding, to the first answer', `${Math.round(first.startMs)} ms`);
  const starts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const again = await startServer(4290, embedded);
    starts.push(again.startMs);
    await again.stop();
  }
  row('start to the first answer', `${Math.round(median(starts))} ms`);
  await measure('SQLite, nothing kept', { ...embedded, ...NOTHING_KEPT });
  await measure('SQLite, answers not kept', { ...embedded, ...ANSWERS_NOT_KEPT });
  await measureKept(embedded);
  for (const [name, ms, most] of await storeCalls(path)) {
    row(`SQLite by itself, nothing kept: ${name}, median (to reach: ${most} ms)`, `${ms.toFixed(3)} ms`);
  }
  await measureBeside('SQLite', { ...embedded, ...ANSWERS_NOT_KEPT }, 3);
  if (ALL !== undefined) await measureAll(ALL);
  await measureNeo4j();
  measureTexts();
  await measurePages(embedded);
  await measureMap();
  row('lines of a file under `src`, median', String(medianLines()));
  writeTable();
} finally {
  await yardstick.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The flagship against hello-world through Apollo, in turns. */
async function measure(store: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const server = await startServer(4291, environment);
  const rates = { hello: [] as number[], own: [] as number[], related: [] as number[] };
  await warm(server.url, [related]);
  await warm(yardstick.url, [hello]);
  for (let round = 0; round < ROUNDS; round++) {
    rates.hello.push(await requestsPerSecond(yardstick.url, [hello], SECONDS));
    rates.own.push(await requestsPerSecond(server.url, [hello], SECONDS));
    rates.related.push(await requestsPerSecond(server.url, [related], SECONDS));
  }
  await server.stop();
  row(
    `${store}: \`related.graphql\` of 63278, all 30 codes`,
    `${Math.round(median(rates.related))} requests/s`,
  );
  row(
    `${store}: the same against hello-world through Apollo (${Math.round(median(rates.hello))}/s)`,
    ratio(rates.related, rates.hello),
  );
  row(
    `${store}: the same against its own \`{ __typename }\` (${Math.round(median(rates.own))}/s)`,
    ratio(rates.related, rates.own),
  );
}

async function measurePages(environment: Readonly<Record<string, string>>): Promise<void> {
  const server = await startServer(4292, environment);
  try {
    const paint = await measurePaint(server.url, ROUNDS);
    if (paint === null) {
      console.log('The pages are left out: no Chromium found.');
      return;
    }
    const { bare, code, related, codeRatio, relatedRatio } = paint;
    row(
      'bare page of the server (`/healthz`) in headless Chromium, first contentful paint',
      `${bare.toFixed(0)} ms`,
    );
    row(
      'page of 63278, nothing kept: first contentful paint; against the bare page',
      `${code.toFixed(0)} ms; ${codeRatio.toFixed(1)}`,
    );
    row(
      'the same to its list of related codes; against the bare page',
      `${related.toFixed(0)} ms; ${relatedRatio.toFixed(1)}`,
    );
  } finally {
    await server.stop();
  }
}

async function measureMap(): Promise<void> {
  const frames = await measureFrames();
  if (frames === null) {
    console.log('The map is left out: no Chromium found.');
    return;
  }
  const { codes, lines, drawnMs, medianMs, p95Ms } = frames;
  const map = `map of ${codes} codes and ${lines} lines, made up, in headless Chromium without a GPU`;
  row(`${map}: from opening to drawn`, `${(drawnMs / 1_000).toFixed(1)} s`);
  row(
    'the same while it is moved: from frame to frame, median; 95 of 100 below',
    `${medianMs.toFixed(0)} ms; ${p95Ms.toFixed(0)} ms`,
  );
}

/** A thousand requests that were asked before, each in its turn. */
async function measureKept(environment: Readonly<Record<string, string>>): Promise<void> {
  const server = await startServer(4291, environment);
  const thousand = await distinctRequests(server.url, related.query, 1_000);
  const rates = { hello: [] as number[], own: [] as number[], kept: [] as number[] };
  await askEach(server.url, thousand);
  await warm(server.url, thousand);
  for (let round = 0; round < ROUNDS; round++) {
    rates.hello.push(await requestsPerSecond(yardstick.url, [hello], SECONDS));
    rates.own.push(await requestsPerSecond(server.url, [hello], SECONDS));
    rates.kept.push(await requestsPerSecond(server.url, thousand, SECONDS));
  }
  await server.stop();
  row('SQLite: 1,000 different requests, kept', `${Math.round(median(rates.kept))} requests/s`);
  row(
    `the same against hello-world through Apollo (${Math.round(median(rates.hello))}/s)`,
    ratio(rates.kept, rates.hello),
  );
  row(
    `the same against \`{ __typename }\`, kept (${Math.round(median(rates.own))}/s)`,
    ratio(rates.kept, rates.own),
  );
}

function ratio(rates: readonly number[], against: readonly number[]): string {
  return median(rates.map((rate, round) => rate / (against[round] ?? Number.NaN))).toFixed(2);
}

/** How long `{ __typename }` takes while queries near the limits are answered. */
async function measureBeside(
  store: string,
  environment: Readonly<Record<string, string>>,
  count: number,
): Promise<void> {
  const server = await startServer(4291, environment);
  for (const [name, query] of Object.entries(HEAVY).slice(0, count)) {
    const ms = await beside(server.url, query);
    row(`${store}: \`{ __typename }\` beside ${name}, 99 of 100 below`, `${ms.toFixed(0)} ms`);
  }
  await server.stop();
}

/** What all public files cost: start, memory, search, and what holds others up. */
async function measureAll(path: string): Promise<void> {
  const environment = { CODELATTICE_DB: path, NEO4J_URI: '', ...ANSWERS_NOT_KEPT };
  const server = await startServer(4291, environment);
  row('all files: start to the first answer', `${Math.round(server.startMs)} ms`);
  row('all files: resident memory after the first answer', `${residentMb(server.pid)} MB`);
  for (let round = 0; round < 20; round++) await askEach(server.url, [related]);
  row('all files: resident memory after 20 answers', `${residentMb(server.pid)} MB`);
  await server.stop();
  const times = await searches(path);
  const [half, most] = [0.5, 0.99].map((part) => percentile(times, part).toFixed(2));
  row('all files: search by itself, median; 99 of 100 below', `${half} ms; ${most} ms`);
  await measureBeside('all files', environment, Object.keys(HEAVY).length);
}

/** Of Linux; elsewhere unknown. */
function residentMb(pid: number): string {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (Number(kb) / 1_000).toFixed(0);
  } catch {
    return 'unknown';
  }
}

async function measureNeo4j(): Promise<void> {
  const problem = await missing({ download: false });
  if (problem !== null) {
    console.log(`Neo4j is left out: ${problem}`);
    return;
  }
  const neo4j = await startNeo4j({ home: join(folder, 'neo4j') });
  try {
    const environment = { NEO4J_URI: neo4j.uri, ...NOTHING_KEPT };
    execFileSync(process.execPath, [join(root, 'dist/src/main.js'), 'seed'], {
      env: { ...process.env, ...environment },
      stdio: 'inherit',
    });
    await measure(`Neo4j ${neo4j.version}, nothing kept`, environment);
    await measureYardstick(neo4j.uri);
  } finally {
    await neo4j.stop();
  }
}

async function measureYardstick(uri: string): Promise<void> {
  const problem = missingYardstick();
  if (problem !== null) {
    console.log(`@neo4j/graphql is left out: ${problem}`);
    return;
  }
  const { yardstick, bare, kept } = await measureOnNeo4j(uri, NOTHING_KEPT, ROUNDS, SECONDS);
  const theirs = `@neo4j/graphql with the same question (${Math.round(median(yardstick))}/s)`;
  row(`Neo4j, nothing kept, against ${theirs}; to reach: 2`, ratio(bare, yardstick));
  row(`Neo4j, warm, against ${theirs}; to reach: 40`, ratio(kept, yardstick));
}

/** In a process of its own, so that what it holds is the texts. */
function measureTexts(): void {
  const program = join(root, 'dist/bench/texts.js');
  const measured = Array.from({ length: ROUNDS }, () => {
    const out = execFileSync(process.execPath, ['--expose-gc', program], { encoding: 'utf8' });
    return JSON.parse(out) as { middle: number; slowest: number; grown: number };
  });
  const of = (name: keyof (typeof measured)[number]) => median(measured.map((one) => one[name]));
  row(
    'all guidance of one code in one language, composed: the middle language, the slowest',
    `${of('middle').toFixed(2)} ms, ${of('slowest').toFixed(2)} ms`,
  );
  row('growth of a process from English alone to all ten languages', `${(of('grown') / 1e6).toFixed(0)} MB`);
}

function medianLines(): number {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith('generated'),
  );
  return median(files.map((file) => readFileSync(join(root, 'src', file), 'utf8').split('\n').length));
}

function writeTable(): void {
  writeBetween('bench', [
    `${machine()}; load from the same machine over 16 connections; medians of ${ROUNDS}.`,
    '',
    '| what | figure |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ]);
}
