import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureAllFiles } from './all-files.ts';
import { measureBeside, OF_SEED } from './beside.ts';
import { measureEdge } from './edge.ts';
import { measureFelt } from './felt.ts';
import { measureFormer } from './former.ts';
import { measureFrames } from './frames.ts';
import { measureImports } from './imports.ts';
import { costOfAsking } from './load.ts';
import { measureMcp } from './mcp.ts';
import { measureNeo4j } from './neo4j.ts';
import { measurePaint } from './paint.ts';
import { ANSWERS_NOT_KEPT, startOf, startServer, stopAll } from './servers.ts';
import { storeCalls } from './store.ts';
import { figure, other, writeTables } from './table.ts';
import { measureTexts } from './texts.ts';
import { measureWarm } from './warm.ts';

/**
 * `npm run bench` measures the built server, one table after the other, and writes them into docs/speed.md; with names of some
 * it prints these alone. `npm run bench -- imports` measures what public files cost.
 */
const folder = mkdtempSync(join(tmpdir(), 'codelattice-bench-'));
const path = join(folder, 'bench.db');
const embedded = { CODELATTICE_DB: path, NEO4J_URI: '' };

const TABLES: Readonly<Record<string, () => Promise<void> | void>> = {
  async start() {
    const ms = Math.round(await startOf(embedded));
    figure('Start', 'seed alone, to the first answer', `${ms} ms`, '≤ 500 ms');
  },
  edge: () => measureEdge(folder, embedded),
  warm: () => measureWarm(embedded),
  mcp: () => measureMcp({ ...embedded, ...ANSWERS_NOT_KEPT }),
  former: () => measureFormer(folder),
  neo4j: () => measureNeo4j(folder),
  beside: () => measureBeside('the seed', { ...embedded, ...ANSWERS_NOT_KEPT }, OF_SEED),
  async store() {
    for (const [name, ms, most] of await storeCalls(path)) {
      figure('The embedded store by itself', `${name}, median`, `${ms.toFixed(3)} ms`, `≤ ${most} ms`);
    }
  },
  all: () => measureAllFiles(folder, path),
  texts: measureTexts,
  pages: () => measurePaint(embedded),
  felt: () => measureFelt(embedded),
  map: measureFrames,
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => name !== 'imports' && !Object.hasOwn(TABLES, name));
if (unknown !== undefined)
  throw new Error(`There is no table ${unknown}; there are ${Object.keys(TABLES).join(', ')} and imports.`);
try {
  if (chosen.includes('imports')) await measureImports(folder);
  else await measure(chosen.length > 0 ? chosen : Object.keys(TABLES));
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(names: readonly string[]): Promise<void> {
  const first = await startServer(embedded);
  await first.stop();
  other('first start, with seeding, to the first answer', `${Math.round(first.startMs)} ms`);
  for (const name of names) {
    await TABLES[name]?.();
    await stopAll();
  }
  const asking = costOfAsking();
  if (asking !== null)
    other('processor time of the load generator itself for a request', `${asking.toFixed(0)} µs`);
  if (names.length === Object.keys(TABLES).length) writeTables();
}
