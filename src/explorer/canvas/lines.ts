import { EDGE_KINDS, type EdgeKind } from '../../lattice/edges.ts';
import { cliques, type Edge, edgeId, type Net, netOf, stepNets } from '../map/nets.ts';

/** Edges of these kinds lead one way: one line joins all that lead to the same node, or from it. */
const DIRECTED: readonly EdgeKind[] = ['HIERARCHY', 'ADD_ON', 'ACCOMPANIES', 'CROSSWALK'];

/** The lines of a canvas: as few as say all of its edges, and no more than they say. */
export function canvasLines(edges: readonly Edge[]): Net[] {
  const ties = EDGE_KINDS.filter((kind) => kind !== 'AXIS').flatMap((kind) => {
    const own = edges.filter((edge) => edge.kind === kind);
    if (!DIRECTED.includes(kind)) return cliques(own).map((members) => netOf(kind, members));
    return stars(own).map((members): Net => ({ ...netOf(kind, members), hub: members[0] ?? '' }));
  });
  return [...stepNets(edges), ...ties];
}

/** Groups of a node and those it is joined with, all from it or all to it: of the nodes with most edges first. */
function stars(edges: readonly Edge[]): string[][] {
  const groups: string[][] = [];
  let left = edges;
  while (left.length > 0) {
    const counts = new Map<string, number>();
    for (const { source, target } of left) {
      for (const end of [`${source} >`, `> ${target}`]) counts.set(end, (counts.get(end) ?? 0) + 1);
    }
    const [hub] = [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a));
    const isOwn = ({ source, target }: Edge) => hub === `${source} >` || hub === `> ${target}`;
    const own = left.filter(isOwn);
    const [first] = own;
    if (first === undefined) break;
    const leads = hub === `${first.source} >`;
    const others = own.map((edge) => (leads ? edge.target : edge.source));
    groups.push([leads ? first.source : first.target, ...[...new Set(others)].sort()]);
    left = left.filter((edge) => !isOwn(edge));
  }
  return groups;
}

/** The edges that a line stands for. */
export const edgesOf = <One extends Edge>({ kind, members }: Net, edges: readonly One[]): One[] =>
  edges.filter(
    (edge) =>
      (edge.kind === kind || (edge.kind === 'AXIS' && edge.axes[0] === kind)) &&
      members.includes(edge.source) &&
      members.includes(edge.target),
  );

/** One name for an edge among edges of several kinds. */
export const tieId = (edge: Edge) => `${edge.kind} ${edgeId(edge)}`;
