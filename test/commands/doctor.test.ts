import { existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSqlite } from '../../src/store/sqlite/write/load-seed.ts';
import { dataset } from '../seeded.ts';
import { spoiltDatabase } from './spoilt.ts';

const own = spoiltDatabase();

async function doctor(options: readonly string[] = [], variables: Record<string, string> = {}) {
  const { code, out, err } = await own.run(['doctor', ...options], variables);
  expect(err).toBe('');
  return { code, out, wrong: out.split('\n').filter((line) => line.startsWith('WRONG')) };
}

/** Turns over one bit of the database. */
function flip(at: number, bit: number): void {
  const file = readFileSync(own.good);
  file[at] = (file[at] ?? 0) ^ (1 << bit);
  writeFileSync(own.path, file);
}

test('all is well: 0', async () => {
  const { code, out } = await doctor(['--deep']);
  expect(code).toBe(0);
  const lines = out.trim().split('\n');
  expect(lines.at(-1)).toBe('All is well.');
  expect(lines.slice(0, -1).map((line) => /^ok {5}([a-z ]+): \S/.exec(line)?.[1])).toEqual([
    'node',
    'pages',
    'seed',
    'database file',
    'store',
  ]);
  expect(out).toContain(`dataset ${dataset.version}`);
});

describe('what is wrong is said with its remedy: 1', () => {
  const only = ({ code, out, wrong }: Awaited<ReturnType<typeof doctor>>) => {
    expect(code).toBe(1);
    expect(out).toMatch(/^1 thing\(s\) need attention\.$/m);
    expect(wrong).toHaveLength(1);
    return wrong[0] ?? '';
  };

  test('the pages are not built', async () => {
    const page = join(own.folder, 'dist/explorer/graphiql/index.html');
    expect(existsSync(page)).toBe(true);
    renameSync(page, `${page}.away`);
    const finding = only(await doctor());
    renameSync(`${page}.away`, page);
    expect(finding).toBe('WRONG  pages: not built; run `npm run build`');
  });

  test('the seed has a mistake', async () => {
    const table = join(own.folder, 'seed/cpt/add-ons.csv');
    const text = readFileSync(table, 'utf8');
    writeFileSync(table, text.replace('63278', 'banana'));
    const { code, out, wrong } = await doctor(['--deep']);
    writeFileSync(table, text);
    expect(code).toBe(1);
    expect(wrong).toEqual(['WRONG  seed: The seed has 1 problem(s):']);
    expect(out).toMatch(/seed\/cpt\/add-ons\.csv:\d+: .*banana/);
  });

  test('there is no database', async () => {
    rmSync(own.path);
    expect(only(await doctor())).toBe(
      `WRONG  store: There is no database file ${own.path}. Run \`npm run seed\` to build it.`,
    );
    expect(existsSync(own.path)).toBe(false);
  });

  test('the database is of another seed', async () => {
    rmSync(own.path);
    loadSqlite(own.path, { ...dataset, version: 'another' });
    const finding = only(await doctor(['--deep']));
    expect(finding).toContain(`has dataset another, the seed is ${dataset.version}; run \`npm run seed\``);
  });

  test("the database is somebody else's", async () => {
    writeFileSync(own.path, 'my notes\n'.repeat(100));
    expect(only(await doctor())).toContain(
      'is not a codelattice database. Name another one in CODELATTICE_DB',
    );
    expect(readFileSync(own.path, 'utf8')).toMatch(/^my notes/);
  });

  test('the database was cut off', async () => {
    truncateSync(own.path, readFileSync(own.path).length - 1);
    expect(only(await doctor())).toMatch(
      /^WRONG {2}store: .*x\.db is damaged: .+ Delete it and run `npm run seed` to build it again\.$/,
    );
  });

  test.each([
    ['in a definition', () => placeOf('The sacrum, the fused bone')],
    ['in a label', () => placeOf('Sacral spine')],
    ['in the first page of a table', () => own.pageOf('fact') + 1],
    ['in an index', () => own.pageOf('differs') + 4_090],
  ])(
    'a bit of the database is turned over %s: found by --deep, and said, whatever it is',
    async (_, where) => {
      for (const bit of [0, 7]) {
        flip(where(), bit);
        const finding = only(await doctor(['--deep']));
        expect(finding).toMatch(
          /^WRONG {2}database file: .*x\.db (is damaged|has other rows than the seed)\b.* Delete it and run `npm run seed` to build it again\.$/,
        );
      }
    },
  );

  test('Neo4j does not answer', async () => {
    const finding = only(await doctor(['--deep'], { NEO4J_URI: 'bolt://127.0.0.1:9' }));
    expect(finding).toMatch(/^WRONG {2}store: /);
    expect(finding).toContain('does not answer. See that it runs and that NEO4J_URI names it');
  });
});

function placeOf(text: string): number {
  const at = readFileSync(own.good).lastIndexOf(text);
  if (at < 0) throw new Error(`"${text}" is not in the database`);
  return at;
}
