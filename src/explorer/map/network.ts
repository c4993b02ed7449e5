import type { Family, MapEdge } from './choice.ts';
import type { Network } from './lay-out.ts';

/**
 * The lines that are drawn: between codes that differ in one axis, and from add-ons to their primary codes. Of a family
 * larger than its page of codes, the lines among those of the page.
 */
export function drawnEdges(family: Family): MapEdge[] {
  const shown = new Set(family.codes.edges.map(({ node }) => node.id));
  return family.graph.edges.filter(
    ({ kind, source, target }) =>
      (kind === 'AXIS' || kind === 'ADD_ON') && shown.has(source) && shown.has(target),
  );
}

/** One name for an edge within a map. */
export const edgeId = ({ source, target }: Pick<MapEdge, 'source' | 'target'>) => `${source} ${target}`;

/** What is laid out: the codes, and the lines of one step. An add-on goes with many codes and stands near none. */
export function networkOf(family: Family): Network {
  const steps = drawnEdges(family).filter(({ kind }) => kind === 'AXIS');
  return {
    nodes: family.codes.edges.map(({ node }) => node.id),
    edges: steps.map(({ source, target }) => ({ id: edgeId({ source, target }), source, target })),
  };
}
