import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, getVariableValues, parse, specifiedRules, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { costOf } from '../../src/cost.ts';
import { DEFAULT_LIMITS, limitRule } from '../../src/limits.ts';
import { installedCopy, run } from '../command/installed.ts';
import { schema } from '../documents.ts';
import { at, has } from '../public.ts';
import { vocabulary } from '../seeded.ts';
import { ask } from '../server.ts';
import { type Asked, expensive, type Pool, print, randomOf } from './expensive.ts';
import { askingBeside, startMeasured, type Taken } from './measured.ts';
import { expectHarmless, isWhole } from './watchful.ts';

const TRIED = Number(process.env.FAULTS_DOCUMENTS ?? (isWhole ? 20_000 : 100));
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31));

let installed: ReturnType<typeof installedCopy>;
let server: Awaited<ReturnType<typeof startMeasured>>;
beforeAll(async () => {
  installed = installedCopy();
  // A database with all public files may be at hand; the whole run makes one.
  const path = process.env.FAULTS_DB ?? join(installed.folder, 'expensive.db');
  if (isWhole && process.env.FAULTS_DB === undefined) await importAll(path);
  server = await startMeasured(installed.folder, { CODELATTICE_DB: path });
}, 1_800_000);
afterAll(async () => {
  const out = await server.stop();
  installed.remove();
  // What the operator sees: never a fault.
  expect(out.split('\n').filter((line) => line.startsWith('{') && line.includes('"level":50'))).toEqual([]);
});

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
  if (!has(...files)) return;
  await run(installed.folder, ['seed'], { CODELATTICE_DB: path });
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

/** What is looked for: words in all scripts, as they are, misspelt, joined, and signs that stand for many. */
const TEXTS = [
  'sacral tumor',
  'tumores sacros',
  'опухоль крестца',
  '骶骨肿瘤',
  '천추 종양',
  'ورم عجزي',
  'Sakraltumor',
  'u xương cùng',
  'a',
  'le',
  'app',
  'op',
  'in',
  'of the',
  'open approach',
  'percutaneous',
  'excision of lumbar',
  'bone',
  '6327',
  '00BT',
  '骶骨肿瘤'.repeat(64),
  '천추종양'.repeat(64),
  'tumor '.repeat(42),
  'le '.repeat(80),
  'sakraltumorlaminektomie'.repeat(11),
  '\ufdfa'.repeat(14),
  'ﷺ',
  Array.from({ length: 25 }, (_, at) => `laminec${String.fromCharCode(97 + at)}my`).join(' '),
  Array.from({ length: 40 }, (_, at) => `q${at}z`).join(' '),
  'non '.repeat(60),
  'опухолъ '.repeat(30),
  'không phải là u '.repeat(15),
];

async function poolOf(url: string): Promise<Pool> {
  const ids = async (system: string) => {
    const query = `{ codes(filter: { system: [${system}] }, first: 500) { edges { node { id } } } }`;
    const { body } = await ask(url, query);
    return body.data.codes.edges.map(({ node }: { node: { id: string } }) => node.id) as string[];
  };
  const systems = await Promise.all(['CPT', 'HCPCS', 'ICD10PCS', 'ICD10CM'].map(ids));
  const curated = (
    await ask(url, '{ family(id: "family:spine") { codes(first: 500) { edges { node { id } } } } }')
  ).body;
  const spine = curated.data.family.codes.edges.map(
    ({ node }: { node: { id: string } }) => node.id,
  ) as string[];
  const axes = ['SECTION', 'BODY_SYSTEM', 'OPERATION', 'BODY_PART', 'APPROACH', 'DEVICE', 'QUALIFIER'];
  const query = `{ ${axes.map((axis) => `${axis}: terms(axis: ${axis}, first: 40) { edges { node { id } } }`).join(' ')} families { id } }`;
  const { data } = (await ask(url, query)).body;
  const terms = axes.flatMap((axis) => data[axis].edges.map(({ node }: { node: { id: string } }) => node.id));
  return {
    ids: [spine, ['CPT:63278', 'CPT:99213', 'CPT:22614'], ...systems].filter((some) => some.length > 0),
    terms: [...vocabulary.terms.keys(), ...terms],
    families: data.families.map(({ id }: { id: string }) => id),
    texts: TEXTS,
    days: ['2024-07-01', '2025-10-01', '2025-01-01'],
  };
}

interface Tried {
  readonly fields: readonly Asked[];
  readonly body: string;
  readonly cost: number;
  readonly answerBytes: number;
  readonly taken: Taken;
}

/** What is climbed. */
const HEIGHTS: readonly ((tried: Tried) => number)[] = [
  ({ taken }) => taken.cpuMs,
  ({ taken }) => taken.stallMs,
  ({ taken }) => taken.memoryBytes,
  ({ answerBytes }) => answerBytes,
  ({ taken, body }) => taken.cpuMs / Math.sqrt(body.length),
  ({ answerBytes, body }) => answerBytes / body.length,
];
const KEPT = 4;

test(
  `${TRIED} expensive legal documents: no fault, and what the worst ten cost`,
  async () => {
    console.log(`expensive documents: seed ${SEED} (FAULTS_SEED)`);
    const random = randomOf(SEED);
    const { make, change, shorten } = expensive(schema, await poolOf(server.url), random);
    const best: Tried[][] = HEIGHTS.map(() => []);
    const outcomes = new Map<string, number>();
    for (let count = 0; count < TRIED; count++) {
      const climbing = best[Math.floor(random() * HEIGHTS.length)] ?? [];
      const from = climbing[Math.floor(random() * climbing.length)];
      const begun = from === undefined || random() < 0.3 ? make() : change(from.fields);
      const fitted = shortenedUntilTaken(begun, shorten);
      if (fitted === null) continue;
      const body = JSON.stringify(print(schema, fitted.fields));
      const { text, ...taken } = await server.take(body);
      expectHarmless({ status: 200, text }, body);
      expect(text.length).toBeLessThan(DEFAULT_LIMITS.answerBytes * 2);
      const outcome = /"extensions":\{"code":"(\w+)"/.exec(text)?.[1] ?? 'data';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const tried: Tried = { ...fitted, body, answerBytes: Buffer.byteLength(text), taken };
      for (const [index, height] of HEIGHTS.entries()) {
        const ranked = [...(best[index] ?? []), tried].sort((a, b) => height(b) - height(a));
        best[index] = ranked.slice(0, KEPT);
      }
    }
    console.log(Object.fromEntries(outcomes));
    const worst = [...new Set(best.flatMap((some) => some.slice(0, 2)))].slice(0, 10);
    const rows: string[] = [];
    for (const { body, cost } of worst) {
      const stop = askingBeside(`${server.url}/healthz`);
      const { text, ...taken } = await server.take(body);
      rows.push(rowOf(body, cost, Buffer.byteLength(text), taken, await stop()));
    }
    console.log(
      [
        '| document | asked B | cost | CPU ms | answer B | stall ms | memory MB | /healthz ms |',
        '|---|---|---|---|---|---|---|---|',
        ...rows,
      ].join('\n'),
    );
    if (process.env.FAULTS_WRITE) {
      const { writeFileSync } = await import('node:fs');
      writeFileSync(process.env.FAULTS_WRITE, worst.map(({ body }) => body).join('\n'));
    }
    expect(outcomes.get('data') ?? 0).toBeGreaterThan(TRIED / 10);
  },
  isWhole ? 14_400_000 : 1_800_000,
);

/** Shortens a document until its cost is taken; null where it is not legal otherwise. */
function shortenedUntilTaken(
  begun: readonly Asked[],
  shorten: (fields: readonly Asked[]) => Asked[],
): { fields: readonly Asked[]; cost: number } | null {
  let fields = begun;
  for (let turn = 0; turn < 60; turn++) {
    const { query, variables: given } = print(schema, fields);
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation) return null;
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
    const cost = coerced ? costOf({ schema, document, operation, variables: coerced }).total : 0;
    if (!coerced) return null;
    if (cost <= DEFAULT_LIMITS.cost) {
      const errors =
        query.length > 50_000
          ? [1]
          : validate(schema, document, [...specifiedRules, limitRule(DEFAULT_LIMITS)]);
      if (errors.length === 0) return { fields, cost };
    }
    fields = shorten(fields);
  }
  return null;
}

function rowOf(body: string, cost: number, answerBytes: number, taken: Taken, healthMs: number): string {
  const { query } = JSON.parse(body) as { query: string };
  const text = query
    .replaceAll('|', '\\|')
    .replace(/\$v\d+/g, '…')
    .replace(/^query (\(.*?\) )?/, '');
  const short = text.length > 130 ? `${text.slice(0, 130)}…` : text;
  const figures = [
    body.length,
    cost,
    Math.round(taken.cpuMs),
    answerBytes,
    Math.round(taken.stallMs),
    Math.round(taken.memoryBytes / 1e6),
    Math.round(healthMs),
  ];
  return `| \`${short}\` | ${figures.join(' | ')} |`;
}
