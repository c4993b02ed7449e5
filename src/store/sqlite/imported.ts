import { mapSlices, mapYielding } from '../../event-loop.ts';
import { dayOfNumber, numberOfDay } from '../../lattice/days.ts';
import type { Part } from '../../lattice/parts.ts';
import { type CitedRow, citation, cited } from '../cited.ts';
import type {
  BundleQuery,
  ChangeKind,
  ChangeRow,
  ChangesQuery,
  ImportedSnapshot,
  PairRow as PairOfRelease,
  Release,
  TogetherRequest,
  TogetherRows,
} from '../imported.ts';
import type { Billing, Bundle, UnitsPerDay } from '../records.ts';
import { fieldOf, RELEASED } from './release-columns.ts';
import { addOnBy, inForceAt, newestAddOns } from './sql.ts';
import { type Read, statement } from './statement.ts';

/** Of how many codes all pairs are read at a time. */
const SLICE = 50;

/** A row of an imported file, and where it stands. */
interface FiledRow {
  readonly file: string;
  readonly line: number;
}

interface PairRow extends FiledRow {
  readonly modifierIndicator: number;
  readonly effective: number | null;
  readonly lastDay: number | null;
  readonly rationale: string;
}

type BillingRow = FiledRow &
  Omit<Billing, 'code' | 'citation' | 'nonFacilityNa' | 'facilityNa'> & {
    readonly nonFacilityNa: number;
    readonly facilityNa: number;
  };

const releaseN = (kind: string, name = '@release') =>
  `(select n from release where kind = ${kind} and release = ${name})`;

const inForce = inForceAt('@day');
const askedAddOns = releaseN("'ncci-aoc'", '@addOns');

/** The pairs `b` of the code `a` that has @id in one column; `c` is the other. */
const bundlesOf = (own: string) =>
  `from code a cross join bundle b on b.release = ${releaseN("'ncci-ptp'")} and b.${own} = a.n and a.id = @id and ${inForce}`;

const pairsOf = (
  own: string,
  other: string,
) => `select c.id, b.indicator as modifierIndicator, b.effective, b.last_day as lastDay,
    r.text as rationale, s.id as file, b.line
  ${bundlesOf(own)} cross join code c on c.n = b.${other}
  cross join source s on s.n = b.source cross join rationale r on r.n = b.rationale
  where @after is null or (c.id, b.line, s.id) > (@after, @line, @file)
  order by c.id, b.line, s.id limit @first`;

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
      and (@families is null or c.family in (select value from json_each(@families)))
      and (${cameOrWent} or (${both} and (${columns.map(differs).join(' or ')})))
      and case f.value when '' then ${cameOrWent}
        ${columns.map((column) => `when '${fieldOf(column)}' then ${both} and ${differs(column)}`).join(' ')} end`;
}

const page = (all: string) => `${all} order by c.id, f.value limit @first`;
const counted = (all: string) => `select kind, count(*) as count from (${all}) group by kind`;

const BILLING_COLUMNS = RELEASED.billing.says.map((column) => `b.${column} as ${fieldOf(column)}`).join(', ');

/** Each takes its release by name; days are numbers such as 20240701. */
export const IMPORTED = {
  contractorDefinedPrimaries: statement<CitedRow & { id: string }>(
    `select a.id, s.id as source, o.line, null as evidence from json_each(@ids) k
    cross join code a on a.id = k.value join contractor_add_on o on o.add_on = a.n and o.release = ${newestAddOns}
    join source s on s.n = o.source`,
  ),
  releases: statement<Omit<Release, 'parts'> & Part>(
    `select r.kind, r.release, r.starts, s.part, s.first_code as firstCode, s.last_code as lastCode
    from release r cross join source s on s.part_of = r.n order by r.kind, r.starts, r.release, s.id`,
  ),
  billing: statement<BillingRow>(
    `select b.modifier, ${BILLING_COLUMNS}, b.line, s.id as file from code c cross join billing b
    on b.release = ${releaseN("'pfs'")} and b.code = c.n and b.modifier = @modifier
    cross join source s on s.n = b.source where c.id = @id`,
  ),
  unitsPerDay: statement<FiledRow & Omit<UnitsPerDay, 'code' | 'citation'>>(
    `select u.units, u.adjudication, u.rationale, u.line, s.id as file from code c cross join units_per_day u
    on u.release = ${releaseN("'ncci-mue'")} and u.code = c.n cross join source s on s.n = u.source where c.id = @id`,
  ),
  bundlesOut: statement<PairRow & { id: string }>(pairsOf('column1', 'column2')),
  bundlesIn: statement<PairRow & { id: string }>(pairsOf('column2', 'column1')),
  pairs: statement<
    readonly [
      at: number,
      id: string,
      release: string,
      effective: number | null,
      lastDay: number | null,
      indicator: number,
    ]
  >(
    `select k.key, c.id, r.release, b.effective, b.last_day, b.indicator
    from json_each(@ids) k cross join code a on a.id = k.value cross join release r on r.kind = 'ncci-ptp'
    cross join bundle b on b.release = r.n and b.column1 = a.n cross join code c on c.n = b.column2
    order by k.key, c.id, r.release, b.effective, b.last_day, b.indicator`,
  ),
  bundlesOutCount: statement<{ count: number }>(`select count(*) as count ${bundlesOf('column1')}`),
  bundlesInCount: statement<{ count: number }>(`select count(*) as count ${bundlesOf('column2')}`),
  bundlesAmong: statement<PairRow & Pick<Bundle, 'column1' | 'column2'>>(
    `select a.id as column1, c.id as column2, b.indicator as modifierIndicator, b.effective, b.last_day as lastDay, r.text as rationale,
      s.id as file, b.line
    from json_each(@ids) k cross join code a on a.id = k.value
    cross join json_each(@ids) g cross join code c on c.id = g.value
    cross join bundle b on b.release = ${releaseN("'ncci-ptp'")} and b.column1 = a.n and b.column2 = c.n and ${inForce}
    cross join source s on s.n = b.source cross join rationale r on r.n = b.rationale
    order by a.id, c.id, s.id, b.line`,
  ),
  addOnsAmong: statement<CitedRow & { addOn: string; primary: string; type: number | null }>(
    `select a.id as addOn, c.id as "primary", e.type, e.source, e.line, e.evidence
    from json_each(@ids) k cross join code a on a.id = k.value
    cross join json_each(@ids) g cross join code c on c.id = g.value
    cross join add_on e on e.add_on = a.n and e."primary" = c.n and ${addOnBy(askedAddOns)} order by a.id, c.id`,
  ),
  otherPrimaries: statement<
    CitedRow & { addOn: string; primary: string; type: number | null; count: number }
  >(
    `select a.id as addOn, c.id as "primary", e.type, e.source, e.line, e.evidence, count(*) over () as count
    from code a cross join add_on e on e.add_on = a.n and ${addOnBy(askedAddOns)} cross join code c on c.n = e."primary"
    where a.id = @id and c.id not in (select value from json_each(@ids)) order by c.id limit @primaries`,
  ),
  contractorsOf: statement<CitedRow & { addOn: string }>(
    `select a.id as addOn, s.id as source, o.line, null as evidence from json_each(@ids) k
    cross join code a on a.id = k.value
    cross join contractor_add_on o on o.add_on = a.n and o.release = ${askedAddOns}
    cross join source s on s.n = o.source order by a.id`,
  ),
  descriptor: statement<FiledRow & { text: string }>(
    `select t.text, t.line, s.id as file from code c cross join licensed_text t on t.code = c.n and t.kind = @kind
    cross join source s on s.n = t.source cross join release r on r.n = t.release where c.id = @id
    order by r.kind = 'licensed-text' desc, r.starts desc, r.release desc limit 1`,
  ),
  listedChanges: statement<ChangeRow>(page(changes('listed'))),
  listedChangeCounts: statement<{ kind: ChangeKind; count: number }>(counted(changes('listed'))),
  billingChanges: statement<ChangeRow>(page(changes('billing'))),
  billingChangeCounts: statement<{ kind: ChangeKind; count: number }>(counted(changes('billing'))),
};

/** What the embedded store says of imported files. */
export function imported(read: Read): ImportedSnapshot {
  return {
    releases: toReleases(read.rows(IMPORTED.releases)),
    async contractorDefinedPrimaries(ids) {
      const rows = read.rows(IMPORTED.contractorDefinedPrimaries, { ids: JSON.stringify(ids) });
      return ids.map((id) => {
        const row = rows.find((one) => one.id === id);
        return row === undefined ? null : citation(row);
      });
    },
    billing: (requests, signal) =>
      mapYielding(
        requests,
        (request) => {
          const [row] = read.rows(IMPORTED.billing, { ...request });
          return row === undefined ? null : toBilling(request.id, row);
        },
        signal,
      ),
    unitsPerDay: (requests, signal) =>
      mapYielding(
        requests,
        ({ id, release }) => {
          const [row] = read.rows(IMPORTED.unitsPerDay, { id, release });
          if (row === undefined) return null;
          const { file, line, ...said } = row;
          return { ...said, code: id, citation: inFile(row) };
        },
        signal,
      ),
    bundles: (requests, signal) =>
      mapYielding(
        requests,
        ({ first, after, ...query }) =>
          read
            .rows(query.direction === 'OUT' ? IMPORTED.bundlesOut : IMPORTED.bundlesIn, {
              ...pairParameters(query),
              first,
              after: after?.id ?? null,
              line: after?.line ?? null,
              file: after?.file ?? null,
            })
            .map(toPair),
        signal,
      ),
    bundleCount: (requests, signal) =>
      mapYielding(
        requests,
        (query) => {
          const sql = query.direction === 'OUT' ? IMPORTED.bundlesOutCount : IMPORTED.bundlesInCount;
          return read.rows(sql, pairParameters(query))[0]?.count ?? 0;
        },
        signal,
      ),
    pairs: (ids, signal) => mapSlices(ids, SLICE, async (some) => pairsFrom(read, some), signal),
    together: (requests, signal) => mapYielding(requests, (request) => togetherRows(read, request), signal),
    descriptor: (requests, signal) =>
      mapYielding(
        requests,
        ({ id, kind }) => {
          const [row] = read.rows(IMPORTED.descriptor, { id, kind });
          return row === undefined ? null : { code: id, kind, text: row.text, citation: inFile(row) };
        },
        signal,
      ),
    changes: async (requests, signal) =>
      Promise.all(
        requests.map(({ first, after, ...query }) =>
          read.aside(
            query.kind === 'pfs' ? IMPORTED.billingChanges : IMPORTED.listedChanges,
            { ...changeParameters(query), first, after: after?.id ?? '', field: after?.field ?? '' },
            signal,
          ),
        ),
      ),
    changeCounts: async (requests, signal) =>
      Promise.all(
        requests.map((query) =>
          read.aside(
            query.kind === 'pfs' ? IMPORTED.billingChangeCounts : IMPORTED.listedChangeCounts,
            { ...changeParameters(query), after: '', field: '' },
            signal,
          ),
        ),
      ),
  };
}

function pairsFrom(read: Read, ids: readonly string[]): PairOfRelease[][] {
  const found = ids.map((): PairOfRelease[] => []);
  const rows = read.values(IMPORTED.pairs, { ids: JSON.stringify(ids) });
  for (const [at, id, release, effective, lastDay, modifierIndicator] of rows) {
    found[at]?.push({ id, release, effective: dayOf(effective), lastDay: dayOf(lastDay), modifierIndicator });
  }
  return found;
}

function togetherRows(read: Read, { ids, bundles, addOns, primaries }: TogetherRequest): TogetherRows {
  const among = { ids: JSON.stringify(ids) };
  const spoken = { ...among, addOns };
  return {
    bundles:
      bundles === null
        ? []
        : read
            .rows(IMPORTED.bundlesAmong, {
              ...among,
              release: bundles.release,
              day: numberOfDay(bundles.day),
            })
            .map(toPair),
    addOns: read.rows(IMPORTED.addOnsAmong, spoken).map(cited),
    otherPrimaries: ids
      .toSorted()
      .flatMap((id) => read.rows(IMPORTED.otherPrimaries, { ...spoken, id, primaries }).map(cited)),
    contractors: addOns === null ? [] : read.rows(IMPORTED.contractorsOf, spoken).map(cited),
  };
}

function toReleases(files: readonly (Omit<Release, 'parts'> & Part)[]): Release[] {
  const releases = new Map<string, Omit<Release, 'parts'> & { parts: Part[] }>();
  for (const { kind, release, starts, ...part } of files) {
    const name = `${kind} ${release}`;
    const before = releases.get(name);
    if (before === undefined) releases.set(name, { kind, release, starts, parts: [part] });
    else before.parts.push(part);
  }
  return [...releases.values()];
}

const inFile = ({ file, line }: FiledRow) => ({ source: file, line, evidence: null });

const pairParameters = ({ id, release, day }: BundleQuery) => ({ id, release, day: numberOfDay(day) });

const changeParameters = ({ kind, system, from, to, families }: ChangesQuery) => ({
  kind,
  system,
  from,
  to,
  families: families && JSON.stringify(families),
});

const dayOf = (number: number | null) => (number === null ? null : dayOfNumber(number));

function toPair<Row extends PairRow>({ file, line, effective, lastDay, ...said }: Row) {
  return {
    ...said,
    effective: dayOf(effective),
    lastDay: dayOf(lastDay),
    citation: inFile({ file, line }),
  };
}

function toBilling(code: string, row: BillingRow): Billing {
  const { file, line, nonFacilityNa, facilityNa, ...said } = row;
  return {
    ...said,
    code,
    nonFacilityNa: nonFacilityNa === 1,
    facilityNa: facilityNa === 1,
    citation: inFile(row),
  };
}
