import type { ImportKind } from '../../records.ts';
import type { Database } from '../driver.ts';
import { removeDocuments } from './search-index.ts';
import { touch, touchRelease } from './touch.ts';

/** Clears the source of rows that cite files which are removed, until they are derived anew. */
function detachSource(database: Database, sources: string): void {
  for (const table of ['code', 'term', 'family']) {
    database.exec(`update ${table} set source = '' where source in (select id from source where ${sources})`);
  }
  database.exec(`delete from source where ${sources}`);
}

/**
 * Takes what a release says of codes, terms and families away, by its number; or what some of its files say, by theirs.
 * Its rows in the tables of releases are the caller's, which come after this.
 */
export function vacateRelease(
  database: Database,
  { n, kind }: { readonly n: number; readonly kind: ImportKind },
  files: readonly number[] | null = null,
): void {
  touchRelease(database, n, kind);
  const which = `part_of = ${n}${files === null ? '' : ` and n in (${files.join()})`}`;
  database.exec(`
    delete from named where source in (select n from source where ${which});
    delete from meaning where release = ${n};
    delete from worded where release = ${n}`);
  detachSource(database, which);
}

/** Takes the seed away, and leaves what imports have brought. */
export function vacateSeed(database: Database): void {
  touch(database, 'select code from seeded');
  detachSource(database, 'part_of is null');
  database.exec(`
    delete from seeded;
    delete from fact where code in (select n from code where source = '');
    delete from fact_term where code in (select n from code where source = '');
    update code set specialties = null where source = '';
    delete from differs where code in (select n from code where curated = 1);
    delete from at_or_under where term in (select n from term where source = '');
    delete from add_on where release = 0;
    delete from accompanies;
    delete from crosswalk where release = 0;
    delete from companion;
    delete from confused;
    delete from spoken_name;
    delete from never;
    delete from performs;
    delete from code_kind;
    delete from synonym;
    delete from overlap;
    delete from dataset;`);
  removeDocuments(
    database,
    `select id from code where source = '' union all select id from term where source = ''
      union all select id from family where source = ''`,
  );
}
