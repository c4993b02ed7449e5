import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Import } from '../../../src/store/release.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { importSqlite } from '../../../src/store/sqlite/write/import.ts';
import { loadSqlite } from '../../../src/store/sqlite/write/load-seed.ts';
import type { Store } from '../../../src/store/store.ts';
import { run } from '../../documents.ts';
import { isWhole } from '../../faults/watchful.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';
import { anyOrders, DOCUMENTS, releases } from '../commuting.ts';
import { contentsOf, describeNeo4j, quiet } from './neo4j.ts';

/** Runs of two orders each; all 20 orders with `npm run test:faults`. */
const RUNS = Number(process.env.COMMUTE_RUNS ?? (isWhole ? 10 : 2));
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

async function answersOf(store: Store): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const text of DOCUMENTS) {
    for (;;) {
      const { data, errors } = await run(store, text);
      // A machine that is busy with other things is no fault of the graph's.
      if (errors?.some(({ extensions: { code } }) => code === 'STORE_UNAVAILABLE' || code === 'TIMEOUT'))
        continue;
      answers.push(JSON.parse(JSON.stringify({ data, errors })));
      break;
    }
  }
  await store.close();
  return answers;
}

describeNeo4j('imports into a Neo4j', (settings) => {
  const { folder, remove } = temporaryFolder();
  const seeded = join(folder, 'seeded.db');
  let all: readonly Import[];
  beforeAll(async () => {
    loadSqlite(seeded, dataset);
    all = await releases();
  });
  afterAll(remove);

  async function importing(order: readonly number[]) {
    await loadNeo4j(settings(), dataset, { ...quiet, reset: true });
    for (const at of order) await importNeo4j(settings(), all[at] as Import);
    return { answers: await answersOf(openNeo4j(settings())), contents: await contentsOf(settings()) };
  }

  async function embedded(order: readonly number[]): Promise<unknown[]> {
    const path = join(folder, 'embedded.db');
    copyFileSync(seeded, path);
    for (const at of order) await importSqlite(path, all[at] as Import);
    return answersOf(openSqlite(path));
  }

  it('come to the same as into the embedded store, in whatever order and however often', async () => {
    console.log(`orders of imports: SEED=${SEED}`);
    await fc.assert(
      fc.asyncProperty(anyOrders(all), async ({ drawn, sorted }) => {
        const [one, other] = [await importing(drawn), await importing(sorted)];
        expect(one).toEqual(other);
        expect(one.answers).toEqual(await embedded(sorted));
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  }, 900_000);
});
