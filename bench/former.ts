import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';
import { related } from './documents.ts';
import { inTurns, post } from './load.ts';
import { ANSWERS_NOT_KEPT, NOTHING_KEPT, startServer, stopAll } from './servers.ts';
import { compare, leaveOut } from './table.ts';

/** The last commit before answers were executed by graphql-js alone and kept by ordinary parts. */
const FORMER = '36669ef';
const PLAIN = { EXECUTION: 'plain', KEPT_BYTES: '0' };
/** How the server is compared: by what of codes both keep. Neither keeps answers. */
const KEPT = [
  ['answers not kept, codes kept', ANSWERS_NOT_KEPT, {}, '≥ 1.5'],
  ['nothing kept, no codes either', NOTHING_KEPT, { KEPT_CODES: '0' }, ''],
] as const;
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
  const startAt = async (at: string, file: string, environment: Readonly<Record<string, string>>) =>
    (await startServer({ CODELATTICE_DB: join(folder, file), NEO4J_URI: '', ...environment }, at)).url;
  try {
    for (const [program, ...given] of BUILD) execFileSync(program, given, { cwd: former, stdio: 'pipe' });
    // As it was there: what it asks for since is not in that schema.
    const page = readFileSync(join(former, 'src/explorer/documents/code-page.graphql'), 'utf8');
    const documents = {
      '`related.graphql` of 63278': related,
      "the code page's document, as it was then": post(page, { code: '63278' }),
    };
    for (const [kept, ours, theirs, toReach] of KEPT) {
      const now = await startAt(root, 'bench.db', ours);
      const before = await startAt(former, 'former.db', { ...PLAIN, ...theirs });
      for (const [name, request] of Object.entries(documents)) {
        const requests = [request];
        const rates = await inTurns({ now: { url: now, requests }, before: { url: before, requests } });
        const against = `the same at ${FORMER} with EXECUTION=plain`;
        compare('Answers made anew', [`${name}, ${kept}`, rates.now], [against, rates.before], toReach);
      }
      await stopAll();
    }
  } finally {
    await stopAll();
    git('worktree', 'remove', '--force', former);
  }
}
