import { RELEASED } from './release-columns.ts';

/** The statements that read rows of imported files. Each takes its release by name; days are numbers such as 20240701. */

const releaseN = (kind: string, name = '@release') =>
  `(select n from release where kind = ${kind} and release = ${name})`;

/** Of all add-on files the newest alone speaks, beside the seed: what it no longer holds is over. */
const newestAddOns = `(select n from release where kind = 'ncci-aoc' order by starts desc, release desc limit 1)`;

/** An add-on `e` that stands; where the seed and the newest file hold it, the file speaks, and its type stands. */
export const standingAddOn = `(e.release = ${newestAddOns} or e.release = 0 and not exists (
    select 1 from add_on o where o.add_on = e.add_on and o."primary" = e."primary" and o.release = ${newestAddOns}))`;

/** Whether a pair `b` is in force on a day. */
export const inForceAt = (day: string) => `b.indicator <> 9 and (b.effective is null or b.effective <= ${day})
  and (b.last_day is null or b.last_day >= ${day})`;
const inForce = inForceAt('@day');

/** The pairs `b` of the code `a` that has @id in one column; `c` is the other. */
const bundlesOf = (own: string) =>
  `from code a cross join bundle b on b.release = ${releaseN("'ncci-ptp'")} and b.${own} = a.n and a.id = @id and ${inForce}`;

const bundles = (own: string, other: string) => `select c.id, b.indicator, b.effective, b.last_day,
    r.text as rationale, s.id as file, b.line
  ${bundlesOf(own)} cross join code c on c.n = b.${other}
  cross join source s on s.n = b.source cross join rationale r on r.n = b.rationale
  where @after is null or (c.id, b.line, s.id) > (@after, @line, @file)
  order by c.id, b.line, s.id limit @first`;

/** camelCase, as answers name a column. */
const fieldOf = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What is compared of a row: all it says, but for the conversion factor, which is a number of its whole release. */
const COMPARED = {
  listed: RELEASED.listed.says,
  billing: RELEASED.billing.says.filter((column) => column !== 'conversion_factor'),
} as const;

/** A label that one of the editions does not give is not compared. */
const differs = (column: string) =>
  column === 'label' ? 'o.label <> t.label' : `o.${column} is not t.${column}`;

/**
 * The changes from one release (o) to another (t) of a table, field by field; the field is empty where a code came or went.
 * Walks the codes of the system in order of id, from where the page begins.
 */
function changes(table: 'listed' | 'billing'): string {
  const columns = COMPARED[table];
  const fields = JSON.stringify(['', ...columns.map(fieldOf).sort()]);
  const pick = (side: string) =>
    `case f.value when '' then ${table === 'listed' ? `${side}.label` : 'null'}
      ${columns.map((column) => `when '${fieldOf(column)}' then ${side}.${column}`).join(' ')} end`;
  const row = (side: string, name: string) =>
    `left join ${table} ${side} on ${side}.release = ${releaseN('@kind', name)} and ${side}.code = c.n
      ${table === 'billing' ? `and ${side}.modifier = ''` : ''}`;
  const cameOrWent = '(o.code is null) <> (t.code is null)';
  const both = 'o.code is not null and t.code is not null';
  return `select c.id, f.value as field,
      case when f.value = 'label' then 'RELABELLED' when f.value <> '' then 'REVALUED'
        when o.code is null then 'ADDED' else 'DELETED' end as kind,
      ${pick('o')} as before, ${pick('t')} as after
    from code c ${row('o', '@from')} ${row('t', '@to')} cross join json_each('${fields}') f
    where c.system = @system and c.id >= @after and (c.id, f.value) > (@after, @field)
      and (${cameOrWent} or (${both} and (${columns.map(differs).join(' or ')})))
      and case f.value when '' then ${cameOrWent}
        ${columns.map((column) => `when '${fieldOf(column)}' then ${both} and ${differs(column)}`).join(' ')} end`;
}

const page = (all: string) => `${all} order by c.id, f.value limit @first`;
const counted = (all: string) => `select kind, count(*) as count from (${all}) group by kind`;

export const IMPORTED_STATEMENTS = {
  contractorDefinedPrimaries: `select a.id, s.id as source, o.line, null as evidence from json_each(@ids) k
    cross join code a on a.id = k.value join contractor_add_on o on o.add_on = a.n and o.release = ${newestAddOns}
    join source s on s.n = o.source`,
  releases: `select r.kind, r.release, r.starts, s.part, s.first_code as firstCode, s.last_code as lastCode
    from release r cross join source s on s.part_of = r.n order by r.kind, r.starts, r.release, s.id`,
  billing: `select b.*, s.id as file from code c cross join billing b
    on b.release = ${releaseN("'pfs'")} and b.code = c.n and b.modifier = @modifier
    cross join source s on s.n = b.source where c.id = @id`,
  unitsPerDay: `select u.units, u.adjudication, u.rationale, u.line, s.id as file from code c cross join units_per_day u
    on u.release = ${releaseN("'ncci-mue'")} and u.code = c.n cross join source s on s.n = u.source where c.id = @id`,
  bundlesOut: bundles('column1', 'column2'),
  bundlesIn: bundles('column2', 'column1'),
  bundlesOutCount: `select count(*) as count ${bundlesOf('column1')}`,
  bundlesInCount: `select count(*) as count ${bundlesOf('column2')}`,
  bundlesAmong: `select a.id as column1, c.id as column2, b.indicator, b.effective, b.last_day, r.text as rationale,
      s.id as file, b.line
    from json_each(@ids) k cross join code a on a.id = k.value
    cross join json_each(@ids) g cross join code c on c.id = g.value
    cross join bundle b on b.release = ${releaseN("'ncci-ptp'")} and b.column1 = a.n and b.column2 = c.n and ${inForce}
    cross join source s on s.n = b.source cross join rationale r on r.n = b.rationale
    order by a.id, c.id, s.id, b.line`,
  addOnsAmong: `select a.id as addOn, c.id as "primary", e.type, e.source, e.line, e.evidence
    from json_each(@ids) k cross join code a on a.id = k.value
    cross join json_each(@ids) g cross join code c on c.id = g.value
    cross join add_on e on e.add_on = a.n and e."primary" = c.n and ${standingAddOn} order by a.id, c.id`,
  descriptor: `select t.text, t.line, s.id as file from code c cross join licensed_text t on t.code = c.n and t.kind = @kind
    cross join source s on s.n = t.source cross join release r on r.n = t.release where c.id = @id
    order by r.kind = 'licensed-text' desc, r.starts desc, r.release desc limit 1`,
  listedChanges: page(changes('listed')),
  listedChangeCounts: counted(changes('listed')),
  billingChanges: page(changes('billing')),
  billingChangeCounts: counted(changes('billing')),
} as const;
