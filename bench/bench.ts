import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, startNeo4j } from '../scripts/neo4j.ts';
import { root } from '../src/root.ts';
import { beside, HEAVY, percentile } from './beside.ts';
import { missingFile } from './files.ts';
import { measureFrames } from './frames.ts';
import { askEach, load, median, startBare, startHello, startServer, warm } from './load.ts';
import { measureOnNeo4j, missingYardstick } from './neo4j.ts';
import { measurePaint } from './paint.ts';
import { buildStages } from './stages.ts';
import { searches, storeCalls } from './store.ts';
import { figure, type Group, other, writeTables } from './table.ts';

/** Measures the built server and writes the tables into the README. Ratios are of one run; rounds take turns. */
const ROUNDS = 5;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const related = {
  query: readFileSync(join(root, 'test/operations/related.graphql'), 'utf8'),
  variables: { code: '63278', first: 30 },
};
const hello = { query: '{ __typename }' };

const folder = mkdtempSync(join(tmpdir(), 'codelattice-bench-'));

/** Nothing in memory but parsed documents and their plans. */
const NOTHING_KEPT = { RESPONSE_CACHE_BYTES: '0', CODE_CACHE_SIZE: '0' };
const ANSWERS_NOT_KEPT = { RESPONSE_CACHE_BYTES: '0' };
/** So many of the heavy queries mean something with the seed alone. */
const OF_SEED = 3;

const yardstick = await startHello(4289);
const bare = await startBare(4288);
try {
  const path = join(folder, 'bench.db');
  const embedded = { CODELATTICE_DB: path, NEO4J_URI: '' };
  const unkept = { ...embedded, ...ANSWERS_NOT_KEPT };
  const first = await startServer(4290, embedded);
  await first.stop();
  other('first start, with seeding, to the first answer', `${Math.round(first.startMs)} ms`);
  other('start to the first answer', await startOf(embedded));
  await measure('Answers never asked for', 'nothing kept', { ...embedded, ...NOTHING_KEPT }, '≥ 0.45');
  await measure('Answers never asked for', 'answers not kept, codes kept', unkept);
  for (const [name, ms, most] of await storeCalls(path)) {
    figure('The embedded store by itself', `${name}, median`, `${ms.toFixed(3)} ms`, `≤ ${most} ms`);
  }
  await measureBeside('the seed', unkept, OF_SEED);
  await measureAll();
  await measureNeo4j();
  measureTexts();
  await measurePages(embedded);
  await measureMap();
  other('lines of a file under `src`, median', String(medianLines()));
  writeTables(ROUNDS);
} finally {
  await yardstick.stop();
  await bare.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function startOf(environment: Readonly<Record<string, string>>): Promise<string> {
  const starts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServer(4290, environment);
    starts.push(server.startMs);
    await server.stop();
  }
  return `${Math.round(median(starts))} ms`;
}

/** The flagship against hello-world through Apollo, in turns. */
async function measure(
  group: Group,
  kept: string,
  environment: Readonly<Record<string, string>>,
  toReach = '',
): Promise<void> {
  const server = await startServer(4291, environment);
  const rates = { hello: [] as number[], own: [] as number[], related: [] as number[] };
  await warm(server.url, [related]);
  await warm(yardstick.url, [hello]);
  for (let round = 0; round < ROUNDS; round++) {
    rates.hello.push((await load(yardstick, [hello], SECONDS)).rate);
    rates.own.push((await load(server, [hello], SECONDS)).rate);
    rates.related.push((await load(server, [related], SECONDS)).rate);
  }
  await server.stop();
  const what = `\`related.graphql\` of 63278, all 30 codes; ${kept}`;
  figure(group, what, `${Math.round(median(rates.related))} requests/s`);
  const through = `hello-world through Apollo (${Math.round(median(rates.hello))}/s)`;
  figure(group, `the same against ${through}`, ratio(rates.related, rates.hello), toReach);
  const own = `its own \`{ __typename }\` (${Math.round(median(rates.own))}/s)`;
  figure(group, `the same against ${own}`, ratio(rates.related, rates.own));
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
    other(
      'bare page of the server (`/healthz`) in headless Chromium, first contentful paint',
      `${bare.toFixed(0)} ms`,
    );
    other(
      'page of 63278, nothing kept: first contentful paint; against the bare page',
      `${code.toFixed(0)} ms; ${codeRatio.toFixed(1)}`,
    );
    other(
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
  other(`${map}: from opening to drawn`, `${(drawnMs / 1_000).toFixed(1)} s`);
  other(
    'the same while it is moved: from frame to frame, median; 95 of 100 below',
    `${medianMs.toFixed(0)} ms; ${p95Ms.toFixed(0)} ms`,
  );
}

function ratio(rates: readonly number[], against: readonly number[]): string {
  return median(rates.map((rate, round) => rate / (against[round] ?? Number.NaN))).toFixed(2);
}

/** How long `{ __typename }` takes while queries near the limits are answered. */
async function measureBeside(
  loaded: string,
  environment: Readonly<Record<string, string>>,
  count: number,
): Promise<void> {
  const server = await startServer(4291, environment);
  for (const [name, query] of Object.entries(HEAVY).slice(0, count)) {
    const ms = await beside(server.url, query);
    figure(
      'More cores',
      `\`{ __typename }\`, 99 of 100 below, ${loaded} loaded, beside ${name}`,
      `${ms.toFixed(0)} ms`,
      '≤ 50 ms',
    );
  }
  await server.stop();
}

/** What all public files cost: start, memory, search, and what holds others up. */
async function measureAll(): Promise<void> {
  const absent = missingFile();
  if (absent !== null) {
    console.log(`All public files are left out: ${absent}`);
    return;
  }
  const path = (await buildStages(folder)).at(-1)?.path ?? '';
  const environment = { CODELATTICE_DB: path, NEO4J_URI: '', ...ANSWERS_NOT_KEPT };
  const times = await searches(path);
  const [half, most] = [0.5, 0.99].map((part) => percentile(times, part).toFixed(2));
  figure(
    'The embedded store by itself',
    'search over all public files, median; 99 of 100 below',
    `${half} ms; ${most} ms`,
    '≤ 1 ms; ≤ 10 ms',
  );
  const group = 'All public files loaded';
  figure(group, 'start to the first answer', await startOf(environment), '≤ 1000 ms');
  const server = await startServer(4291, environment);
  figure(group, 'resident memory after the first answer', `${residentMb(server.pid)} MB`, '≤ 250 MB');
  for (let round = 0; round < 20; round++) await askEach(server.url, [related]);
  figure(group, 'resident memory after 20 answers', `${residentMb(server.pid)} MB`, '≤ 250 MB');
  await server.stop();
  await measureBeside('all files', environment, Object.keys(HEAVY).length);
}

/** Of Linux; elsewhere unknown. */
function residentMb(pid: number): string {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return ((Number(kb) * 1_024) / 1e6).toFixed(0);
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
    await measure('Neo4j', `nothing kept, Neo4j ${neo4j.version}`, environment);
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
  figure('Neo4j', `warm, against ${theirs}`, ratio(kept, yardstick), '≥ 40');
  figure('Neo4j', `nothing kept, against ${theirs}`, ratio(bare, yardstick), '≥ 2');
}

/** In a process of its own, so that what it holds is the texts. */
function measureTexts(): void {
  const program = join(root, 'dist/bench/texts.js');
  const measured = Array.from({ length: ROUNDS }, () => {
    const out = execFileSync(process.execPath, ['--expose-gc', program], { encoding: 'utf8' });
    return JSON.parse(out) as { middle: number; slowest: number; grown: number };
  });
  const of = (name: keyof (typeof measured)[number]) => median(measured.map((one) => one[name]));
  other(
    'all guidance of one code in one language, composed: the middle language, the slowest',
    `${of('middle').toFixed(2)} ms, ${of('slowest').toFixed(2)} ms`,
  );
  other(
    'growth of a process from English alone to all ten languages',
    `${(of('grown') / 1e6).toFixed(0)} MB`,
  );
}

function medianLines(): number {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith('generated'),
  );
  return median(files.map((file) => readFileSync(join(root, 'src', file), 'utf8').split('\n').length));
}
