import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PublicError } from '../../../errors.ts';
import type { Dataset } from '../../records.ts';
import { type Database, isCorrupt, openDatabase, readApart } from '../driver.ts';
import {
  APPLICATION_ID,
  checkFile,
  type FileState,
  inspectFile,
  REBUILD,
  refuseUnlessOurs,
  SCHEMA_VERSION,
} from '../file.ts';
import { reattribute } from './reattribute.ts';
import { recount, setVersion, tidy } from './recount.ts';
import { rename } from './rename.ts';
import { beginReplacement } from './replace-file.ts';
import { insertSeed } from './seed-rows.ts';
import { touch } from './touch.ts';
import { vacateSeed } from './vacate.ts';

/** How long a seeding waits for another one: two servers may start at once. */
const LOCK_WAIT_MS = 30_000;

/**
 * Builds the file anew beside its place, checks it, and moves it there in one step: who reads sees the old file or the
 * new one, whole. What was imported stays. Does nothing where the seed is there already; refuses to overwrite a file that
 * is not ours, and one whose imports cannot be taken over. `kept` says that there were imports.
 */
export function loadSqlite(path: string, dataset: Dataset): 'loaded' | 'kept' | 'unchanged' {
  const { state, seed, fingerprint, hasImports } = inspectSeed(path);
  if (state !== 'missing') refuseLoss(path, state);
  if (seed === dataset.version && fingerprint === dataset.fingerprint) return 'unchanged';
  const replacement = beginReplacement(path, LOCK_WAIT_MS);
  try {
    if (hasImports) {
      replacement.copy();
      building(replacement.aside, (database) => {
        database.exec('begin');
        reseed(database, dataset);
        database.exec('commit');
        tidy(database);
      });
    } else building(replacement.aside, (database) => build(database, dataset));
    replacement.finish();
  } finally {
    replacement.end();
  }
  return hasImports ? 'kept' : 'loaded';
}

/** What stands at the path: of which seed it was made, byte by byte, and whether files were imported. */
export interface InspectedSeed {
  readonly state: FileState;
  readonly seed: string | null;
  readonly fingerprint: string | null;
  readonly hasImports: boolean;
}

export function inspectSeed(path: string): InspectedSeed {
  const nothing = { seed: null, fingerprint: null, hasImports: false };
  const state = inspectFile(path);
  if (state !== 'ours') return { state, ...nothing };
  const database = openDatabase(path, 'read');
  try {
    const [held] = database
      .prepare<{ seed: string; fingerprint: string; imports: number }>(
        'select seed, fingerprint, exists (select 1 from release) as imports from dataset',
      )
      .all();
    if (held === undefined) return { state, ...nothing };
    return { state, seed: held.seed, fingerprint: held.fingerprint, hasImports: held.imports === 1 };
  } finally {
    database.close();
  }
}

/** Refuses to rebuild a file if imports would be lost, and names those that would have to be imported again. */
function refuseLoss(path: string, state: FileState): void {
  if (state === 'ours') return;
  const releases = state === 'older' || state === 'damaged' ? readApart(path, RELEASES) : [];
  const names = releases?.map(({ name }) => name).join('; ');
  // Files of the first schema versions had no imports.
  if (state === 'older' && !names) return;
  if (names === '') refuseUnlessOurs(path, state);
  const what =
    state === 'older'
      ? 'was made by an older version, and what was imported into it cannot be taken over'
      : 'is damaged: it is not as it was written';
  throw new PublicError(
    'STORE_UNAVAILABLE',
    `The database file ${path} ${what}. ${REBUILD} Then import again${names ? `: ${names}.` : ' what you had imported.'}`,
  );
}

const RELEASES = `select r.kind || ' ' || r.release || ' (' || group_concat(s.id, ', ') || ')' as name
  from release r join source s on s.part_of = r.n group by r.n order by r.kind, r.starts`;

/** Opens a file that is built aside, and does `work` in one transaction. Nothing is kept of a file that is cut off. */
export function building<T>(file: string, work: (database: Database) => T): T {
  const database = openDatabase(file, 'build');
  try {
    database.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536');
    return work(database);
  } finally {
    database.close();
  }
}

/** Puts another seed in the place of the one that is held; what was imported stays. Within a transaction of the caller. */
function reseed(database: Database, dataset: Dataset): void {
  vacateSeed(database);
  insertSeed(database, dataset);
  touch(database, 'select code from seeded');
  rename(database, dataset.imported);
  reattribute(database, dataset.imported);
  recount(database);
  setVersion(database);
}

function build(database: Database, dataset: Dataset): void {
  database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${SCHEMA_VERSION};`);
  database.exec(readFileSync(createRequire(import.meta.url).resolve('#package/seed/sqlite.sql'), 'utf8'));
  database.exec('begin');
  insertSeed(database, dataset);
  database.exec('commit');
  database.exec('analyze');
  const problem = integrityProblem(database);
  if (problem !== null) throw new Error(`the new file is damaged: ${problem}`);
}

/** Reads every page of a database file; what is wrong with it and the remedy, or null. */
export function checkDeep(path: string): string | null {
  checkFile(path);
  const database = openDatabase(path, 'read');
  try {
    const problem = integrityProblem(database);
    return problem === null ? null : `${path} is damaged (${problem}). ${REBUILD}`;
  } finally {
    database.close();
  }
}

function integrityProblem(database: Database): string | null {
  try {
    const [check] = database.prepare<{ integrity_check: string }>('pragma integrity_check').all();
    return check?.integrity_check === 'ok' ? null : (check?.integrity_check ?? 'no answer');
  } catch (error) {
    if (isCorrupt(error)) return 'a page cannot be read';
    throw error;
  }
}
