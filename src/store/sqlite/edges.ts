import { mapSlices, mapYielding } from '../../event-loop.ts';
import type { Mapping } from '../../lattice/crosswalk.ts';
import type { Edge, EdgeKind } from '../../lattice/edges.ts';
import { type CitedRow, cited } from '../cited.ts';
import type { RelatedKey, RelatedRequest, Snapshot } from '../store.ts';
import type { Value } from './driver.ts';
import { accompanies, axisBits, bitsToAxes, inForceAt, standingAddOn, withinCode } from './sql.ts';
import { type Read, type Statement, statement } from './statement.ts';

/** Of how many nodes the neighbours are read at a time. */
const SLICE = 50;

/** An add-on as seen from one of its codes: `id` is the other one. */
type AddOnRow = CitedRow & { readonly id: string; readonly type: number | null };
/** `at` is the place of a node among those asked; `up` 1 where the edge leads from it. */
type NeighbourRow = { readonly at: number; readonly other: string; readonly up: number };

const relatedFilter = `a.id = @id and (d.axes & ~@axes) = 0 and ${withinCode}`;
const relatedFrom = 'from code a join differs d on d.code = a.n join code c on c.n = d.other';

/** The newest release of NCCI pairs, and the day on which it starts as a number. */
const newestPairs = `(select n, cast(replace(starts, '-', '') as integer) as day from release where kind = 'ncci-ptp'
  order by starts desc limit 1)`;

const addOnNeighbours = (which: string) =>
  statement<NeighbourRow>(
    `select k.key as at, c.id as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
      join add_on e on e.add_on = a.n and ${standingAddOn} and ${which} join code c on c.n = e."primary"
    union all select k.key, c.id, 0 from json_each(@ids) k cross join code a on a.id = k.value
      join add_on e on e."primary" = a.n and ${standingAddOn} and ${which} join code c on c.n = e.add_on`,
  );

export const EDGES = {
  related: statement<RelatedKey & { axes: number }>(
    `select c.id, d.axes, d.count, d.distance ${relatedFrom}
    where ${relatedFilter} and (@count is null or (d.count, d.distance, c.id) > (@count, @distance, @after))
    order by d.count, d.distance, c.id limit @first`,
  ),
  relatedCount: statement<{ count: number }>(
    `select count(*) as count ${relatedFrom} where ${relatedFilter}`,
  ),

  addOnsOf: statement<AddOnRow>(
    `select c.id, e.source, e.line, e.evidence, e.type
    from code a join add_on e on e."primary" = a.n and ${standingAddOn} join code c on c.n = e.add_on
    where a.id = @id and (@after is null or c.id > @after) order by c.id limit @first`,
  ),
  addOnsOfCount: statement<{ count: number }>(
    `select count(*) as count from code a join add_on e on e."primary" = a.n and ${standingAddOn}
    where a.id = @id`,
  ),
  primariesOf: statement<AddOnRow>(
    `select c.id, e.source, e.line, e.evidence, e.type
    from code a join add_on e on e.add_on = a.n and ${standingAddOn} join code c on c.n = e."primary"
    where a.id = @id and (@after is null or c.id > @after) order by c.id limit @first`,
  ),
  primariesOfCount: statement<{ count: number }>(
    `select count(*) as count from code a join add_on e on e.add_on = a.n and ${standingAddOn}
    where a.id = @id`,
  ),

  crosswalk: statement<CitedRow & Mapping & { id: string; turned: number }>(
    `select c.id, 0 as turned, w.relationship, w.confidence, w.justification, w.source, w.line, w.evidence
      from code a join crosswalk w on w.code = a.n join code c on c.n = w.other where a.id = @id and c.system = @to
    union all select c.id, 1, w.relationship, w.confidence, w.justification, w.source, w.line, w.evidence
      from code a join crosswalk w on w.other = a.n join code c on c.n = w.code where a.id = @id and c.system = @to
    order by 1, 6, 7`,
  ),
  axisNeighbours: statement<readonly [at: number, other: string, axes: number]>(
    `select k.key as at, c.id as other, d.axes from json_each(@ids) k cross join code a on a.id = k.value
    join differs d on d.code = a.n join code c on c.n = d.other`,
  ),
  hierarchyNeighbours: statement<NeighbourRow>(
    `select k.key as at, a.family as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
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
  ),
  addOnNeighbours: addOnNeighbours(`not ${accompanies}`),
  accompanyingNeighbours: addOnNeighbours(accompanies),
  bundleNeighbours: statement<NeighbourRow>(
    `select distinct k.key as at, c.id as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
      cross join ${newestPairs} p cross join bundle b on b.release = p.n and b.column1 = a.n and ${inForceAt('p.day')}
      cross join code c on c.n = b.column2
    union all select distinct k.key, c.id, 0 from json_each(@ids) k cross join code a on a.id = k.value
      cross join ${newestPairs} p cross join bundle b on b.release = p.n and b.column2 = a.n and ${inForceAt('p.day')}
      cross join code c on c.n = b.column1`,
  ),
  crosswalkNeighbours: statement<NeighbourRow>(
    `select k.key as at, c.id as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
      join crosswalk w on w.code = a.n join code c on c.n = w.other
    union all select k.key, c.id, 0 from json_each(@ids) k cross join code a on a.id = k.value
      join crosswalk w on w.other = a.n join code c on c.n = w.code`,
  ),
  confusedNeighbours: statement<NeighbourRow>(
    `select k.key as at, c.id as other, 1 as up from json_each(@ids) k cross join code a on a.id = k.value
      join confused f on f.code = a.n join code c on c.n = f.other
    union all select k.key, c.id, 0 from json_each(@ids) k cross join code a on a.id = k.value
      join confused f on f.other = a.n join code c on c.n = f.code`,
  ),
};

/** What joins codes, terms and families; of the pairs of imported files, those of the newest release on its first day. */
export function connecting(
  read: Read,
): Pick<Snapshot, 'related' | 'relatedCount' | 'addOns' | 'addOnCount' | 'crosswalk' | 'neighbours'> {
  const count = (sql: Statement<{ count: number }>, parameters: Readonly<Record<string, Value>>) =>
    read.rows(sql, parameters)[0]?.count ?? 0;
  return {
    related: (requests, signal) =>
      mapYielding(
        requests,
        (request) =>
          read
            .rows(EDGES.related, {
              ...relatedParameters(request),
              first: request.first,
              count: request.after?.count ?? null,
              distance: request.after?.distance ?? null,
              after: request.after?.id ?? null,
            })
            .map(({ axes, ...row }) => ({ ...row, axes: bitsToAxes(axes) })),
        signal,
      ),
    relatedCount: (requests, signal) =>
      mapYielding(requests, (request) => count(EDGES.relatedCount, relatedParameters(request)), signal),
    addOns: (requests, signal) =>
      mapYielding(
        requests,
        ({ direction, ...request }) =>
          read.rows(direction === 'IN' ? EDGES.addOnsOf : EDGES.primariesOf, request).map(cited),
        signal,
      ),
    addOnCount: (requests, signal) =>
      mapYielding(
        requests,
        ({ direction, id }) =>
          count(direction === 'IN' ? EDGES.addOnsOfCount : EDGES.primariesOfCount, { id }),
        signal,
      ),
    crosswalk: (requests, signal) =>
      mapYielding(
        requests,
        (request) =>
          read
            .rows(EDGES.crosswalk, { ...request })
            .map(({ turned, ...row }) => ({ ...cited(row), turned: turned === 1 })),
        signal,
      ),
    neighbours: (ids, kinds, signal) =>
      mapSlices(ids, SLICE, (some) => neighbours(read, some, kinds, signal), signal),
  };
}

function relatedParameters({ id, axes, within }: RelatedRequest) {
  return { id, axes: axes === null ? -1 : axisBits(axes), within: JSON.stringify(within) };
}

const NEIGHBOURS = [
  ['HIERARCHY', EDGES.hierarchyNeighbours],
  ['ADD_ON', EDGES.addOnNeighbours],
  ['ACCOMPANIES', EDGES.accompanyingNeighbours],
  ['BUNDLE', EDGES.bundleNeighbours],
  ['CROSSWALK', EDGES.crosswalkNeighbours],
  ['CONFUSED_WITH', EDGES.confusedNeighbours],
] as const;

async function neighbours(
  read: Read,
  ids: readonly string[],
  kinds: readonly EdgeKind[],
  signal: AbortSignal | undefined,
): Promise<Edge[][]> {
  const found = ids.map((): Edge[] => []);
  const parameters = { ids: JSON.stringify(ids) };
  if (kinds.includes('AXIS')) {
    for (const [at, other, axes] of read.values(EDGES.axisNeighbours, parameters)) {
      const id = ids[at] as string;
      const [source, target] = id < other ? [id, other] : [other, id];
      found[at]?.push({ kind: 'AXIS', source, target, axes: bitsToAxes(axes) });
    }
  }
  for (const [kind, sql] of NEIGHBOURS) {
    if (!kinds.includes(kind)) continue;
    // A code may have hundreds of pairs.
    const rows = kind === 'BUNDLE' ? await read.aside(sql, parameters, signal) : read.rows(sql, parameters);
    for (const { at, other, up } of rows) {
      const id = ids[at] as string;
      const [source, target] = up === 1 ? [id, other] : [other, id];
      found[at]?.push({ kind, source, target, axes: [] });
    }
  }
  return found;
}
