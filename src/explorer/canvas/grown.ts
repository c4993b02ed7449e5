import type { CanvasNearQuery, CanvasPairsQuery } from '../../generated/explorer.ts';
import { addressOf } from '../../lattice/code-ids.ts';
import { EDGE_KINDS, type EdgeKind } from '../../lattice/edges.ts';
import type { Place } from '../map/places.ts';
import type { CanvasAsked } from './asked.ts';
import { tieId } from './lines.ts';
import { freePlace, placeKey, wayOf } from './place.ts';

/** What is tied to a node, by kind; kinds that were not asked for are left out. */
export type Near = Partial<CanvasNearQuery & CanvasPairsQuery>;
type Graph = NonNullable<Near['AXIS']>;
export type CanvasNode = Graph['nodes'][number];
export type CanvasEdge = Graph['edges'][number];

/** More boxes could not be read, and would hold up the page. */
export const MOST_NODES = 150;

/** What the steps of a reader have brought. */
export interface Grown {
  /** By id, in the order in which they came, each with its place; new ones move none that was there. */
  readonly nodes: ReadonlyMap<string, CanvasNode>;
  readonly at: ReadonlyMap<string, Place>;
  /** Between two of the nodes, of the chosen kinds. */
  readonly edges: readonly CanvasEdge[];
  /** The ids of the nodes that were opened, and how many each has brought. */
  readonly opened: ReadonlyMap<string, number>;
  /** How many edges of each kind the opened nodes have, and whether there are more than could be asked for. */
  readonly counts: ReadonlyMap<EdgeKind, { readonly count: number; readonly more: boolean }>;
  /** The opened nodes and chosen kinds of which there is more than is drawn. */
  readonly cut: readonly { readonly node: CanvasNode; readonly kind: EdgeKind }[];
  /** How many nodes found no room. */
  readonly leftOver: number;
  /** What the address opens although nothing that is shown leads there. */
  readonly unreached: readonly string[];
}

/** How addresses name a node: a code by its number, all else by id. */
export const tokenOf = ({ code, node }: CanvasNode) => (code === null ? node.id : addressOf(code));

/** What a reader has before them after these steps, always the same for the same steps and answers. */
export function grown(asked: CanvasAsked, answers: ReadonlyMap<string, Near>): Grown {
  const { starts, opened, without, kinds } = asked;
  const nodes = new Map<string, CanvasNode>();
  const at = new Map<string, Place>();
  const taken = new Set<string>();
  const edges = new Map<string, CanvasEdge>();
  const done = new Map<string, number>();
  const leftOver = new Set<string>();
  const all = new Map<EdgeKind, { ties: Set<string>; more: boolean }>();
  const cut: { node: CanvasNode; kind: EdgeKind }[] = [];
  const unreached: string[] = [];

  const put = (node: CanvasNode, place: Place) => {
    nodes.set(node.node.id, node);
    at.set(node.node.id, place);
    taken.add(placeKey(place));
  };

  const open = (root: CanvasNode, near: Near) => {
    const { id } = root.node;
    const before = nodes.size;
    for (const kind of EDGE_KINDS) {
      const graph = near[kind];
      if (!graph) continue;
      const own = graph.edges.filter(({ source, target }) => source === id || target === id);
      const count = all.get(kind) ?? { ties: new Set(), more: false };
      all.set(kind, { ties: count.ties, more: count.more || graph.truncated });
      for (const edge of own) count.ties.add(tieId(edge));
      if (!kinds.includes(kind)) continue;
      if (graph.truncated) cut.push({ node: root, kind });
      for (const edge of graph.edges) edges.set(tieId(edge), edge);
      const axes = [...new Set(own.map((edge) => edge.axes[0] ?? ''))];
      const byAxis = own.toSorted((a, b) => axes.indexOf(a.axes[0] ?? '') - axes.indexOf(b.axes[0] ?? ''));
      for (const edge of byAxis) {
        const other = edge.source === id ? edge.target : edge.source;
        const node = graph.nodes.find((one) => one.node.id === other);
        if (!node || nodes.has(other) || without.includes(tokenOf(node))) continue;
        if (nodes.size < MOST_NODES) put(node, freePlace(taken, at.get(id) ?? [0, 0], wayOf(edge, id, axes)));
        else leftOver.add(other);
      }
    }
    done.set(id, nodes.size - before);
  };

  const rootOf = (token: string) => answers.get(token)?.AXIS?.nodes[0];
  for (const [index, token] of starts.entries()) {
    const root = rootOf(token);
    // Apart from each other, so that what they bring stands between them.
    if (root && !nodes.has(root.node.id)) put(root, [index * 3, 0]);
  }
  for (const token of [...starts, ...opened]) {
    const near = answers.get(token);
    const root = rootOf(token);
    if (!near || !root || done.has(root.node.id)) continue;
    if (nodes.has(root.node.id)) open(root, near);
    else unreached.push(token);
  }
  return {
    nodes,
    at,
    edges: [...edges.values()].filter(({ source, target }) => nodes.has(source) && nodes.has(target)),
    opened: done,
    counts: new Map([...all].map(([kind, { ties, more }]) => [kind, { count: ties.size, more }])),
    cut,
    leftOver: [...leftOver].filter((id) => !nodes.has(id)).length,
    unreached,
  };
}
