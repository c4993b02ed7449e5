import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from '../../../src/load/seed/search-documents.ts';
import type { Import } from '../../../src/store/release.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { forgetSqlite } from '../../../src/store/sqlite/write/forget.ts';
import { importSqlite } from '../../../src/store/sqlite/write/import.ts';
import { loadSqlite } from '../../../src/store/sqlite/write/load-seed.ts';
import { contentsOf } from '../../commands/contents.ts';
import { run } from '../../documents.ts';
import { isWhole } from '../../faults/watchful.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';
import { anyOrders, DOCUMENTS, releases } from '../commuting.ts';

/** Runs of two orders each; all 200 orders with `npm run test:faults`. */
const RUNS = Number(process.env.COMMUTE_RUNS ?? (isWhole ? 100 : 20));
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

const { folder, remove } = temporaryFolder();
const seeded = join(folder, 'seeded.db');
let all: readonly Import[];
beforeAll(async () => {
  loadSqlite(seeded, dataset);
  all = await releases();
});
afterAll(remove);

/** A database with the seed, and what is done to it. */
async function graphAfter(name: string, work: (path: string) => Promise<void>) {
  const path = join(folder, `${name}.db`);
  copyFileSync(seeded, path);
  await work(path);
  const store = openSqlite(path);
  const answers: unknown[] = [];
  for (const text of DOCUMENTS) {
    const { data, errors } = await run(store, text);
    answers.push(JSON.parse(JSON.stringify({ data, errors })));
  }
  await store.close();
  return { answers, contents: contentsOf(path) };
}

const importing = (name: string, order: readonly number[]) =>
  graphAfter(name, async (path) => {
    for (const at of order) await importSqlite(path, all[at] as Import);
  });

const hashOf = (contents: unknown) => createHash('sha256').update(JSON.stringify(contents)).digest('hex');

describe('imports', () => {
  it('come to the same, in whatever order and however often', async () => {
    console.log(`orders of imports: SEED=${SEED}`);
    const hashes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyOrders(all), async ({ drawn, sorted }) => {
        const [one, other] = [await importing('one', drawn), await importing('other', sorted)];
        expect(one).toEqual(other);
        hashes.add(hashOf(one.contents));
      }),
      { numRuns: RUNS, seed: SEED },
    );
    console.log(`${2 * RUNS} orders of up to ${all.length} releases came to ${hashes.size} graphs`);
  }, 900_000);

  it('come to the same when all are there', async () => {
    const inOrder = all.map((_, at) => at);
    const expected = await importing('in-order', inOrder);
    expect(await importing('reverse', [...inOrder].reverse())).toEqual(expected);
  });

  it('forgotten again are as if they had never come, and come again as before', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrders(all), fc.nat(), async ({ drawn, sorted }, pick) => {
        const { kind, release } = all[drawn[pick % drawn.length] ?? 0] as Import;
        const isForgotten = (at: number) => all[at]?.kind === kind && all[at]?.release === release;
        const forget = async (path: string) => {
          for (const at of drawn) await importSqlite(path, all[at] as Import);
          expect(forgetSqlite(path, kind, release, documents)).toHaveLength(1);
        };
        const without = sorted.filter((at) => !isForgotten(at));
        expect(await graphAfter('one', forget)).toEqual(await importing('other', without));
        const again = async (path: string) => {
          await forget(path);
          for (const at of sorted.filter(isForgotten)) await importSqlite(path, all[at] as Import);
        };
        expect(await graphAfter('one', again)).toEqual(await importing('other', sorted));
      }),
      { numRuns: Math.ceil(RUNS / 10), seed: SEED },
    );
  });
});
