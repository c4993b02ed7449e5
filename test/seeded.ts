import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';
import { createVocabulary } from '../src/lattice/vocabulary.ts';
import { openTexts, readSeed } from '../src/load/seed/seed.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { loadSqlite } from '../src/store/sqlite/write/load-seed.ts';
import type { Store } from '../src/store/store.ts';
import { createSpeaker } from '../src/text/speaker.ts';

/** The seed as tests use it: read once from the real files. */
export const dataset = readSeed(root, new Date('2026-01-01T00:00:00Z'));
export const vocabulary = createVocabulary(dataset.terms, dataset.families, dataset.names);
export const speaker = createSpeaker(openTexts(root));
export const wording = speaker('EN', vocabulary);

const byCode = new Map(dataset.codes.map((code) => [code.code, code]));

/** A code of the seed by its number. */
export function code(number: string) {
  const found = byCode.get(number);
  if (found === undefined) throw new Error(`${number} is not in the seed`);
  return found;
}

/** A folder of its own for one test file, and how to remove it. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'codelattice-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A freshly seeded SQLite store in a file of its own. */
export async function seededStore(): Promise<{ store: Store; path: string; close(): Promise<void> }> {
  const { folder, remove } = temporaryFolder();
  const path = join(folder, 'test.db');
  loadSqlite(path, dataset);
  const store = openSqlite(path);
  return {
    store,
    path,
    async close() {
      await store.close();
      remove();
    },
  };
}
