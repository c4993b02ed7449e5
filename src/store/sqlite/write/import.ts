import { PublicError } from '../../../errors.ts';
import type { Source } from '../../records.ts';
import type { Import, Imported } from '../../release.ts';
import { existingOf, isHeld, replacedBy } from '../../version.ts';
import { COUNTS } from '../counts.ts';
import { type Database, isFull, openDatabase } from '../driver.ts';
import { checkFile } from '../file.ts';
import { createSnapshot } from '../open.ts';
import { createIntake } from './intake.ts';
import { setVersion, tidy } from './recount.ts';
import { beginReplacement } from './replace-file.ts';
import { meaningsIn } from './stated.ts';

/**
 * Takes a release into the database file: into a copy beside it, which takes its place when it is whole. Cut off at any
 * moment, the former file stays as it was. Does nothing where the very same files are held already.
 */
export async function importSqlite(path: string, release: Import): Promise<Imported> {
  checkFile(path);
  const replacement = beginReplacement(path, 0);
  try {
    replacement.copy();
    const { taken, isPrivate } = await takeIn(replacement.aside, release);
    if (taken.outcome === 'imported') replacement.finish(isPrivate);
    return taken;
  } catch (error) {
    if (!isFull(error)) throw error;
    throw new PublicError(
      'STORE_UNAVAILABLE',
      `There is no room left to write; ${path} stays as it was. Make room for twice its size, then import again.`,
      { cause: error },
    );
  } finally {
    replacement.end();
  }
}

/** Also whether the file now holds text under a licence, and did not before: then only its owner is to read it. */
async function takeIn(file: string, release: Import): Promise<{ taken: Imported; isPrivate: boolean }> {
  const database = openDatabase(file, 'build');
  try {
    const sources = database.prepare<Source>(COUNTS.sources).all();
    if (isHeld(release, sources)) return { taken: { outcome: 'unchanged' }, isPrivate: false };
    const wasLicensed = holdsLicensed(database);
    database.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -32768; begin');
    // Licensed text that is removed must not stay readable in the file.
    if (release.kind === 'licensed-text') database.exec('pragma secure_delete = on');
    const intake = createIntake(database, release, replacedBy(release, sources));
    const { vocabulary } = createSnapshot(file, database, 0);
    const held = existingOf(vocabulary, sources, () => meaningsIn(database));
    for await (const batch of release.batches(held)) intake.take(batch);
    const taken = intake.finish();
    setVersion(database);
    database.exec('commit');
    tidy(database);
    const isPrivate = !wasLicensed && holdsLicensed(database);
    return { taken: { outcome: 'imported', ...taken }, isPrivate };
  } finally {
    database.close();
  }
}

const holdsLicensed = (database: Database) =>
  database.prepare('select 1 from licensed_text limit 1').all().length > 0;
