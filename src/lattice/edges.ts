import type { Axis } from './axes.ts';

export const EDGE_KINDS = [
  'AXIS',
  'HIERARCHY',
  'ADD_ON',
  'ACCOMPANIES',
  'BUNDLE',
  'CROSSWALK',
  'CONFUSED_WITH',
] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/**
 * The kinds that are walked by default: not NCCI pairs, which are too many, nor add-ons that accompany, through which all
 * paths would run, nor codes taken for each other.
 */
export const USUAL_EDGE_KINDS: readonly EdgeKind[] = ['AXIS', 'HIERARCHY', 'ADD_ON', 'CROSSWALK'];

/** An edge of the graph between two nodes (codes, terms, families) by id; `axes` is empty but on AXIS edges. */
export interface Edge {
  readonly kind: EdgeKind;
  readonly source: string;
  readonly target: string;
  readonly axes: readonly Axis[];
}

/** For each id, the edges of these kinds that touch it. */
export type Neighbours = (ids: readonly string[], kinds: readonly EdgeKind[]) => Promise<Edge[][]>;

/** Distinguishes edges; two nodes may be joined by edges of several kinds. */
export const edgeKey = (edge: Edge) => `${edge.kind} ${edge.source} ${edge.target}`;

/** The end of an edge that is not this id. */
export const otherEnd = (edge: Edge, id: string) => (edge.source === id ? edge.target : edge.source);

/** Order of edges in answers: kind, source, target. */
export function byEdge(a: Edge, b: Edge): number {
  return (
    EDGE_KINDS.indexOf(a.kind) - EDGE_KINDS.indexOf(b.kind) ||
    compareIds(a.source, b.source) ||
    compareIds(a.target, b.target)
  );
}

/** Orders ids by their characters, the same on every machine: negative, 0 or positive, as `sort` takes it. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
