import { forgottenOf, pairedEdition, relatedProcedures, releasesToForget } from '../../forgotten.ts';
import type { Documents, ImportKind } from '../../records.ts';
import type { Forgotten } from '../../release.ts';
import type { Database } from '../driver.ts';
import { checkFile } from '../file.ts';
import { inserting } from './insert.ts';
import { building } from './load-seed.ts';
import { numbersOf } from './numbers.ts';
import { createPairs } from './pairs.ts';
import { reattribute } from './reattribute.ts';
import { recount, setVersion, tidy } from './recount.ts';
import { dropRows, rowsOf } from './release-rows.ts';
import { rename } from './rename.ts';
import { beginReplacement } from './replace-file.ts';
import { vacateRelease } from './vacate.ts';

interface Release {
  readonly n: number;
  readonly kind: ImportKind;
  readonly release: string;
  readonly starts: string;
}

const RELEASES = 'select n, kind, release, starts from release';

/**
 * Takes releases out of the database file again: one, with all its variants, or all of a kind where `release` is null. What only they brought is
 * gone from the file, byte by byte; what they had changed is as the seed and the remaining releases say. Works on a copy
 * that takes the file's place; does nothing where no such release is held.
 */
export function forgetSqlite(
  path: string,
  kind: ImportKind,
  release: string | null,
  documents: Documents,
): Forgotten[] {
  checkFile(path);
  const replacement = beginReplacement(path, 0);
  try {
    replacement.copy();
    const forgotten = building(replacement.aside, (database) => {
      const going = releasesToForget(kind, release, database.prepare<Release>(RELEASES).all());
      return going.length === 0 ? [] : forget(database, kind, going, documents);
    });
    if (forgotten.length > 0) replacement.finish();
    return forgotten;
  } finally {
    replacement.end();
  }
}

function forget(
  database: Database,
  kind: ImportKind,
  releases: readonly Release[],
  documents: Documents,
): Forgotten[] {
  const codes = () =>
    database.prepare<{ count: number }>('select count(*) as count from code').all()[0]?.count ?? 0;
  const before = codes();
  database.exec('begin');
  const told = releases.map(({ n, release }) => ({ release, rows: rowsOf(database, n) }));
  for (const one of releases) {
    vacateRelease(database, one);
    dropRows(database, one.n);
    database.exec(`delete from release where n = ${one.n}`);
  }
  if (kind === 'icd10pcs') rename(database, documents);
  reattribute(database, documents);
  if (kind === 'icd10pcs') relateAnew(database);
  recount(database);
  setVersion(database);
  database.exec(`delete from rationale where n not in (select rationale from bundle)`);
  database.exec('commit');
  const gone = before - codes();
  tidy(database);
  database.exec('vacuum');
  return forgottenOf(told, gone);
}

/** The pairs of ICD-10-PCS are those of its newest edition. */
function relateAnew(database: Database): void {
  database.exec('delete from differs where code in (select n from code where curated = 0)');
  const edition = pairedEdition(database.prepare<Release>(RELEASES).all());
  const codes = database
    .prepare<{ code: string }>(
      `select c.code from release r cross join listed l on l.release = r.n cross join code c on c.n = l.code
       where r.kind = 'icd10pcs' and r.release = @edition order by c.code`,
    )
    .all({ edition })
    .map(({ code }) => code);
  const numbers = numbersOf(database, 'code');
  const pairs = createPairs();
  for (const pair of relatedProcedures(codes)) pairs.add(numbers.of(pair.from), numbers.of(pair.to), pair);
  pairs.write(inserting(database));
}
