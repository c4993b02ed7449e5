import TinyQueue from 'tinyqueue';
import {
  compareIds,
  EDGE_KINDS,
  type Edge,
  type EdgeKind,
  edgeKey,
  type Neighbours,
  otherEnd,
} from './edges.ts';
import { NEVER_YIELDING, type Yielding } from './yielding.ts';

export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly edge: Edge;
}

export interface Path {
  readonly cost: number;
  readonly hops: readonly Hop[];
}

export interface PathRequest {
  readonly from: string;
  readonly to: string;
  readonly via: readonly EdgeKind[];
  readonly first: number;
  readonly maxHops: number;
  /** Told how many nodes lie between the ends, as far as is known; throws where these are too many. */
  readonly checkNodes?: (nodes: number) => void;
  /** Told of every edge by which a way goes on; throws where these are too many. */
  readonly spend?: (edges: number) => void;
  readonly yielding?: Yielding;
}

/** A hop over AXIS costs the number of axes it changes, any other hop 1. */
export const costOf = (edge: Edge) => (edge.kind === 'AXIS' ? edge.axes.length : 1);

type Graph = ReadonlyMap<string, readonly Edge[]>;

/** What the rest of a path costs at least: its cost, then its largest hop. */
interface Rest {
  readonly cost: number;
  readonly largest: number;
}

interface Open {
  readonly hops: readonly Hop[];
  readonly at: string;
  readonly cost: number;
  readonly largest: number;
  readonly least: Rest;
}

/**
 * The cheapest ways from one node to another without passing a node twice: by cost, then by the smallest largest hop,
 * so that single steps win over leaps, then by the ids on the way. Empty where they do not connect.
 */
export async function findPaths(request: PathRequest, neighbours: Neighbours): Promise<Path[]> {
  const { yielding = NEVER_YIELDING } = request;
  if (request.from === request.to || request.first === 0) return [];
  const graph = await gather(request, neighbours);
  const rest = await restCosts(graph, request);
  const least = rest[request.maxHops]?.get(request.from);
  if (least === undefined) return [];
  const open = new TinyQueue<Open>([], compareOpen);
  open.push({ hops: [], at: request.from, cost: 0, largest: 0, least });
  const paths: Path[] = [];
  for (let best = open.pop(); best !== undefined; best = open.pop()) {
    if (yielding.shouldYield()) await yielding.yieldToEventLoop();
    request.spend?.(graph.get(best.at)?.length ?? 0);
    if (best.at === request.to) {
      paths.push({ cost: best.cost, hops: best.hops });
      if (paths.length === request.first) return paths;
      continue;
    }
    for (const edge of graph.get(best.at) ?? []) {
      const to = otherEnd(edge, best.at);
      if (to === request.from || best.hops.some((hop) => hop.to === to)) continue;
      const onward = rest[request.maxHops - best.hops.length - 1]?.get(to);
      if (onward === undefined) continue;
      const cost = best.cost + costOf(edge);
      const largest = Math.max(best.largest, costOf(edge));
      open.push({
        hops: [...best.hops, { from: best.at, to, edge }],
        at: to,
        cost,
        largest,
        least: { cost: cost + onward.cost, largest: Math.max(largest, onward.largest) },
      });
    }
  }
  return paths;
}

/** All edges on ways of at most `maxHops`, seen by walking from both ends: one call a level, the smaller side first. */
async function gather(request: PathRequest, neighbours: Neighbours): Promise<Graph> {
  const { yielding = NEVER_YIELDING } = request;
  const edges = new Map<string, Edge[]>();
  /** Nodes whose edges have all been kept: an edge that leads to one again is skipped. */
  const walked = new Set<string>();
  const met = new Set<string>();
  const keep = (id: string, edge: Edge) => {
    const kept = edges.get(id);
    if (kept === undefined) edges.set(id, [edge]);
    else kept.push(edge);
  };
  const sides = [request.from, request.to].map((id) => ({ seen: new Set([id]), level: [id] }));
  for (let hop = 0; hop < request.maxHops; hop++) {
    const side = sides.reduce((a, b) => (b.level.length < a.level.length ? b : a));
    const found = await neighbours(side.level, request.via);
    const next = new Set<string>();
    for (const [index, id] of side.level.entries()) {
      if (yielding.shouldYield()) await yielding.yieldToEventLoop();
      for (const edge of found[index] ?? []) {
        const other = otherEnd(edge, id);
        if (!side.seen.has(other)) next.add(other);
        if (walked.has(other) || walked.has(id)) continue;
        const key = edgeKey(edge);
        if (met.has(key)) continue;
        met.add(key);
        keep(id, edge);
        keep(other, edge);
      }
      walked.add(id);
    }
    for (const id of next) side.seen.add(id);
    side.level = [...next];
    request.checkNodes?.(edges.size);
  }
  return edges;
}

/** For every number of hops left, what each node still needs to reach the end, at least. */
async function restCosts(graph: Graph, request: PathRequest): Promise<Map<string, Rest>[]> {
  const { to, maxHops, yielding = NEVER_YIELDING } = request;
  const levels: Map<string, Rest>[] = [new Map([[to, { cost: 0, largest: 0 }]])];
  for (let hop = 1; hop <= maxHops; hop++) {
    const before = levels[hop - 1] ?? new Map<string, Rest>();
    const level = new Map(before);
    for (const [id, onward] of before) {
      if (yielding.shouldYield()) await yielding.yieldToEventLoop();
      for (const edge of graph.get(id) ?? []) {
        const other = otherEnd(edge, id);
        const rest = {
          cost: onward.cost + costOf(edge),
          largest: Math.max(onward.largest, costOf(edge)),
        };
        const known = level.get(other);
        if (known === undefined || compareRest(rest, known) < 0) level.set(other, rest);
      }
    }
    levels.push(level);
  }
  return levels;
}

function compareRest(a: Rest, b: Rest): number {
  return a.cost - b.cost || a.largest - b.largest;
}

function compareOpen(a: Open, b: Open): number {
  return compareRest(a.least, b.least) || compareWays(a.hops, b.hops);
}

/** By the ids on the way, then by the kinds of the edges. A way comes before its own continuations. */
function compareWays(a: readonly Hop[], b: readonly Hop[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const x = a[index] as Hop;
    const y = b[index] as Hop;
    const order = compareIds(x.to, y.to) || EDGE_KINDS.indexOf(x.edge.kind) - EDGE_KINDS.indexOf(y.edge.kind);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
