import { constants, copyFileSync } from 'node:fs';
import { Refusal } from '../errors.ts';
import type { Held, HeldCode, Import, Imported } from './import.ts';
import { type Database, isFull, openDatabase } from './libsql.ts';
import { createSnapshot } from './sqlite.ts';
import { checkFile } from './sqlite-file.ts';
import { createIntake } from './sqlite-intake.ts';
import { setVersion, tidy } from './sqlite-recount.ts';
import { beginReplacement } from './sqlite-replace.ts';
import { type SourceRow, toSource } from './sqlite-rows.ts';
import { STATEMENTS } from './sqlite-statements.ts';
import type { Source } from './store.ts';
import { isHeld, replacedBy } from './version.ts';

/**
 * Takes a release into the database file: into a copy beside it, which takes its place when it is whole. Cut off at any
 * moment, the former file stays as it was. Does nothing where the very same files are held already.
 */
export async function importSqlite(path: string, release: Import): Promise<Imported> {
  checkFile(path);
  const replacement = beginReplacement(path, 0);
  try {
    copyFileSync(path, replacement.aside, constants.COPYFILE_FICLONE);
    const taken = await takeIn(replacement.aside, release);
    if (taken.outcome === 'imported') replacement.finish();
    return taken;
  } catch (error) {
    if (!isFull(error)) throw error;
    throw new Refusal(
      'STORE_UNAVAILABLE',
      `There is no room left to write; ${path} stays as it was. Make room for twice its size, then import again.`,
      { cause: error },
    );
  } finally {
    replacement.end();
  }
}

async function takeIn(file: string, release: Import): Promise<Imported> {
  const database = openDatabase(file, 'build');
  try {
    const sources = database.prepare<SourceRow>(STATEMENTS.allSources).all().map(toSource);
    if (isHeld(release, sources)) return { outcome: 'unchanged' };
    database.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -32768; begin');
    // What is taken away must not be read again from the file.
    if (release.kind === 'licensed-text') database.exec('pragma secure_delete = on');
    const intake = createIntake(database, release, replacedBy(release, sources));
    const held = heldIn(database, file, sources);
    for await (const batch of release.batches(held)) intake.take(batch);
    const taken = intake.finish();
    setVersion(database);
    database.exec('commit');
    tidy(database);
    return { outcome: 'imported', ...taken };
  } finally {
    database.close();
  }
}

/** What the file holds; but for what a former make of the release brought, which comes anew. */
function heldIn(database: Database, file: string, sources: readonly Source[]): Held {
  const { vocabulary } = createSnapshot(file, database, 0);
  const rows = database
    .prepare<Omit<HeldCode, 'curated'> & { id: string; curated: number }>(
      "select id, label_kind as labelKind, curated, edition, status from code where source <> ''",
    )
    .iterate();
  // Hundreds of thousands of codes are of a few sorts; those of a sort share what is known of them.
  const sorts = new Map<string, HeldCode>();
  const codes = new Map<string, HeldCode>();
  for (const { id, labelKind, curated, edition, status } of rows) {
    const key = `${labelKind} ${curated} ${edition} ${status}`;
    let sort = sorts.get(key);
    if (sort === undefined) sorts.set(key, (sort = { labelKind, curated: curated === 1, edition, status }));
    codes.set(id, sort);
  }
  return {
    codes,
    terms: vocabulary.terms,
    families: vocabulary.families,
    values: () =>
      database.prepare<{ table: string; position: number; value: string; term: string }>(VALUES).all(),
    sources,
  };
}

const VALUES = `with position (axis, at) as (values ('SECTION', 1), ('BODY_SYSTEM', 2), ('OPERATION', 3), ('BODY_PART', 4),
    ('APPROACH', 5), ('DEVICE', 6), ('QUALIFIER', 7))
  select distinct substr(c.code, 1, min(p.at, 3)) as "table", p.at as position, substr(c.code, p.at, 1) as value, t.id as term
  from code c join fact_term x on x.code = c.n join position p on p.axis = x.axis join term t on t.n = x.term
  where c.system = 'ICD10PCS'`;
