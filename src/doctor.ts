import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { readSeed } from './load/seed.ts';
import { root } from './root.ts';
import { openDatabase } from './store/libsql.ts';
import { checkDeep, loadSqlite } from './store/sqlite-load.ts';
import type { Dataset } from './store/store.ts';
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
    await look('database file', () => deepCheck(config.databasePath, seed));
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
  if (existsSync(join(root, 'dist/explorer/graphiql/index.html'))) return { fine: 'built' };
  return { wrong: 'not built; run `npm run build`' };
}

async function storeState(config: Config, seed: Dataset | null): Promise<Finding> {
  const store = await openStore(config);
  try {
    const { version } = await store.at();
    if (seed !== null && version !== seed.version) {
      return {
        wrong: `${store.name} has dataset ${version}, the seed is ${seed.version}; run \`npm run seed\``,
      };
    }
    return { fine: `${store.name} answers with dataset ${version}` };
  } finally {
    await store.close();
  }
}

/** Reads every page. SQLite itself sees only damage to its structure, so the rows are compared with the seed's. */
function deepCheck(path: string, seed: Dataset | null): Finding {
  const problem = checkDeep(path);
  if (problem !== null) return { wrong: problem.replace(/\s+/g, ' ') };
  if (seed === null) return { fine: 'every page reads well; without the seed its rows were not compared' };
  const folder = mkdtempSync(join(tmpdir(), 'codelattice-'));
  try {
    const anew = join(folder, 'anew.db');
    loadSqlite(anew, seed);
    const different = differentTables(path, anew);
    if (different.includes('dataset'))
      return { fine: 'every page reads well; it was made from another seed' };
    if (different.length === 0) return { fine: 'every page reads well, and every row is as the seed has it' };
    return {
      wrong: `${path} has other rows than the seed in ${different.join(', ')}. Delete it and run \`npm run seed\` to build it again.`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tables whose rows are not the same in both files; the times of import are left out. */
function differentTables(one: string, other: string): string[] {
  const [a, b] = [openDatabase(one, 'read'), openDatabase(other, 'read')];
  try {
    return b
      .prepare<{ name: string; columns: string }>(TABLES)
      .all()
      .filter(({ name, columns }) => {
        const rows = `select ${columns} from "${name}"`;
        return JSON.stringify(a.prepare(rows).all()) !== JSON.stringify(b.prepare(rows).all());
      })
      .map(({ name }) => name);
  } finally {
    a.close();
    b.close();
  }
}

/** Every table with its columns as bytes: the driver ends the process where a damaged text is no UTF-8. */
const TABLES = `
  select t.name, group_concat('quote(cast("' || c.name || '" as blob)) as "' || c.name || '"') as columns
  from sqlite_schema t join pragma_table_info(t.name) c
  where t.type = 'table' and t.sql not like 'create virtual%' and c.name <> 'imported_at'
  group by t.name order by t.name`;
