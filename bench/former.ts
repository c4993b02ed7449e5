import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../src/root.ts';
import { codePage, related } from './documents.ts';
import { inTurns } from './load.ts';
import { ANSWERS_NOT_KEPT, NOTHING_KEPT, startServer, stopAll } from './servers.ts';
import { compare, leaveOut } from './table.ts';

/** The last commit before answers were executed by graphql-js alone and kept by ordinary parts. */
const FORMER = '36669ef';
const PLAIN = { EXECUTION: 'plain', KEPT_BYTES: '0' };
/** What is built of it: the server, without its pages. */
const BUILD = [
  ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'],
  ['npm', 'run', 'generate'],
  ['npx', 'tsc', '-p', 'tsconfig.build.json', '--noCheck'],
] as const;

/** Nothing kept, against the same at a former commit, which is built in a folder that is thrown away. */
export async function measureFormer(folder: string): Promise<void> {
  const git = (...given: string[]) => execFileSync('git', ['-C', root, ...given], { stdio: 'pipe' });
  try {
    git('cat-file', '-e', `${FORMER}^{commit}`);
  } catch {
    return leaveOut('the commit before', `${FORMER} is not in this repository.`);
  }
  const former = join(folder, 'former');
  git('worktree', 'add', '--detach', former, FORMER);
  const startAt = async (at: string, environment: Readonly<Record<string, string>>) => {
    const path = join(folder, at === root ? 'bench.db' : 'former.db');
    return (await startServer({ CODELATTICE_DB: path, NEO4J_URI: '', ...environment }, at)).url;
  };
  try {
    for (const [program, ...given] of BUILD) execFileSync(program, given, { cwd: former, stdio: 'pipe' });
    const codesKept = [await startAt(root, ANSWERS_NOT_KEPT), await startAt(former, PLAIN)] as const;
    await measureBoth('answers not kept, codes kept', '≥ 1.5', ...codesKept);
    await stopAll();
    const none = [
      await startAt(root, NOTHING_KEPT),
      await startAt(former, { ...PLAIN, KEPT_CODES: '0' }),
    ] as const;
    await measureBoth('nothing kept, no codes either', '', ...none);
  } finally {
    await stopAll();
    git('worktree', 'remove', '--force', former);
  }
}

async function measureBoth(kept: string, toReach: string, now: string, before: string): Promise<void> {
  const documents = { '`related.graphql` of 63278': related, "the code page's document": codePage };
  for (const [name, request] of Object.entries(documents)) {
    const rates = await inTurns({
      now: { url: now, requests: [request] },
      before: { url: before, requests: [request] },
    });
    const against = `the same at ${FORMER} with EXECUTION=plain`;
    compare('Answers made anew', [`${name}, ${kept}`, rates.now], [against, rates.before], toReach);
  }
}
