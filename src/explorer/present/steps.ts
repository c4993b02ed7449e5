import type { Family, MapCode, MapEdge } from '../map/choice.ts';
import type { QueryReader } from '../parts/read-query.ts';

/** What is shown at once, one after another. */
export type Step =
  | { readonly kind: 'family' }
  | { readonly kind: 'grid' }
  | { readonly kind: 'code'; readonly code: MapCode }
  | {
      readonly kind: 'difference';
      readonly from: MapCode;
      readonly to: MapCode;
      readonly sentence: string;
    };

/**
 * A family as steps: what it is, its grid, then code after code, each with the difference that leads to it from one that was shown before,
 * where a single edge joins the two.
 */
export function stepsOf({ codes, grid, graph }: Family): Step[] {
  const nodes = codes.edges.map(({ node }) => node);
  const each = nodes.flatMap((code, index): Step[] => {
    const difference = differenceTo(code, nodes.slice(0, index), graph.edges);
    return [...(difference ? [difference] : []), { kind: 'code', code }];
  });
  return [{ kind: 'family' }, ...(grid.cells.length > 0 ? [{ kind: 'grid' } as const] : []), ...each];
}

/** The way to a code from the one right before it, else from the first that an edge joins to it; differences of facts come before add-ons. */
function differenceTo(code: MapCode, shown: readonly MapCode[], edges: readonly MapEdge[]): Step | null {
  const [last, ...others] = [...shown.slice(-1), ...shown.slice(0, -1)];
  for (const kind of ['AXIS', 'ADD_ON'] as const) {
    for (const other of last ? [last, ...others] : []) {
      const edge = edges.find(
        (one) =>
          one.kind === kind &&
          ((one.source === other.id && one.target === code.id) ||
            (one.source === code.id && one.target === other.id)),
      );
      if (!edge) continue;
      // The sentence says what the target is beside the source.
      const [from, to] = edge.source === other.id ? [other, code] : [code, other];
      return { kind: 'difference', from, to, sentence: edge.sentence };
    }
  }
  return null;
}

/** The step that an address names, counted from 1; where there are fewer, the last, and the address is said to be wrong. */
export function stepIn(given: number, total: number, { dropped, drop }: QueryReader): number {
  // It is read anew each time that the page is drawn.
  if (given > total && dropped.every((one) => !one.startsWith('present='))) drop('present');
  return Math.min(given, total);
}
