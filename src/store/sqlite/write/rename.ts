import { grouped } from '../../../lattice/grouped.ts';
import { type Wording, worded } from '../../../lattice/standing.ts';
import { type Cited, cited, includedIn } from '../../cited.ts';
import type { Documents } from '../../records.ts';
import type { Database } from '../driver.ts';
import { inserting } from './insert.ts';
import { placeNames, putDocuments, removeDocuments } from './search-index.ts';

/**
 * Names the terms and families of imports as the loaded editions do, in the order of their ids behind those of the seed, and
 * removes those that none names any more.
 */
export function rename(database: Database, documents: Documents): void {
  const rows = database.prepare<Cited<Wording>>(WORDINGS).all();
  const wordings = grouped(rows.map(cited), ({ id }) => id);
  removeUnnamed(database);
  const insert = inserting(database);
  for (const [kind, table] of [
    ['TERM', 'term'],
    ['FAMILY', 'family'],
  ] as const) {
    const held = database
      .prepare<{ id: string; name: string; included: string | null; found: number }>(
        `select x.id, x.name, x.includes as included, exists (select 1 from document d where d.id = x.id) as found from ${table} x
         where x.id in (select id from worded)`,
      )
      .all();
    const named = held.flatMap(({ id, name: before, included, found }) => {
      const now = worded(wordings.get(id) ?? []);
      return now === null ? [] : [{ id, before, included, found, ...now }];
    });
    const set = database.prepare(table === 'term' ? NAME_TERM : NAME_FAMILY);
    set.run({
      named: JSON.stringify(
        named.map(({ id, name, title, definition, explanation, includes, citation: { source, line } }) => [
          id,
          name,
          title,
          definition,
          source,
          line,
          explanation,
          includes,
        ]),
      ),
    });
    const others = named.filter(
      ({ before, name, included, includes, found }) =>
        before !== name || included !== includes || found === 0,
    );
    putDocuments(
      database,
      insert,
      others.map((one) => documents.ofName(kind, { ...one, includes: includedIn(one.includes) })),
    );
    database.exec(placing(table));
  }
  placeNames(database);
}

const WORDINGS = `select w.id, w.name, w.title, w.definition, w.explanation, w.includes, r.release, r.starts, s.id as source, w.line, null as evidence
  from worded w cross join release r on r.n = w.release cross join source s on s.n = w.source`;

const NAMED = `from json_each(@named) e where`;
const NAME_TERM = `update term set name = e.value ->> 1, phrase = e.value ->> 1, short = e.value ->> 1, title = e.value ->> 2,
  definition = e.value ->> 3, explanation = e.value ->> 6, includes = e.value ->> 7, source = e.value ->> 4, line = e.value ->> 5, evidence = null ${NAMED} term.id = e.value ->> 0`;
const NAME_FAMILY = `update family set name = e.value ->> 1, includes = e.value ->> 7, source = e.value ->> 4, line = e.value ->> 5, evidence = null
  ${NAMED} family.id = e.value ->> 0`;

/** Puts those of imports behind those of the seed, by id. */
const placing = (table: 'term' | 'family') => `update ${table} set position = p.position from (
    select x.n, (select coalesce(max(s.position), 0) from ${table} s where s.id not in (select id from worded))
      + row_number() over (order by x.id) as position
    from ${table} x where x.id in (select id from worded)) p
  where ${table}.n = p.n`;

/** Removes terms and families that cite no source and that nothing names. */
function removeUnnamed(database: Database): void {
  const unnamed = (table: string) =>
    `select id from ${table} where source = '' and id not in (select id from worded)`;
  removeDocuments(database, `${unnamed('term')} union all ${unnamed('family')}`);
  database.exec(`
    create temp table unnamed as select n, id from term where id in (${unnamed('term')});
    delete from at_or_under where term in (select n from unnamed) or broader in (select n from unnamed);
    delete from synonym where term in (select id from unnamed);
    delete from overlap where term in (select id from unnamed);
    delete from term where n in (select n from unnamed);
    delete from family where id in (${unnamed('family')});
    drop table unnamed`);
}
