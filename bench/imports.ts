import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, startNeo4j } from '../scripts/neo4j.ts';
import { importRelease, missingFile, PAIRS, PCS, RELEASES, type Release } from './files.ts';
import { compareRelated, measureSearch, measureServer } from './loaded.ts';
import { machine, writeBetween } from './readme.ts';
import { runCommand } from './usage.ts';

/** The largest, which Neo4j takes as well. */
const LARGEST = [PCS, PAIRS];

/**
 * Imports the public files as their users do, one command each into the same graph, and writes what they cost into the
 * README; then what the graph with all of them costs. With `--neo4j` the largest two into Neo4j as well.
 */
const folder = mkdtempSync(join(tmpdir(), 'codelattice-bench-'));
const usage = join(folder, 'usage.json');
const imports: string[][] = [];
const loaded: string[][] = [];

const absent = missingFile();
if (absent !== null) {
  console.error(absent);
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
  for (const release of RELEASES) await measure('SQLite', release, { CODELATTICE_DB: path, NEO4J_URI: '' });

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
    for (const release of LARGEST) await measure(`Neo4j ${neo4j.version}`, release, environment);
  } finally {
    await neo4j.stop();
  }
}

async function measure(
  store: string,
  release: Release,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows, seconds, usage: used } = await importRelease(release, environment, usage);
  add(imports, [
    `${store}: ${release.name}`,
    rows.toLocaleString('en'),
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
