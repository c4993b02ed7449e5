import type { Database } from './libsql.ts';
import { putDocuments, removeDocuments } from './sqlite-documents.ts';
import { inserting } from './sqlite-insert.ts';
import type { DocumentOf } from './store.ts';

/** The tables of releases whose rows name a code and cite a source by its number. */
const NUMBERED = [
  ['units_per_day', 'code'],
  ['billing', 'code'],
  ['bundle', 'column1'],
  ['bundle', 'column2'],
  ['contractor_add_on', 'add_on'],
  ['licensed_text', 'code'],
] as const;
/** Those whose rows cite it by its id, with their release; the seed's rows are of none. */
const NAMED = [
  ['add_on', 'add_on', 'x.release'],
  ['add_on', '"primary"', 'x.release'],
  ['crosswalk', 'code', 'x.release'],
  ['crosswalk', 'other', 'x.release'],
  ['never', 'code', '0'],
  ['never', 'other', '0'],
  ['companion', 'code', '0'],
  ['companion', 'companion', '0'],
] as const;

/**
 * Finds another place for what is left without a source: a code that a remaining edition lists is what that edition says;
 * one that other rows name keeps its number alone, and cites such a row; what nothing names is removed.
 */
export function settle(database: Database, documentOf: DocumentOf): void {
  const homeless = (table: string) =>
    database.prepare<{ n: number }>(`select n from ${table} where source = '' limit 1`).all().length > 0;
  if (homeless('code')) settleCodes(database, documentOf);
  if (homeless('term')) settleTerms(database);
  if (homeless('family')) settleFamilies(database);
}

function settleCodes(database: Database, documentOf: DocumentOf): void {
  database.exec(`
    create temp table homeless as select n from code where source = '';
    create temp table home (code integer primary key, release integer, source text, line integer, listed integer);
    insert or ignore into home select h.n, r.n, s.id, l.line, 1
      from release r cross join homeless h join listed l on l.release = r.n and l.code = h.n
      join source s on s.n = l.source order by r.starts desc;`);
  for (const [table, column] of NUMBERED) {
    const first = (what: string) =>
      `(select x.${what} from ${table} x where x.release = r.n and x.${column} = h.n order by x.source, x.line limit 1)`;
    database.exec(`insert or ignore into home
      select h.n, r.n, (select id from source where n = ${first('source')}) as found, ${first('line')}, 0
      from release r cross join homeless h where found is not null order by r.starts desc`);
  }
  for (const [table, column, release] of NAMED) {
    database.exec(`insert or ignore into home select h.n, nullif(${release}, 0), x.source, x.line, 0
      from homeless h cross join ${table} x on x.${column} = h.n`);
  }
  database.exec(`
    create temp table renamed as select m.code as n from home m join code c on c.n = m.code
      join listed l on l.release = m.release and l.code = m.code where m.listed = 1 and l.label is not c.label;
    update code set (edition, label, label_kind, status, last_valid_day, source, line, evidence) = (
      select r.release, coalesce(l.label, code.label), iif(l.label is null, code.label_kind, 'OFFICIAL'),
        iif(${NEXT} is null, l.status, 'DELETED'), iif(${NEXT} is null, null, date(${NEXT}, '-1 day')),
        m.source, m.line, null
      from home m join release r on r.n = m.release join listed l on l.release = r.n and l.code = m.code
      where m.code = code.n)
    where n in (select code from home where listed = 1);
    update fact set (source, line) = (select source, line from home where code = fact.code)
    where code in (select code from home where listed = 1);
    update code set (source, line, evidence) = (select source, line, null from home where code = code.n)
    where n in (select code from home where listed = 0);
    update code set label = system || ' ' || code, label_kind = 'CODE_ONLY', add_on = 0, curated = 0, family = null,
      broader = null, specialties = null, edition = coalesce((select iif(r.release glob '[0-9][0-9][0-9][0-9]*', substr(r.release, 1, 4), 'unknown')
        from home m join release r on r.n = m.release where m.code = code.n), edition)
    where n in (select code from home where listed = 0 and release is not null);
    create temp table bare as select code as n from home where listed = 0 and release is not null;
    create temp table gone as select n from homeless where n not in (select code from home);
    delete from fact where code in (select n from bare union all select n from gone);
    delete from fact_term where code in (select n from bare union all select n from gone);
    delete from differs where (code, other) in (select d.other, d.code from gone g cross join differs d on d.code = g.n);
    delete from differs where code in (select n from gone);
    update code set broader = null where broader in (select c.id from gone g cross join code c on c.n = g.n);`);
  database.exec('insert into renamed select n from bare');
  const codes = database
    .prepare<Parameters<DocumentOf>[0]>(
      'select c.id, c.system, c.code, c.label, c.label_kind as labelKind from renamed b cross join code c on c.n = b.n',
    )
    .all();
  removeDocuments(database, 'select c.id from gone g cross join code c on c.n = g.n');
  putDocuments(
    database,
    inserting(database),
    codes.map((code) => documentOf(code)),
  );
  database.exec(`
    delete from code where n in (select n from gone);
    drop table homeless;
    drop table home;
    drop table bare;
    drop table renamed;
    drop table gone;`);
}

/** The start of the next release of the kind of `r`, in which a code that `r` lists is no longer; null where there is none. */
const NEXT = '(select min(x.starts) from release x where x.kind = r.kind and x.starts > r.starts)';

/** A term that codes still use cites the first of them. */
function settleTerms(database: Database): void {
  database.exec(`
    create temp table used as select t.n, (select min(x.code) from fact_term x where x.term = t.n) as code
      from term t where t.source = '';
    update term set (source, line, evidence) = (
      select c.source, c.line, null from used u cross join code c on c.n = u.code where u.n = term.n)
    where n in (select n from used where code is not null);
    create temp table gone as select n from used where code is null;
    delete from at_or_under where term in (select n from gone) or broader in (select n from gone);`);
  removeDocuments(database, 'select t.id from gone g cross join term t on t.n = g.n');
  database.exec(`
    delete from synonym where term in (select t.id from gone g cross join term t on t.n = g.n);
    delete from overlap where term in (select t.id from gone g cross join term t on t.n = g.n);
    delete from term where n in (select n from gone);
    drop table used;
    drop table gone;`);
}

/** A family that has codes, or families, still cites the first of them. */
function settleFamilies(database: Database): void {
  const left = () =>
    database.prepare<{ count: number }>(`select count(*) as count from family where source = ''`).all()[0]
      ?.count;
  const cite = (members: string) =>
    `update family set (source, line, evidence) = (${members} limit 1) where source = '' and exists (${members})`;
  database.exec(cite('select c.source, c.line, null from code c where c.family = family.id'));
  for (let before: unknown = null; before !== left(); ) {
    before = left();
    database.exec(
      cite(`select f.source, f.line, null from family f where f.broader = family.id and f.source <> ''`),
    );
  }
  removeDocuments(database, `select id from family where source = ''`);
  database.exec(`delete from family where source = ''`);
}
