import { EDGE_KINDS, type EdgeKind } from '../../lattice/edges.ts';
import { ADD_ON_FILE } from '../../lattice/standing.ts';
import { heardAddOn } from './cypher.ts';
import { RELATIONSHIPS } from './edges.ts';

/** The property of the dataset that says how many edges of a kind are seen. */
const COUNTED: Readonly<Record<EdgeKind, string>> = {
  AXIS: 'axisEdges',
  HIERARCHY: 'hierarchyEdges',
  ADD_ON: 'addOnEdges',
  ACCOMPANIES: 'accompanyingEdges',
  BUNDLE: 'bundleEdges',
  CROSSWALK: 'crosswalkEdges',
  CONFUSED_WITH: 'confusedEdges',
};

/** Pairs of codes are as many as their files have rows; the seed and the newest add-on file may hold the same pair. */
function countOf(kind: EdgeKind): string {
  if (kind === 'BUNDLE') {
    const rows = "COLLECT { MATCH (s:Source) WHERE s.kind = 'ncci-ptp' RETURN coalesce(s.rows, 0) }";
    return `reduce(sum = 0, rows IN ${rows} | sum + rows)`;
  }
  if (kind === 'ADD_ON')
    return `COUNT { MATCH (a)-[e:ADD_ON_TO]->(b) WHERE ${heardAddOn('addOnFiles')} AND NOT (a)-[:ACCOMPANIES]->(b) RETURN DISTINCT a, b }`;
  return `COUNT { ()-[:${RELATIONSHIPS[kind].join('|')}]->() }`;
}

/**
 * Counts the edges, as properties of the dataset. Runs whenever the facts change; Neo4j's own counts would include what an
 * import has written but not yet made visible.
 */
export const COUNT_EDGES = `OPTIONAL MATCH (s:Source {kind: '${ADD_ON_FILE}'})
  WITH s ORDER BY s.starts DESC, s.release DESC LIMIT 1
  OPTIONAL MATCH (own:Source {kind: s.kind, release: s.release})
  WITH collect(own.file) AS addOnFiles
  RETURN {${EDGE_KINDS.map((kind) => `${COUNTED[kind]}: ${countOf(kind)}`).join(', ')}} AS counts`;

/** The counts of the dataset `d`, as a list. */
export const EDGE_COUNTS = `[${EDGE_KINDS.map((kind) => `{kind: '${kind}', count: d.${COUNTED[kind]}}`).join(', ')}]`;
