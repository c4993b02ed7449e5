import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Batch, Existing, Import } from '../../../src/store/release.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';
import { pairs, pcs2025, pcs2026, remade } from './import-releases.ts';
import { differing, importState, SAME } from './import-state.ts';
import { describeNeo4j, quiet } from './neo4j.ts';

/** How often imports are killed at random; 20 in a long run. */
const KILLS = Number(process.env.NEO4J_IMPORT_KILLS ?? 2);

describeNeo4j('importing into a Neo4j', (settings) => {
  const { rows, answers, contents, unfinished, leftovers } = importState(settings);

  describe('when it is killed', () => {
    const { folder, remove } = temporaryFolder();
    afterAll(remove);

    /** Starts an import in a process of its own; `hangAt` is a batch that it waits at for ever. */
    async function start(release: Import, hangAt = 0) {
      const file = join(folder, 'import.json');
      const batches: Batch[] = [];
      const held = { terms: new Map(), meanings: () => [], sources: [] } as Existing;
      for await (const { of, rows } of release.batches(held)) {
        for (let at = 0; at < rows.length; at += 40)
          batches.push({ of, rows: rows.slice(at, at + 40) } as Batch);
      }
      writeFileSync(file, JSON.stringify({ release, batches, hangAt, settings: settings() }));
      const child = spawn(process.execPath, ['--input-type=module', '-e', IMPORTER, file], { stdio: 'pipe' });
      let told = '';
      let failed = '';
      child.stdout.on('data', (text) => {
        told += text;
      });
      child.stderr.on('data', (text) => {
        failed += text;
      });
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
      const says = (word: string) => expect.poll(() => told + failed, { interval: 5 }).toContain(word);
      return { child, ended, says, told: () => told };
    }

    /** The same import, in the same small batches, not broken. */
    async function finish(release: Import) {
      const { ended, told } = await start(release);
      await ended;
      expect(told()).toContain('"outcome"');
    }

    it('names what was cut off, and ends it when it is run again', async () => {
      await importNeo4j(settings(), pcs2025);
      const before = await answers();
      const { child, ended, says } = await start(pcs2026, 12);
      await says('hangs');
      child.kill('SIGKILL');
      await ended;
      expect(await answers()).toEqual(before);
      await rows('MATCH (i:Import) SET i.seen = 0');
      expect(await unfinished()).toEqual(['icd10pcs/2026/rows.csv']);
      await importNeo4j(settings(), pairs(1));
      expect(await unfinished()).toEqual(['icd10pcs/2026/rows.csv']);
      expect(await importNeo4j(settings(), pcs2026)).toMatchObject({ outcome: 'imported' });
      expect(await unfinished()).toEqual([]);
      expect(await leftovers()).toBe(0);
    });

    it(`at ${KILLS} random moments, it ends as if it had not been`, async () => {
      const cases = [
        { former: pcs2025, release: pcs2026 },
        { former: pairs(1), release: remade(pairs(0)) },
      ];
      for (const { former, release } of cases) {
        const setUp = async () => {
          await loadNeo4j(settings(), dataset, { ...quiet, reset: true });
          await importNeo4j(settings(), former);
        };
        await setUp();
        const before = await answers();
        const unbroken = await start(release);
        await unbroken.says('begins');
        const began = Date.now();
        await unbroken.ended;
        const whole = Date.now() - began;
        const [after, expected] = [await answers(), await contents()];
        let broken = 0;
        for (let round = 0; round < Math.ceil(KILLS / cases.length); round++) {
          await setUp();
          const { child, ended, says, told } = await start(release);
          await says('begins');
          const wait = Math.random() * whole;
          await new Promise((resolve) => setTimeout(resolve, wait));
          child.kill('SIGKILL');
          await ended;
          const read = await answers();
          const isBefore = JSON.stringify(read) === JSON.stringify(before);
          if (isBefore) broken++;
          else expect(read, `killed after ${wait} ms`).toEqual(after);
          await finish(release);
          const found = differing(await contents(), expected);
          expect(found, `killed after ${wait} of ${whole} ms ${told()}`).toEqual(SAME);
          expect(await leftovers()).toBe(0);
        }
        console.log(`${release.kind}: ${broken} imports were broken off, of ${whole} ms each`);
      }
    });
  });
});

const IMPORTER = `
import { readFileSync } from 'node:fs';
import { documents } from '${pathToFileURL(join(root, 'dist/src/load/seed/search-documents.js'))}';
import { importNeo4j } from '${pathToFileURL(join(root, 'dist/src/store/neo4j/write/import.js'))}';
const { release, batches, hangAt, settings } = JSON.parse(readFileSync(process.argv[1], 'utf8'));
console.log('begins');
const outcome = await importNeo4j(settings, {
  ...release,
  documents,
  async *batches() {
    for (const [index, batch] of batches.entries()) {
      yield batch;
      if (index + 1 !== hangAt) continue;
      console.log('hangs');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
  },
});
console.log(JSON.stringify(outcome));
`;
