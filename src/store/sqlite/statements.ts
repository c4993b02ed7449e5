import type { Value } from './driver.ts';
import { IMPORTED_STATEMENTS, inForceAt, standingAddOn } from './imported-statements.ts';

/** Every statement of the embedded store. All are prepared when a file is opened, and their plans are tested. */

/**
 * A code fits when every group of @within holds one of its terms. A group is searched as a text: to read hundreds of ids for each
 * code took a millisecond.
 */
const withinCode = `(@within = '[]' or not exists (
  select 1 from json_each(@within) g where not exists (
    select 1 from fact_term x join term t on t.n = x.term
    where x.code = c.n and instr(g.value, '"' || t.id || '"') > 0)))`;

/** The codes that fit, by their numbers. */
const codesWithin = `select x.code from json_each(@within) g cross join json_each(g.value) k
  cross join term t on t.id = k.value cross join fact_term x on x.term = t.n
  group by x.code having count(distinct g.key) = json_array_length(@within)`;

/** The same for statements that look at many codes: those that fit are gathered once. */
const amongWithin = `case json_array_length(@within) when 0 then 1
  when 1 then c.n in (select x.code from json_each(@within, '$[0]') k cross join term t on t.id = k.value
    cross join fact_term x on x.term = t.n)
  else c.n in (${codesWithin}) end`;

const codeFilter = `(@system is null or c.system in (select value from json_each(@system)))
  and (@status is null or c.status in (select value from json_each(@status)))
  and (@addOn is null or c.add_on = @addOn)
  and (@families is null or c.family in (select value from json_each(@families)))`;

/**
 * Where a query finds its codes: at what narrows it most, so that it takes no longer when other codes are there. Each start
 * has statements of its own.
 */
const STARTS = {
  Text: [
    'code c',
    `c.id in (
      select d.id from search s join document d on d.n = s.rowid where s.tokens match @match and d.kind = 'CODE')
      and ${amongWithin}`,
  ],
  Families: [
    '(select distinct value from json_each(@families)) k cross join code c on c.family = k.value',
    withinCode,
  ],
  Terms: [`(${codesWithin}) m cross join code c on c.n = m.code`, 'true'],
  Systems: ['json_each(@system) k cross join code c on c.system = k.value', 'true'],
  All: ['code c', amongWithin],
} as const;

/** What a query starts from. */
export type Start = keyof typeof STARTS;

/** A statement for each start, about the codes `c` that fit: what to `select`, of what else, and what comes behind. */
const byStart = <Name extends string, From extends Start>(
  name: Name,
  starts: readonly From[],
  [select, join, end]: readonly [string, string, string],
) =>
  Object.fromEntries(
    starts.map((start) => {
      const [from, where] = STARTS[start];
      return [
        `${name}${start}`,
        `select ${select} from ${from} ${join} where ${where} and ${codeFilter} ${end}`,
      ];
    }),
  ) as Record<`${Name}${From}`, string>;
const ALL_STARTS = Object.keys(STARTS) as Start[];

/** Of each axis the first of its terms. */
const onAxes = <Name extends string>(statements: Readonly<Record<Name, string>>) =>
  Object.fromEntries(
    Object.entries<string>(statements).map(([name, all]) => [
      name,
      `select axis, term, count from (${all}) where place <= @first order by axis, place`,
    ]),
  ) as Record<Name, string>;

const searchFilter = `s.tokens match @match
  and (@system is null or exists (
    select 1 from code c where c.id = d.id and c.system in (select value from json_each(@system))))
  and (@within = '[]' or case d.kind
    when 'CODE' then exists (select 1 from code c where c.id = d.id and ${amongWithin})
    when 'TERM' then not exists (
      select 1 from json_each(@within) g where d.id not in (select value from json_each(g.value)))
    else 0 end)`;

const relatedFilter = `a.id = @id and (d.axes & ~@axes) = 0 and ${withinCode}`;
const relatedFrom = 'from code a join differs d on d.code = a.n join code c on c.n = d.other';

const source = `s.id, s.title, s.publisher, s.release, s.sha256, s.licence, s.rows, s.imported_at,
  r.kind, r.starts, s.part, s.first_code, s.last_code`;

/** The newest release of NCCI pairs, and the day on which it starts as a number. */
const newestPairs = `(select n, cast(replace(starts, '-', '') as integer) as day from release where kind = 'ncci-ptp'
  order by starts desc limit 1)`;

export const STATEMENTS = {
  version: 'select version from dataset',
  terms: 'select * from term order by position',
  synonyms: 'select term, text as value from synonym order by term, position',
  overlaps: 'select term, other as value from overlap order by term, position',
  families: 'select * from family order by position',
  performs: 'select family, specialty, role from performs order by position',
  companions: `select a.id as code, c.id as companion, e.relation, e.kind, e.source, e.line, e.evidence
    from companion e join code a on a.n = e.code join code c on c.n = e.companion order by e.position`,

  codes: `select c.n, c.id, c.code, c.system, c.edition, c.status, c.last_valid_day, c.label, c.label_kind, c.add_on, c.curated,
      c.family, c.broader, c.specialties, c.source, c.line, c.evidence
    from json_each(@ids) k cross join code c on c.id = k.value`,
  facts: `select f.code, f.axis, f.basis, f.inherited, f.terms, f.source, f.line, f.evidence
    from json_each(@ids) k cross join code c on c.id = k.value join fact f on f.code = c.n`,
  members: `select c.id, k.key as request from json_each(@families) k, json_each(k.value) f
    cross join code c on c.family = f.value where c.status = 'ACTIVE' order by c.id`,

  related: `select c.id, d.axes, d.count, d.distance ${relatedFrom}
    where ${relatedFilter} and (@count is null or (d.count, d.distance, c.id) > (@count, @distance, @after))
    order by d.count, d.distance, c.id limit @first`,
  relatedCount: `select count(*) as count ${relatedFrom} where ${relatedFilter}`,

  addOnsOf: `select c.id, e.source, e.line, e.evidence, e.type
    from code a join add_on e on e."primary" = a.n and ${standingAddOn} join code c on c.n = e.add_on
    where a.id = @id and (@after is null or c.id > @after) order by c.id limit @first`,
  addOnsOfCount: `select count(*) as count from code a join add_on e on e."primary" = a.n and ${standingAddOn}
    where a.id = @id`,
  primariesOf: `select c.id, e.source, e.line, e.evidence, e.type
    from code a join add_on e on e.add_on = a.n and ${standingAddOn} join code c on c.n = e."primary"
    where a.id = @id and (@after is null or c.id > @after) order by c.id limit @first`,
  primariesOfCount: `select count(*) as count from code a join add_on e on e.add_on = a.n and ${standingAddOn}
    where a.id = @id`,

  crosswalk: `select c.id, 0 as turned, w.relationship, w.confidence, w.justification, w.source, w.line, w.evidence
      from code a join crosswalk w on w.code = a.n join code c on c.n = w.other where a.id = @id and c.system = @to
    union all select c.id, 1, w.relationship, w.confidence, w.justification, w.source, w.line, w.evidence
      from code a join crosswalk w on w.other = a.n join code c on c.n = w.code where a.id = @id and c.system = @to
    order by 1, 6, 7`,

  never: `select c.id from code a join never w on w.code = a.n join code c on c.n = w.other where a.id = @id order by c.id`,

  /** Of codes between two ids, in their order; stops at its page. */
  browse: `select c.id from code c where c.id > @from and c.id < @to and ${codeFilter} and ${withinCode}
    order by c.id limit @first`,
  ...byStart(
    'browse',
    ['Text', 'Families', 'Terms'],
    ['c.id', '', 'and (@after is null or c.id > @after) order by c.id limit @first'],
  ),
  ranges: `with x as materialized (select c.id from code c where c.id >= @from and c.id < @to
      and (@endings is null or substr(c.id, -1) in (select value from json_each(@endings))) order by c.id limit @counted)
    select count(*) as count, (select json_group_array(y.id) from (select x.id from x limit @first) y) as ids from x`,
  systems: 'select system, count(*) as count from code group by system',
  ...byStart('browseCount', ALL_STARTS, ['count(*) as count', '', '']),
  /** Of all axes at once: the codes that fit are looked for once. */
  ...onAxes(
    byStart('facets', ALL_STARTS, [
      `t.axis, t.id as term, count(distinct x.code) as count,
        row_number() over (partition by t.axis order by count(distinct x.code) desc, t.id) as place`,
      'join fact_term x on x.code = c.n join at_or_under u on u.term = x.term join term t on t.n = u.broader',
      'and t.axis in (select value from json_each(@axes)) group by t.n',
    ]),
  ),

  candidates: `select c.id from json_each(@groups) g, json_each(g.value) k
    cross join term t on t.id = k.value cross join fact_term x on x.term = t.n cross join code c on c.n = x.code
    where c.system = @system and c.status = 'ACTIVE'
    group by c.n order by count(distinct g.key) desc, c.id limit @first`,

  axisNeighbours: `select k.key as at, c.id as other, d.axes from json_each(@ids) k cross join code a on a.id = k.value
    join differs d on d.code = a.n join code c on c.n = d.other`,
  hierarchyNeighbours: `select k.key as at, a.family as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
      where a.family is not null
    union all select k.key, c.id, 0 from json_each(@ids) k cross join family f on f.id = k.value
      join code c on c.family = f.id
    union all select k.key, f.broader, 1 from json_each(@ids) k cross join family f on f.id = k.value
      where f.broader is not null
    union all select k.key, f.id, 0 from json_each(@ids) k cross join family f on f.broader = k.value
    union all select k.key, t.broader, 1 from json_each(@ids) k cross join term t on t.id = k.value
      where t.broader is not null
    union all select k.key, t.id, 0 from json_each(@ids) k cross join term t on t.broader = k.value
    union all select k.key, a.broader, 1 from json_each(@ids) k cross join code a on a.id = k.value
      where a.broader is not null
    union all select k.key, c.id, 0 from json_each(@ids) k cross join code c on c.broader = k.value`,
  addOnNeighbours: `select k.key as at, c.id as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
      join add_on e on e.add_on = a.n and ${standingAddOn} join code c on c.n = e."primary"
    union all select k.key, c.id, 0 from json_each(@ids) k cross join code a on a.id = k.value
      join add_on e on e."primary" = a.n and ${standingAddOn} join code c on c.n = e.add_on`,
  bundleNeighbours: `select distinct k.key as at, c.id as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
      cross join ${newestPairs} p cross join bundle b on b.release = p.n and b.column1 = a.n and ${inForceAt('p.day')}
      cross join code c on c.n = b.column2
    union all select distinct k.key, c.id, 0 from json_each(@ids) k cross join code a on a.id = k.value
      cross join ${newestPairs} p cross join bundle b on b.release = p.n and b.column2 = a.n and ${inForceAt('p.day')}
      cross join code c on c.n = b.column1`,
  crosswalkNeighbours: `select k.key as at, c.id as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
      join crosswalk w on w.code = a.n join code c on c.n = w.other
    union all select k.key, c.id, 0 from json_each(@ids) k cross join code a on a.id = k.value
      join crosswalk w on w.other = a.n join code c on c.n = w.code`,

  search: `select d.kind, d.id from search s cross join document d on d.n = s.rowid where ${searchFilter}
    order by s.rowid limit @first`,
  searchCount: `select count(*) as count from search s join document d on d.n = s.rowid where ${searchFilter}`,

  ...IMPORTED_STATEMENTS,

  allSources: `select ${source} from source s left join release r on r.n = s.part_of order by s.id`,
  counts: `select (select count(*) from code) as codes, (select count(*) from differs) / 2 as AXIS,
    (select count(*) from add_on e where ${standingAddOn}) as ADD_ON, (select count(*) from crosswalk) as CROSSWALK,
    (select count(*) from code where family is not null) + (select count(*) from family where broader is not null)
      + (select count(*) from term where broader is not null)
      + (select count(*) from code where broader is not null) as HIERARCHY,
    (select coalesce(sum(s.rows), 0) from release r cross join source s on s.part_of = r.n
      where r.kind = 'ncci-ptp') as BUNDLE`,
  editions: `select system, edition, count(*) as codes from code
    where status = 'ACTIVE' and family is not 'family:outside-the-seed' group by system, edition order by system, edition`,
} as const;

export type StatementName = keyof typeof STATEMENTS;

/** Runs a statement that may take long, where that holds up nothing else. */
export type RunAside = <Row>(
  name: StatementName,
  parameters?: Readonly<Record<string, Value>>,
  signal?: AbortSignal,
) => Promise<Row[]>;

/** Runs a statement by its name, for the values of its rows. */
export type RunValues = <Row extends readonly Value[]>(
  name: StatementName,
  parameters: Readonly<Record<string, Value>>,
) => Row[];

/** Runs a statement by its name. */
export type Run = <Row>(name: StatementName, parameters?: Readonly<Record<string, Value>>) => Row[];
