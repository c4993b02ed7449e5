import { AXES, type Family, type LineKind, type MapEdge } from './choice.ts';

/** Codes that one line joins: all of them are one step apart on the same axis, or an add-on and its primary codes. */
export interface Net {
  readonly id: string;
  readonly kind: LineKind;
  /** The ids of the codes, in order of id; of an add-on and its primary codes, the add-on first. */
  readonly members: readonly string[];
  /** Where the codes are joined with one of them and not with each other: that one. A line through them would say otherwise. */
  readonly hub?: string;
}

/**
 * The edges that a map draws: between codes that differ in one axis, and from add-ons to their primary codes. Of a family
 * larger than its page of codes, those among the codes of the page.
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

export type Edge = Pick<MapEdge, 'source' | 'target' | 'kind' | 'axes'>;

/**
 * The lines of a map: as few as say all of its edges. Where each of several codes is one step from each of the others
 * on one axis, one line joins them all, so that a row of four codes takes one line and not six.
 */
export function netsOf(edges: readonly Edge[]): Net[] {
  const steps = stepNets(edges);
  const primaries = new Map<string, string[]>();
  for (const { kind, source, target } of edges) {
    if (kind === 'ADD_ON') primaries.set(source, [...(primaries.get(source) ?? []), target]);
  }
  return [...steps, ...[...primaries].map(([addOn, codes]) => netOf('ADD_ON', [addOn, ...codes.toSorted()]))];
}

/** The lines of single steps, one for codes of which each is a step from each on the same axis. */
export const stepNets = (edges: readonly Edge[]): Net[] =>
  AXES.flatMap((axis) =>
    cliques(edges.filter(({ kind, axes }) => kind === 'AXIS' && axes[0] === axis)).map((members) =>
      netOf(axis, members),
    ),
  );

export const netOf = (kind: LineKind, members: readonly string[]): Net => ({
  id: `${kind} ${members.join(' ')}`,
  kind,
  members,
});

/** Groups whose members are all joined with each other, so that every edge is in one of them. */
export function cliques(edges: readonly Edge[]): string[][] {
  const joined = new Map<string, Set<string>>();
  const join = (from: string, to: string) => joined.set(from, (joined.get(from) ?? new Set()).add(to));
  for (const { source, target } of edges) {
    join(source, target);
    join(target, source);
  }
  const done = new Set<string>();
  const groups: string[][] = [];
  for (const { source, target } of edges) {
    if (done.has(edgeId({ source, target }))) continue;
    const group = [source, target];
    for (const next of [...(joined.get(source) ?? [])].sort()) {
      if (!group.includes(next) && group.every((one) => joined.get(one)?.has(next))) group.push(next);
    }
    for (const one of group) for (const other of group) done.add(edgeId({ source: one, target: other }));
    groups.push(group.sort());
  }
  return groups;
}
