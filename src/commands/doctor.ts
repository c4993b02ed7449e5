import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSeed } from '../load/seed/seed.ts';
import type { Dataset } from '../store/records.ts';
import { datasetVersion } from '../store/version.ts';
import type { Config } from './config.ts';
import { root } from './root.ts';
import { openStore } from './stores.ts';

/** One thing that is looked at: what was found, or what is wrong with the remedy. */
type Finding = { readonly fine: string } | { readonly wrong: string };

/** Looks at the machine, the seed and the store, and says each finding; 0 when all is well, 1 when something is not. */
export async function examine(config: Config, deep: boolean, say: (line: string) => void): Promise<number> {
  let seed: Dataset | null = null;
  let failures = 0;
  const look = async (name: string, check: () => Finding | Promise<Finding>) => {
    const finding = await Promise.resolve()
      .then(check)
      .catch((error: unknown) => ({ wrong: error instanceof Error ? error.message : String(error) }));
    if ('wrong' in finding) failures++;
    say('wrong' in finding ? `WRONG  ${name}: ${finding.wrong}` : `ok     ${name}: ${finding.fine}`);
  };
  await look('node', nodeVersion);
  await look('pages', builtPages);
  await look('seed', () => {
    seed = readSeed(root, new Date());
    return { fine: `${seed.codes.length} codes, dataset ${seed.version}` };
  });
  const before = failures;
  if (deep && config.neo4j === null) {
    await look('database file', () => deepCheck(config.databasePath));
  }
  if (failures === before) await look('store', () => storeState(config, seed));
  say(failures === 0 ? 'All is well.' : `${failures} thing(s) need attention.`);
  return failures === 0 ? 0 : 1;
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return { fine: process.versions.node };
  return { wrong: `${process.versions.node} is too old; install Node 20.19 or newer` };
}

function builtPages(): Finding {
  const built = ['app', 'graphiql'].every((page) =>
    existsSync(join(root, 'dist/explorer', page, 'index.html')),
  );
  if (built) return { fine: 'built' };
  return { wrong: 'not built; run `npm run build`' };
}

async function storeState(config: Config, seed: Dataset | null): Promise<Finding> {
  const store = await openStore(config);
  try {
    const snapshot = await store.at();
    const { version } = snapshot;
    const { sources } = await snapshot.dataset();
    const files = sources.flatMap(({ id, kind, sha256 }) =>
      kind === null ? [] : [{ id, sha256: sha256 ?? '' }],
    );
    if (seed !== null && version !== datasetVersion(seed.version, files)) {
      return {
        wrong: `${store.name} has dataset ${version}, the seed is ${seed.version}; run \`npm run seed\``,
      };
    }
    const imports = files.length === 0 ? '' : `, ${files.length} imported file(s)`;
    return { fine: `${store.name} answers with dataset ${version}${imports}` };
  } finally {
    await store.close();
  }
}

async function deepCheck(path: string): Promise<Finding> {
  const { checkDeep } = await import('../store/sqlite/write/load-seed.ts');
  const problem = checkDeep(path);
  return problem === null
    ? { fine: 'every byte is as it was written' }
    : { wrong: problem.replace(/\s+/g, ' ') };
}
