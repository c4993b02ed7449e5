import type { Edge, EdgeKind, Neighbours } from '../../lattice/edges.ts';
import { refuse } from '../../limits.ts';
import type { Context } from '../context.ts';

/** How many nodes are sent to the store at a time. A code may have thousands of pairs. */
const AT_ONCE = 500;
const AT_ONCE_OF_PAIRS = 10;

/** Charges edges to the budget of all walks of a request; once it is used up, refuses and tells what to do `instead`. */
export function spendingOf({ left, limits }: Context, instead: string): (edges: number) => void {
  return (edges) => {
    left.edges -= edges;
    if (left.edges >= 0) return;
    throw refuse('edges', 'to look at a number of edges of more than', limits.edges, limits, ` ${instead}`);
  };
}

/** What the store knows of the edges at nodes, looked at in pieces, so that a walk that is too long ends soon. */
export function neighboursIn({ snapshot, signal }: Context, spend: (edges: number) => void): Neighbours {
  return async (ids, kinds: readonly EdgeKind[]) => {
    const size = kinds.includes('BUNDLE') ? AT_ONCE_OF_PAIRS : AT_ONCE;
    const found: Edge[][] = [];
    for (let at = 0; at < ids.length; at += size) {
      for (const edges of await snapshot.neighbours(ids.slice(at, at + size), kinds, signal)) {
        spend(edges.length);
        found.push(edges);
      }
    }
    return found;
  };
}
