import type { CodeSystem } from '../lattice/axes.ts';
import { compareIds, type EdgeKind, otherEnd, USUAL_EDGE_KINDS } from '../lattice/edges.ts';
import { subgraphOf } from '../lattice/subgraph.ts';
import { SYSTEM_ORDER } from '../lattice/systems.ts';
import type { Snapshot } from '../store/store.ts';

/**
 * Which codes an export takes: those of systems; of families with all below them, or of what lies around some codes, where
 * these are not null.
 */
export interface Chosen {
  readonly systems: readonly CodeSystem[];
  readonly families: readonly string[] | null;
  readonly around: { readonly ids: readonly string[]; readonly depth: number } | null;
}

/** The codes of an export, some at a time in order of id, and whether a code is one of them. */
export interface Selection {
  /** Whether it is all codes of the dataset, and whether it is all codes of some systems. */
  readonly isWhole: boolean;
  readonly isBySystem: boolean;
  readonly count: number;
  has(id: string): boolean;
  pages(): AsyncIterable<readonly string[]>;
}

/** How many codes are read at a time. */
export const PAGE = 200;

/** What leads from a family to codes outside it that its files would name. */
const LEADING: readonly EdgeKind[] = ['ADD_ON', 'ACCOMPANIES', 'CROSSWALK', 'CONFUSED_WITH'];

/** Finds the chosen codes. Families bring along the codes that their add-on edges, crosswalks and confusions lead to. */
export async function select(snapshot: Snapshot, { systems, families, around }: Chosen): Promise<Selection> {
  const isOfSystem = (id: string) => systems.some((system) => id.startsWith(`${system}:`));
  if (families === null && around === null) {
    const [count = 0] = await snapshot.browseCount([queryOf(systems, null)]);
    return {
      isWhole: systems.length === SYSTEM_ORDER.length,
      isBySystem: true,
      count,
      has: isOfSystem,
      pages: () => browse(snapshot, systems, null),
    };
  }
  const ids = new Set<string>();
  if (around !== null) for (const id of await near(snapshot, around)) ids.add(id);
  if (families !== null) for (const id of await ofFamilies(snapshot, systems, families)) ids.add(id);
  const sorted = [...ids].filter(isOfSystem).sort(compareIds);
  const chosen = new Set(sorted);
  return {
    isWhole: false,
    isBySystem: false,
    count: sorted.length,
    has: (id) => chosen.has(id),
    async *pages() {
      yield* slices(sorted);
    },
  };
}

/** What a walk of so many steps reaches, as `subgraph` does. */
async function near(
  snapshot: Snapshot,
  { ids, depth }: NonNullable<Chosen['around']>,
): Promise<readonly string[]> {
  const { nodes } = await subgraphOf(
    { roots: ids, depth, kinds: USUAL_EDGE_KINDS, first: Number.MAX_SAFE_INTEGER },
    (some, kinds) => snapshot.neighbours(some, kinds),
  );
  return nodes;
}

async function ofFamilies(
  snapshot: Snapshot,
  systems: readonly CodeSystem[],
  families: readonly string[],
): Promise<ReadonlySet<string>> {
  const below = [...new Set(families.flatMap((id) => [...snapshot.vocabulary.atOrUnder(id)]))];
  const ids = new Set<string>();
  for await (const page of browse(snapshot, systems, below)) for (const id of page) ids.add(id);
  for (const page of slices([...ids])) {
    for (const [at, edges] of (await snapshot.neighbours(page, LEADING)).entries()) {
      for (const edge of edges) ids.add(otherEnd(edge, page[at] ?? ''));
    }
  }
  return ids;
}

function queryOf(systems: readonly CodeSystem[], families: readonly string[] | null) {
  const system = systems.length === SYSTEM_ORDER.length ? null : systems;
  return { system, status: null, addOn: null, families, within: [], text: null };
}

async function* browse(
  snapshot: Snapshot,
  systems: readonly CodeSystem[],
  families: readonly string[] | null,
): AsyncIterable<readonly string[]> {
  let after: string | null = null;
  while (true) {
    const request = { ...queryOf(systems, families), first: PAGE, after };
    const [ids = []]: string[][] = await snapshot.browse([request]);
    if (ids.length > 0) yield ids;
    if (ids.length < PAGE) return;
    after = ids.at(-1) ?? null;
  }
}

function* slices(ids: readonly string[]): Iterable<readonly string[]> {
  for (let at = 0; at < ids.length; at += PAGE) yield ids.slice(at, at + PAGE);
}
