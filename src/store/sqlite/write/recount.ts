import { datasetVersion } from '../../version.ts';
import type { Database } from '../driver.ts';

/** What follows from the rows of a database, and is brought up to date after they changed. */

/** Counts the active codes at or under every term and family again. */
export function recount(database: Database): void {
  database.exec(`
    create temp table under (broader text, id text, primary key (broader, id)) without rowid;
    insert into under with recursive up (id, broader) as (
      select id, id from family
      union all select up.id, f.broader from up join family f on f.id = up.broader where f.broader is not null
    ) select broader, id from up;
    create temp table counted (id text primary key, count integer) without rowid;
    insert into counted select family, count(*) from code
      where family is not null and status = 'ACTIVE' group by family;
    update family set code_count = (
      select coalesce(sum(n.count), 0) from under u join counted n on n.id = u.id where u.broader = family.id);
    drop table under;
    drop table counted;
    create temp table counted (term integer primary key, count integer);
    insert into counted select u.broader, count(distinct x.code)
      from fact_term x cross join code c on c.n = x.code cross join at_or_under u on u.term = x.term
      where c.status = 'ACTIVE' group by u.broader;
    update term set code_count = coalesce((select count from counted where counted.term = term.n), 0);
    drop table counted;`);
}

/** The version follows from the seed and from the files that were taken in. */
export function setVersion(database: Database): void {
  const [held] = database.prepare<{ seed: string }>('select seed from dataset').all();
  const files = database
    .prepare<{ id: string; sha256: string }>('select id, sha256 from source where part_of is not null')
    .all();
  const version = datasetVersion(held?.seed ?? '', files);
  database.prepare('update dataset set version = @version').run({ version });
}

/**
 * Merges the segments of the search index, of which every import adds some: a search reads all of them, and checks for each
 * hit whether a later one deleted it. Also updates the statistics that the query planner uses.
 */
export function tidy(database: Database): void {
  database.exec(`insert into search (search) values ('optimize'); pragma analysis_limit = 1000; analyze`);
}
