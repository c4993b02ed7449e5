import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/limits.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { installedCopy, run } from '../commands/installed.ts';
import { schema } from '../documents.ts';
import { at, has } from '../public.ts';
import { expensive, randomOf } from './expensive.ts';
import { askingBeside, startMeasured, type Taken } from './measured.ts';
import { poolOf } from './pool.ts';
import { fitted, grown, startTrying, type Tried } from './tried.ts';
import { expectHarmless, isWhole } from './watchful.ts';

const TRIED = Number(process.env.FAULTS_DOCUMENTS ?? (isWhole ? 20_000 : 100));
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** What documents may cost. Most are small; what takes much for its cost is lengthened to the whole. */
const BUDGETS = [DEFAULT_LIMITS.cost / 40, DEFAULT_LIMITS.cost / 5, DEFAULT_LIMITS.cost];
const LAST = 2;
/** How many are of the first budget, and of the first two. */
const SHARES = [0.92, 0.985] as const;
/** How many of different shapes lead by each height, and how many of those are asked of a server. */
const LEADING = 8;
const ASKED = 5;

let installed: ReturnType<typeof installedCopy>;
let server: Awaited<ReturnType<typeof startMeasured>>;
let store: Store;
beforeAll(async () => {
  installed = installedCopy();
  // A database with all public files may be at hand; the whole run makes one.
  const path = process.env.FAULTS_DB ?? join(installed.folder, 'expensive.db');
  if (process.env.FAULTS_DB === undefined) await (isWhole ? importAll(path) : seed(path));
  store = openSqlite(path);
  server = await startMeasured(installed.folder, { CODELATTICE_DB: path });
}, 1_800_000);
afterAll(async () => {
  const out = await server.stop();
  await store.close();
  installed.remove();
  // What the operator sees: never a fault.
  expect(out.split('\n').filter((line) => line.startsWith('{') && line.includes('"level":50'))).toEqual([]);
});

const seed = (path: string) => run(installed.folder, ['seed'], { CODELATTICE_DB: path });

/** Takes in all public files that are at hand. */
async function importAll(path: string): Promise<void> {
  const files = [
    'pfs/PPRRVU2025_Oct.csv',
    'hcpcs',
    'icd10cm',
    'icd10pcs/cms_2025_pr.zip',
    'icd10pcs/cms_2026_pr.zip',
    'ncci',
  ];
  await seed(path);
  if (!has(...files)) return;
  for (const file of files) {
    const given = file === 'ncci' ? readdirSync(at(file)).map((name) => at(`ncci/${name}`)) : [at(file)];
    for (const some of file === 'ncci'
      ? [
          given.filter((one) => one.endsWith('.zip')),
          ...given.filter((one) => one.endsWith('.csv')).map((one) => [one]),
        ]
      : [given]) {
      const { code, err } = await run(installed.folder, ['import', ...some], { CODELATTICE_DB: path });
      expect(code, err).toBe(0);
    }
  }
}

/** What is climbed. What costs little is measured by its cost: lengthened, it takes as much more. */
const HEIGHTS: readonly ((tried: Tried) => number)[] = [
  ({ cpuMs }) => cpuMs,
  ({ stallMs }) => stallMs,
  ({ answerBytes }) => answerBytes,
  ({ cpuMs, cost }) => cpuMs / Math.max(cost, 100),
  ({ cpuMs, askedBytes }) => cpuMs / Math.sqrt(askedBytes),
  ({ answerBytes, askedBytes }) => answerBytes / askedBytes,
];

/** Keeps the highest of different shapes, by each height. */
function lead(leading: Tried[][], tried: Tried): void {
  for (const [index, height] of HEIGHTS.entries()) {
    const others = leading[index] ?? [];
    const same = others.find(({ shape }) => shape === tried.shape);
    if (same !== undefined && height(same) >= height(tried)) continue;
    const ranked = [...others.filter((one) => one !== same), tried].sort((a, b) => height(b) - height(a));
    leading[index] = ranked.slice(0, LEADING);
  }
}

test(
  `${TRIED} expensive legal documents: no fault, and what the worst ten cost`,
  async () => {
    console.log(`expensive documents: seed ${SEED} (FAULTS_SEED)`);
    const random = randomOf(SEED);
    const one = <T>(some: readonly T[]) => some[Math.floor(random() * some.length)];
    const { make, change, shorten, lengthen } = expensive(schema, await poolOf(store), random);
    const trying = await startTrying(store);
    const leading = BUDGETS.map((): Tried[][] => []);
    const outcomes = new Map<string, number>();
    const began = performance.now();
    for (let count = 0; count < TRIED; ) {
      const drawn = random();
      const at = drawn < SHARES[0] ? 0 : drawn < SHARES[1] ? 1 : LAST;
      const budget = BUDGETS[at] as number;
      // A document of the whole budget begins with one that leads among the smaller ones, or among the whole.
      const from =
        random() < 0.3
          ? undefined
          : one(one(leading[at === LAST ? Math.floor(random() * 3) : at] ?? []) ?? []);
      const begun = fitted(from === undefined ? make() : change(from.fields), budget, shorten);
      if (begun === null) continue;
      const tried = await trying.take(at === LAST ? grown(begun, budget, lengthen, shorten) : begun);
      lead(leading[at] as Tried[][], tried);
      expectHarmless({ status: 200, text: tried.errors }, tried.request);
      const outcome = /"extensions":\{"code":"(\w+)"/.exec(tried.errors)?.[1] ?? 'data';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (++count % 1_000 > 0) continue;
      console.log(`${count} tried in ${Math.round((performance.now() - began) / 1e3)} s`);
    }
    console.log(Object.fromEntries(outcomes));
    await trying.stop();
    const asked: Measured[] = [];
    for (const tried of new Set((leading[LAST] ?? []).flatMap((some) => some.slice(0, ASKED)))) {
      asked.push(await askServer(tried));
    }
    asked.sort((a, b) => badness(b) - badness(a));
    if (process.env.FAULTS_WRITE) {
      writeFileSync(process.env.FAULTS_WRITE, asked.map(({ body }) => body).join('\n'));
    }
    const worst = asked.filter(({ shape }, at) => asked.findIndex((one) => one.shape === shape) === at);
    console.log([...HEAD, ...worst.slice(0, 10).map(rowOf)].join('\n'));
    expect(outcomes.get('data') ?? 0).toBeGreaterThan(TRIED / 10);
  },
  isWhole ? 14_400_000 : 1_800_000,
);

/** What a request took of a server, and how long `/healthz` took at most meanwhile. */
interface Measured extends Tried {
  readonly body: string;
  readonly taken: Taken;
  readonly healthMs: number;
}

async function askServer(tried: Tried): Promise<Measured> {
  const body = JSON.stringify(tried.request);
  const stop = askingBeside(`${server.url}/healthz`);
  const { text, ...taken } = await server.take(body);
  const healthMs = await stop();
  expectHarmless({ status: 200, text }, body);
  expect(text.length).toBeLessThan(DEFAULT_LIMITS.answerBytes * 2);
  return { ...tried, body, taken, healthMs, answerBytes: Buffer.byteLength(text) };
}

/** How near it comes to what no request should take, or how far beyond: 1 is there. */
const badness = ({ taken, healthMs, answerBytes }: Measured) =>
  Math.max(
    taken.cpuMs / 1_000,
    healthMs / 250,
    taken.memoryBytes / 300e6,
    answerBytes / DEFAULT_LIMITS.answerBytes,
  );

const HEAD = [
  '| document | asked B | cost | CPU ms | answer B | stall ms | memory MB | /healthz ms |',
  '|---|---|---|---|---|---|---|---|',
];

function rowOf({ shape, request, body, cost, answerBytes, taken, healthMs }: Measured): string {
  const text = request.query
    .replaceAll('|', '\\|')
    .replace(/\$v\d+/g, '…')
    .replace(/^query (\(.*?\) )?/, '');
  const short = text.length > 90 ? `${text.slice(0, 90)}…` : text;
  const figures = [
    body.length,
    cost,
    Math.round(taken.cpuMs),
    answerBytes,
    Math.round(taken.stallMs),
    Math.round(taken.memoryBytes / 1e6),
    Math.round(healthMs),
  ];
  return `| ${shape}: \`${short}\` | ${figures.join(' | ')} |`;
}
