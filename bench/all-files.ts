import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureBeside } from './beside.ts';
import { measureClaims } from './claims.ts';
import { related } from './documents.ts';
import { measureExports } from './exports.ts';
import { measureFeltLarge } from './felt.ts';
import { importRelease, missingFile, RELEASES } from './files.ts';
import { answerOf, inTurns, percentile } from './load.ts';
import { ANSWERS_NOT_KEPT, startOf, startServer } from './servers.ts';
import { searches } from './store.ts';
import { compare, figure, leaveOut } from './table.ts';

const GROUP = 'All public files loaded';

/** What all public files cost, in a copy of a seeded file: start, memory, search, and what holds others up. */
export async function measureAllFiles(folder: string, seeded: string): Promise<void> {
  const absent = missingFile();
  if (absent !== null) return leaveOut('all public files', absent);
  const path = join(folder, 'all.db');
  copyFileSync(seeded, path);
  const embedded = { CODELATTICE_DB: path, NEO4J_URI: '' };
  for (const release of RELEASES) importRelease(release, embedded, join(folder, 'usage.json'));

  const times = await searches(path);
  const [half, most] = [0.5, 0.99].map((part) => percentile(times, part).toFixed(2));
  figure(GROUP, 'search in the store, median; 99 of 100 below', `${half} ms; ${most} ms`, '≤ 1 ms; ≤ 10 ms');
  await measureClaims(path, folder);
  await measureExports(embedded, folder);
  const environment = { ...embedded, ...ANSWERS_NOT_KEPT };
  figure(GROUP, 'start to the first answer', `${Math.round(await startOf(environment))} ms`, '≤ 1000 ms');

  const alone = await startServer({ ...environment, CODELATTICE_DB: seeded });
  const server = await startServer(environment);
  figure(GROUP, 'resident memory after the first answer', `${residentMb(server.pid)} MB`, '≤ 250 MB');
  for (let round = 0; round < 20; round++) await answerOf(server.url, related);
  figure(GROUP, 'resident memory after 20 answers', `${residentMb(server.pid)} MB`, '≤ 250 MB');
  const rates = await inTurns({
    all: { url: server.url, requests: [related] },
    seed: { url: alone.url, requests: [related] },
  });
  const what = '`related.graphql` of 63278, answers not kept';
  compare(GROUP, [what, rates.all], ['the same with the seed alone', rates.seed]);
  await measureBeside('all files', environment);
  await measureFeltLarge(environment);
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
