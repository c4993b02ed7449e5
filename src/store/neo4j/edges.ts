import type { Axis } from '../../lattice/axes.ts';
import type { Mapping } from '../../lattice/crosswalk.ts';
import type { EdgeKind } from '../../lattice/edges.ts';
import { type CitedRow, citation, cited } from '../cited.ts';
import type { RelatedRow, Snapshot } from '../store.ts';
import {
  goesOn,
  groupByRequest,
  heardAddOn,
  inForceAt,
  limitsOf,
  most,
  unlimited,
  withIndex,
  within,
} from './cypher.ts';
import { type Read, statement } from './statement.ts';

/** The relationships of each kind of edge. */
export const RELATIONSHIPS: Readonly<Record<EdgeKind, readonly string[]>> = {
  AXIS: ['DIFFERS'],
  HIERARCHY: ['IN_FAMILY', 'PART_OF', 'BROADER'],
  ADD_ON: ['ADD_ON_TO'],
  ACCOMPANIES: ['ACCOMPANIES'],
  BUNDLE: ['BUNDLES'],
  CROSSWALK: ['MAPS_TO'],
  CONFUSED_WITH: ['CONFUSED_WITH'],
};

const RELATED_PAIR = `MATCH (a:Code {id: q.id})-[d:DIFFERS]-(c:Code) USING INDEX SEEK a:Code(id)
    WHERE (q.axes IS NULL OR all(axis IN d.axes WHERE axis IN q.axes)) AND ${within('q.within')}`;

const RELATED = statement<RelatedRow & { index: number }>(
  ['index', 'id', 'axes', 'count', 'distance'],
  `UNWIND $requests AS q
  CALL (q) {
    ${RELATED_PAIR} AND (
      q.after IS NULL OR d.count > q.after.count
      OR d.count = q.after.count AND (
        d.distance > q.after.distance OR d.distance = q.after.distance AND c.id > q.after.id))
    RETURN c.id AS id, d.axes AS axes, d.count AS count, d.distance AS distance
    ORDER BY count, distance, id LIMIT $most
  }
  RETURN q.index AS index, id, axes, count, distance ORDER BY index, count, distance, id`,
);

const RELATED_COUNT = statement<{ count: number }>(
  ['count'],
  `UNWIND $requests AS q
  CALL (q) { ${RELATED_PAIR} RETURN count(*) AS count }
  RETURN count ORDER BY q.index`,
);

const ADD_ON_PAIR = `MATCH (a:Code {id: q.id})-[e:ADD_ON_TO]-(c:Code) USING INDEX SEEK a:Code(id)
    WHERE startNode(e) = CASE q.direction WHEN 'OUT' THEN a ELSE c END AND ${heardAddOn('$addOnFiles')}`;

/** Where the seed and the newest add-on file hold the same pair, the file speaks, and its type stands. */
const ADD_ONS = statement<CitedRow & { index: number; id: string; type: number | null }>(
  ['index', 'id', 'source', 'line', 'evidence', 'type'],
  `UNWIND $requests AS q
  CALL (q) {
    ${ADD_ON_PAIR} AND (q.after IS NULL OR c.id > q.after)
    WITH c, e ORDER BY e.file IS NULL, e.source DESC
    WITH c, head(collect(e)) AS e
    RETURN c.id AS id, e.source AS source, e.line AS line, e.evidence AS evidence, e.type AS type ORDER BY id LIMIT $most
  }
  RETURN q.index AS index, id, source, line, evidence, type ORDER BY index, id`,
);

const ADD_ON_COUNT = statement<{ count: number }>(
  ['count'],
  `UNWIND $requests AS q
  CALL (q) { ${ADD_ON_PAIR} RETURN count(DISTINCT c) AS count }
  RETURN count ORDER BY q.index`,
);

const CROSSWALK = statement<CitedRow & Mapping & { index: number; id: string; turned: boolean }>(
  ['index', 'id', 'turned', 'relationship', 'confidence', 'justification', 'source', 'line', 'evidence'],
  `UNWIND $requests AS q
  MATCH (a:Code {id: q.id})-[e:MAPS_TO]-(c:Code {system: q.to}) USING INDEX SEEK a:Code(id)
  RETURN q.index AS index, c.id AS id, endNode(e) = a AS turned, e.relationship AS relationship, e.confidence AS confidence,
    e.justification AS justification, e.source AS source, e.line AS line, e.evidence AS evidence
  ORDER BY index, id, source, line`,
);

interface EdgeRow {
  readonly index: number;
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly axes: readonly Axis[];
}

const neighboursBy = (types: readonly string[]) =>
  statement<EdgeRow>(
    ['index', 'type', 'source', 'target', 'axes'],
    `UNWIND range(0, size($ids) - 1) AS index
  WITH index, $ids[index] AS id
  MATCH (n:Code|Term|Family {id: id})-[e:${types.join('|')}]-(:Code|Term|Family)
  WHERE CASE type(e)
    WHEN 'BUNDLES' THEN e.file IN $files AND ${inForceAt('e', '$day')}
    WHEN 'ADD_ON_TO' THEN ${heardAddOn('$addOnFiles')} AND ${goesOn('e')} ELSE true END
  RETURN DISTINCT index, type(e) AS type, startNode(e).id AS source, endNode(e).id AS target, coalesce(e.axes, []) AS axes`,
  );

/**
 * What joins codes, terms and families; of the pairs of imported files, those of the newest release on its first day, and of
 * their add-ons, those of `addOnFiles`.
 */
export function connecting(
  read: Read,
  pairs: { readonly files: readonly number[]; readonly day: string | null },
  addOnFiles: readonly number[],
): Pick<Snapshot, 'related' | 'relatedCount' | 'addOns' | 'addOnCount' | 'crosswalk' | 'neighbours'> {
  return {
    async related(requests, signal) {
      const rows = await read(
        RELATED,
        {
          requests: withIndex(requests),
          most: most(requests),
        },
        signal,
      );
      return groupByRequest(limitsOf(requests), rows, ({ index, ...row }) => row);
    },
    async relatedCount(requests, signal) {
      const rows = await read(RELATED_COUNT, { requests: withIndex(requests) }, signal);
      return rows.map(({ count }) => count);
    },
    async addOns(requests, signal) {
      const rows = await read(
        ADD_ONS,
        {
          requests: withIndex(requests),
          addOnFiles,
          most: most(requests),
        },
        signal,
      );
      return groupByRequest(limitsOf(requests), rows, ({ id, type, ...row }) => ({
        id,
        type,
        citation: citation(row),
      }));
    },
    async addOnCount(requests, signal) {
      const rows = await read(ADD_ON_COUNT, { requests: withIndex(requests), addOnFiles }, signal);
      return rows.map(({ count }) => count);
    },
    async crosswalk(requests, signal) {
      const rows = await read(CROSSWALK, { requests: withIndex(requests) }, signal);
      return groupByRequest(unlimited(requests), rows, ({ index, ...row }) => cited(row));
    },
    async neighbours(ids, kinds, signal) {
      const asked = [...new Set(kinds)];
      const types = asked.flatMap((kind) => RELATIONSHIPS[kind]);
      if (types.length === 0) return ids.map(() => []);
      const rows = await read(neighboursBy(types), { ids, ...pairs, addOnFiles }, signal);
      return groupByRequest(unlimited(ids), rows, ({ type, source, target, axes }) => ({
        kind: KINDS.get(type) ?? 'AXIS',
        source,
        target,
        axes,
      }));
    },
  };
}

const KINDS = new Map(
  (Object.keys(RELATIONSHIPS) as EdgeKind[]).flatMap((kind) =>
    RELATIONSHIPS[kind].map((type) => [type, kind] as const),
  ),
);
