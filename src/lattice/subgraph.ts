import { byEdge, compareIds, type Edge, type EdgeKind, edgeKey, type Neighbours, otherEnd } from './edges.ts';
import { NEVER_YIELDING, type Yielding } from './yielding.ts';

export interface Subgraph {
  readonly nodes: readonly string[];
  readonly edges: readonly Edge[];
  /** Whether more nodes were reached than are kept. */
  readonly truncated: boolean;
}

export interface SubgraphRequest {
  readonly roots: readonly string[];
  readonly depth: number;
  readonly kinds: readonly EdgeKind[];
  readonly first: number;
}

/** AXIS edges are drawn only where they change one axis. */
const isDrawn = (edge: Edge) => edge.kind !== 'AXIS' || edge.axes.length === 1;

/** What lies around the roots: breadth first, then by id, until `first` nodes; all edges among the kept ones. */
export async function subgraphOf(
  request: SubgraphRequest,
  neighbours: Neighbours,
  yielding: Yielding = NEVER_YIELDING,
): Promise<Subgraph> {
  const seen = new Set(request.roots);
  const nodes = [...seen].sort(compareIds);
  let level: readonly string[] = nodes;
  for (let depth = 0; depth < request.depth && level.length > 0 && nodes.length <= request.first; depth++) {
    const edges = await neighbours(level, request.kinds);
    const next = new Set<string>();
    for (const [index, id] of level.entries()) {
      if (yielding.shouldYield()) await yielding.yieldToEventLoop();
      for (const edge of (edges[index] ?? []).filter(isDrawn)) {
        const other = otherEnd(edge, id);
        if (!seen.has(other)) next.add(other);
      }
    }
    level = [...next].sort(compareIds);
    for (const id of level) seen.add(id);
    nodes.push(...level);
  }
  const kept = nodes.slice(0, request.first);
  return {
    nodes: kept,
    edges: await edgesAmong(kept, request.kinds, neighbours, yielding),
    truncated: nodes.length > kept.length,
  };
}

/** The drawn edges whose both ends are among these nodes, each once. */
export async function edgesAmong(
  nodes: readonly string[],
  kinds: readonly EdgeKind[],
  neighbours: Neighbours,
  yielding: Yielding = NEVER_YIELDING,
): Promise<Edge[]> {
  if (nodes.length === 0) return [];
  const kept = new Set(nodes);
  const edges = new Map<string, Edge>();
  for (const found of await neighbours(nodes, kinds)) {
    if (yielding.shouldYield()) await yielding.yieldToEventLoop();
    for (const edge of found) {
      if (isDrawn(edge) && kept.has(edge.source) && kept.has(edge.target)) edges.set(edgeKey(edge), edge);
    }
  }
  return [...edges.values()].sort(byEdge);
}
