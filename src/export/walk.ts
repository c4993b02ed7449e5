import { byPlace, type Code } from '../lattice/code.ts';
import { byEdge, compareIds, type Edge, type EdgeKind } from '../lattice/edges.ts';
import { grouped } from '../lattice/grouped.ts';
import { systemOf } from '../lattice/systems.ts';
import type { PairRow } from '../store/imported.ts';
import type { CrosswalkRow, RelatedRow, Snapshot } from '../store/store.ts';
import { pairsOf } from './pairs.ts';
import type { Selection } from './selection.ts';

/** A code of an export, with what leads from it to other codes of the export. */
export interface Visited {
  readonly code: Code;
  /** The related codes with a greater id, so that each pair comes once. */
  readonly related: readonly Neighbour[];
  /** The edges of other kinds that lead from it, but for crosswalks and the pairs of NCCI. */
  readonly edges: readonly Edge[];
  /** The pairs of NCCI whose first code it is, a row of its files each, whenever it is in force; by the other code. */
  readonly pairs: readonly PairRow[];
  /** A row for each file that says so. */
  readonly crosswalk: readonly Mapped[];
}

/** What a code is mapped to, and how. */
export interface Mapped extends CrosswalkRow {
  readonly to: Code | null;
}

/** A related code; `to` is the code itself where both are described here, null elsewhere: those are too many to be loaded. */
export interface Neighbour extends RelatedRow {
  readonly to: Code | null;
}

/** How many related codes are asked for: as many as there are. */
const ALL = 1_000_000_000;

const KINDS: readonly EdgeKind[] = ['HIERARCHY', 'ADD_ON', 'ACCOMPANIES', 'CROSSWALK', 'CONFUSED_WITH'];

/** Visits all codes of a selection in order of id, some at a time. Whatever the number of codes, few are in memory. */
export async function* walk(snapshot: Snapshot, selection: Selection): AsyncIterable<readonly Visited[]> {
  let ahead: Promise<readonly Visited[]> | null = null;
  for await (const ids of selection.pages()) {
    // The store reads the next codes while those before are written.
    const next = visit(snapshot, selection, ids);
    next.catch(() => {});
    if (ahead !== null) yield await ahead;
    ahead = next;
  }
  if (ahead !== null) yield await ahead;
}

async function visit(
  snapshot: Snapshot,
  selection: Selection,
  ids: readonly string[],
): Promise<readonly Visited[]> {
  const [codes, all, near, around] = await Promise.all([
    snapshot.codes(ids),
    pairsOf(snapshot, ids),
    snapshot.related(ids.map((id) => ({ id, axes: null, within: [], first: ALL, after: null }))),
    snapshot.neighbours(ids, KINDS),
  ]);
  const related = near.map((rows, at) => rows.filter(({ id }) => id > (ids[at] ?? '') && selection.has(id)));
  const pairs = ids.map((id) => (all.get(id) ?? []).filter((pair) => selection.has(pair.id)));
  const edges = around.map((some, at) => kept(some, ids[at] ?? '', selection));
  const [others, crosswalk] = await Promise.all([
    described(snapshot, codes, related),
    crosswalks(snapshot, ids, edges),
  ]);
  return ids.flatMap((id, at) => {
    const code = codes[at] ?? null;
    if (code === null) return [];
    return {
      code,
      pairs: pairs[at] ?? [],
      related: (related[at] ?? [])
        .map((row) => ({ ...row, to: others.get(row.id) ?? null }))
        .sort((a, b) => compareIds(a.id, b.id)),
      edges: (edges[at] ?? []).filter(({ kind }) => kind !== 'CROSSWALK'),
      crosswalk: crosswalk.get(id) ?? [],
    };
  });
}

/** The codes described here that are related to others described here, by id. */
async function described(
  snapshot: Snapshot,
  codes: readonly (Code | null)[],
  related: readonly (readonly RelatedRow[])[],
): Promise<ReadonlyMap<string, Code>> {
  const ids = codes.flatMap((code, at) => (code?.curated ? (related[at] ?? []).map(({ id }) => id) : []));
  const found = await snapshot.codes([...new Set(ids)]);
  return new Map(found.flatMap((code) => (code?.curated ? [[code.id, code]] : [])));
}

/** The edges that lead from a code to codes of the export and to its family, in order. */
function kept(edges: readonly Edge[], id: string, selection: Selection): Edge[] {
  return edges
    .filter(({ source, target }) => source === id && (target.startsWith('family:') || selection.has(target)))
    .sort(byEdge);
}

/** What the crosswalk edges of codes say; asked only where there are any. */
async function crosswalks(
  snapshot: Snapshot,
  ids: readonly string[],
  edges: readonly (readonly Edge[])[],
): Promise<ReadonlyMap<string, readonly Mapped[]>> {
  const requests = ids.flatMap((id, at) => {
    const targets = edges[at]?.filter(({ kind }) => kind === 'CROSSWALK') ?? [];
    const systems = new Set(targets.map(({ target }) => systemOf(target)));
    return [...systems].map((to) => ({ id, to, targets: new Set(targets.map(({ target }) => target)) }));
  });
  const answers = await snapshot.crosswalk(requests.map(({ id, to }) => ({ id, to })));
  const rows = requests.flatMap(({ id: from, targets }, at) =>
    (answers[at] ?? []).flatMap((row) => (!row.turned && targets.has(row.id) ? [{ from, ...row }] : [])),
  );
  const ends = [...new Set(rows.map(({ id }) => id))];
  const codes = new Map(
    (await snapshot.codes(ends)).flatMap((code) => (code === null ? [] : [[code.id, code]])),
  );
  const found = rows.map((row) => ({ ...row, to: codes.get(row.id) ?? null }));
  return grouped(
    found.sort((a, b) => compareIds(a.id, b.id) || byPlace(a, b)),
    ({ from }) => from,
  );
}
