import { constants, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { importRelease, STAGES } from './files.ts';
import { runCommand } from './usage.ts';

/** A database, and how many rows of public files are in it. */
export interface Stage {
  readonly name: string;
  readonly path: string;
  readonly rows: number;
}

/** Databases that hold more and more, each a copy of the former with the next files imported; about a minute. */
export async function buildStages(folder: string): Promise<readonly Stage[]> {
  const usage = join(folder, 'usage.json');
  const stages: Stage[] = [];
  for (const { name, releases } of STAGES) {
    const path = join(folder, `stage-${stages.length}.db`);
    const environment = { CODELATTICE_DB: path, NEO4J_URI: '' };
    const former = stages.at(-1);
    if (former === undefined) await runCommand(['seed'], environment, usage);
    else copyFileSync(former.path, path, constants.COPYFILE_FICLONE);
    let rows = former?.rows ?? 0;
    for (const release of releases) rows += (await importRelease(release, environment, usage)).rows;
    stages.push({ name, path, rows });
  }
  return stages;
}
