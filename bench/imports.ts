import { join } from 'node:path';
import { missing, startNeo4j } from '../scripts/neo4j.ts';
import { importRelease, missingFile, PAIRS, PCS, RELEASES, type Release } from './files.ts';
import { machine, writeBetween } from './speed-page.ts';
import { leaveOut } from './table.ts';
import { runCommand } from './usage.ts';

/** The largest, which Neo4j takes as well. */
const LARGEST = [PCS, PAIRS];

/**
 * Imports the public files as their users do, one command each into the same graph, and writes what they cost into
 * docs/speed.md; the largest two into Neo4j as well, where it is at hand.
 */
export async function measureImports(folder: string): Promise<void> {
  const absent = missingFile();
  if (absent !== null) throw new Error(absent);
  const began = machine();
  const rows = importAll(folder, 'SQLite', RELEASES, {
    CODELATTICE_DB: join(folder, 'imports.db'),
    NEO4J_URI: '',
  });
  const problem = await missing({ download: false });
  if (problem !== null) leaveOut('Neo4j', problem);
  else {
    const neo4j = await startNeo4j({ home: join(folder, 'imports-neo4j') });
    try {
      rows.push(...importAll(folder, `Neo4j ${neo4j.version}`, LARGEST, { NEO4J_URI: neo4j.uri }));
    } finally {
      await neo4j.stop();
    }
  }
  writeBetween('imports', [
    `${began}; whole commands, one after the other into one graph, once each.`,
    '',
    '| file | rows | seconds | of processors | rows a second | memory at most |',
    '|---|---|---|---|---|---|',
    ...rows,
  ]);
}

function importAll(
  folder: string,
  store: string,
  releases: readonly Release[],
  environment: Readonly<Record<string, string>>,
): string[] {
  const usage = join(folder, 'usage.json');
  runCommand(['seed'], environment, usage);
  return releases.map((release) => {
    const { rows, seconds, usage: used } = importRelease(release, environment, usage);
    const read = [rows.toLocaleString('en'), seconds.toFixed(1), used.cpuSeconds.toFixed(1)];
    const rate = Math.round(rows / seconds).toLocaleString('en');
    const row = `| ${store}: ${release.name} | ${read.join(' | ')} | ${rate} | ${Math.round(used.peakMb)} MB |`;
    console.log(row);
    return row;
  });
}
