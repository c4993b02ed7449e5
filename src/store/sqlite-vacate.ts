import type { Database } from './libsql.ts';
import { removeDocuments } from './sqlite-documents.ts';

/**
 * What cites files that go away is left without a source, for the moment: what comes next takes it over, or `settle` finds
 * it another place, or removes it.
 */
function unhouse(database: Database, sources: string): void {
  for (const table of ['code', 'term', 'family']) {
    database.exec(`update ${table} set source = '' where source in (select id from source where ${sources})`);
  }
  database.exec(`delete from source where ${sources}`);
}

/** Takes the files of a release away, by its number; or some of them, by theirs. Their rows in the tables of releases are the caller's. */
export function vacateRelease(
  database: Database,
  release: number,
  files: readonly number[] | null = null,
): void {
  unhouse(database, `part_of = ${release}${files === null ? '' : ` and n in (${files.join()})`}`);
}

/** Takes the seed away, and leaves what imports have brought. */
export function vacateSeed(database: Database): void {
  unhouse(database, 'part_of is null');
  database.exec(`
    delete from fact where code in (select n from code where source = '');
    delete from fact_term where code in (select n from code where source = '');
    update code set specialties = null where source = '';
    delete from differs where code in (select n from code where curated = 1);
    delete from at_or_under where term in (select n from term where source = '');
    delete from add_on where release = 0;
    delete from crosswalk where release = 0;
    delete from companion;
    delete from never;
    delete from performs;
    delete from synonym;
    delete from overlap;
    delete from dataset;`);
  removeDocuments(
    database,
    `select id from code where source = '' union all select id from term where source = ''
      union all select id from family where source = ''`,
  );
}
