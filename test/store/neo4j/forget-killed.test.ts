import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Import } from '../../../src/store/release.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';
import { releases } from '../commuting.ts';
import { answersOf, named } from '../forget.contract.ts';
import { contentsOf, describeNeo4j, quiet } from './neo4j.ts';

/** Statements that were still to come: the last transaction is there, and the sweep behind it. */
const BEFORE_THE_END = [1, 3, 6, 12, 40];

/** For a machine that is busy with other things. */
const PATIENCE_MS = 3_600_000;

describeNeo4j('forgetting from a Neo4j', (settings) => {
  const { folder, remove } = temporaryFolder();
  afterAll(remove);
  let all: readonly Import[];
  beforeAll(async () => {
    all = await releases();
  });
  const load = async (names: readonly string[]) => {
    await loadNeo4j(settings(), dataset, { ...quiet, reset: true });
    for (const one of named(all, names)) await importNeo4j(settings(), one);
  };
  const answers = () => answersOf(openNeo4j(settings()));

  /** Forgets in a process of its own, which kills itself behind statement `killAt`, 0 for never; how many statements it ran. */
  async function forget(kind: string, release: string, killAt: number): Promise<number> {
    const file = join(folder, 'forget.json');
    writeFileSync(file, JSON.stringify({ kind, release, killAt, settings: settings() }));
    const child = spawn(process.execPath, ['--input-type=module', '-e', FORGETTER, file], { stdio: 'pipe' });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        said += text;
      });
    }
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code, said).toBe(killAt === 0 ? 0 : null);
    return Number(said);
  }

  it.each([
    ['icd10pcs', '2026', ['icd10pcs 2025', 'icd10pcs 2026', 'crosswalk map.csv']],
    ['ncci-ptp', '2024Q3', ['ncci-ptp 2024Q3', 'pfs 2025D']],
  ])(
    '%s %s and killed at any moment, it ends equal when it is run again',
    async (kind, release, names) => {
      await load(names);
      const before = await answers();
      const statements = await forget(kind, release, 0);
      const [after, expected] = [await answers(), await contentsOf(settings())];
      let unseen = 0;
      const again = named(all, [`${kind} ${release}`]);
      for (const left of BEFORE_THE_END.filter((one) => one < statements)) {
        for (const one of again) await importNeo4j(settings(), one);
        await forget(kind, release, statements - left);
        const read = await answers();
        if (JSON.stringify(read) === JSON.stringify(before)) unseen++;
        else expect(read, `killed ${left} statements before the end`).toEqual(after);
        await forget(kind, release, 0);
        expect(await contentsOf(settings()), `killed ${left} statements before the end`).toEqual(expected);
      }
      console.log(
        `forget ${kind}: of ${statements} statements; ${unseen} times cut off before anything was seen`,
      );
      expect(unseen).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});

const FORGETTER = `
import { readFileSync } from 'node:fs';
import { documents } from '${pathToFileURL(join(root, 'dist/src/load/seed/search-documents.js'))}';
import { forgetNeo4j } from '${pathToFileURL(join(root, 'dist/src/store/neo4j/write/forget.js'))}';
const { kind, release, killAt, settings } = JSON.parse(readFileSync(process.argv[1], 'utf8'));
let ran = 0;
const onStatement = () => {
  if (++ran === killAt) process.kill(process.pid, 'SIGKILL');
};
await forgetNeo4j({ ...settings, onStatement }, kind, release, documents);
console.log(ran);
`;
