import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, startNeo4j } from '../scripts/neo4j.ts';
import { root } from '../src/root.ts';
import { compareRelated, measureSearch, measureServer } from './loaded.ts';
import { machine, writeBetween } from './readme.ts';
import { runCommand } from './usage.ts';

/**
 * Imports the public files as their users do, one command each into the same graph, and writes what they cost into the
 * README; then what the graph with all of them costs. With `--neo4j` the largest two into Neo4j as well.
 */
const data = join(process.env.CODELATTICE_SHARED ?? join(root, '../shared'), 'data');
const FILES: readonly {
  readonly name: string;
  readonly files: readonly string[];
  readonly neo4j?: boolean;
}[] = [
  { name: 'Medicare fee schedule 2025', files: ['pfs/PPRRVU2025_Oct.csv'] },
  {
    name: 'ICD-10-PCS 2025 with tables and definitions',
    files: [
      'icd10pcs/cms_2025_pr.zip',
      'icd10pcs/icd10pcs_tables_2025.xml',
      'icd10pcs/icd10pcs_definitions_2025.xml',
    ],
    neo4j: true,
  },
  {
    name: 'NCCI pairs 2024 Q3',
    files: [1, 2, 3, 4].map((part) => `ncci/ccipra-v302r0-f${part}.zip`),
    neo4j: true,
  },
  { name: 'NCCI units of a day 2024 Q3', files: ['ncci/MCR_MUE_PractitionerServices_2024Q3.csv'] },
  { name: 'NCCI add-on codes 2024', files: ['ncci/aoc_2024-06.decoded.csv'] },
  { name: 'ICD-10-CM 2025', files: ['icd10cm/cms_2025_dx.zip'] },
  { name: 'HCPCS Level II 2019', files: ['hcpcs/2019-Alpha-Numeric-HCPCS-File.zip'] },
  { name: 'ICD-10-PCS 2026, beside 2025', files: ['icd10pcs/cms_2026_pr.zip'] },
];

const folder = mkdtempSync(join(tmpdir(), 'codelattice-bench-'));
const usage = join(folder, 'usage.json');
const imports: string[][] = [];
const loaded: string[][] = [];

const absent = FILES.flatMap(({ files }) => files).find((file) => !existsSync(join(data, file)));
if (absent !== undefined) {
  console.error(`${join(data, absent)} is not there. Name the folder above data in CODELATTICE_SHARED.`);
  process.exit(1);
}
try {
  await measureSqlite();
  if (process.argv.includes('--neo4j')) await measureNeo4j();
  writeTables();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureSqlite(): Promise<void> {
  const seed = join(folder, 'seed.db');
  const path = join(folder, 'bench.db');
  await runCommand(['seed'], { CODELATTICE_DB: seed, NEO4J_URI: '' }, usage);
  copyFileSync(seed, path);
  for (const file of FILES) await measure('SQLite', file, { CODELATTICE_DB: path, NEO4J_URI: '' });

  const { codes, p50, slowest, slowestText } = await measureSearch(path);
  const all = `${codes.toLocaleString('en')} codes`;
  add(loaded, [
    `search in the store over ${all}, p50; the slowest text ("${slowestText}")`,
    `${p50.toFixed(1)} ms; ${slowest.toFixed(1)} ms`,
  ]);
  const { seedMs, loadedMs, ratio } = await compareRelated(seed, path);
  add(loaded, [
    '`related.graphql` of 63278, all 30 codes, in process: the seed alone; all loaded; ratio',
    `${seedMs.toFixed(1)} ms; ${loadedMs.toFixed(1)} ms; ${ratio.toFixed(2)}`,
  ]);
  const { startMs, heldMb } = await measureServer(path, usage);
  add(loaded, ['server: start to the first answer', `${Math.round(startMs)} ms`]);
  add(loaded, ['server: resident memory after 200 requests', `${Math.round(heldMb)} MB`]);
}

async function measureNeo4j(): Promise<void> {
  const problem = await missing({ download: false });
  if (problem !== null) {
    console.log(`Neo4j is left out: ${problem}`);
    return;
  }
  const neo4j = await startNeo4j();
  try {
    const environment = { NEO4J_URI: neo4j.uri };
    await runCommand(['seed'], environment, usage);
    for (const file of FILES.filter(({ neo4j }) => neo4j)) {
      await measure(`Neo4j ${neo4j.version}`, file, environment);
    }
  } finally {
    await neo4j.stop();
  }
}

async function measure(
  store: string,
  { name, files }: (typeof FILES)[number],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const paths = files.map((file) => join(data, file));
  const { out, seconds, usage: used } = await runCommand(['import', ...paths], environment, usage);
  const [, read = ''] = /^\S+ +\S+ +([\d,]+) /m.exec(out.slice(out.indexOf('\n') + 1)) ?? [];
  const rows = Number(read.replaceAll(',', ''));
  add(imports, [
    `${store}: ${name}`,
    read,
    seconds.toFixed(1),
    used.cpuSeconds.toFixed(1),
    Math.round(rows / seconds).toLocaleString('en'),
    `${Math.round(used.peakMb)} MB`,
  ]);
}

function add(table: string[][], row: string[]): void {
  table.push(row);
  console.log(row.join(' | '));
}

/** Replaces the tables between the README's marks. */
function writeTables(): void {
  writeBetween('imports', [
    `${machine()}; whole commands, one after the other into one graph; medians of five, in turns.`,
    '',
    '| file | rows | seconds | of processors | rows a second | memory at most |',
    '|---|---|---|---|---|---|',
    ...imports.map((row) => `| ${row.join(' | ')} |`),
    '',
    '| with all of them in SQLite | figure |',
    '|---|---|',
    ...loaded.map((row) => `| ${row.join(' | ')} |`),
  ]);
}
