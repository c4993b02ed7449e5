import type { CodeSystem } from '../lattice/axes.ts';
import { compareIds, type EdgeKind, otherEnd } from '../lattice/edges.ts';
import { SYSTEM_ORDER } from '../lattice/systems.ts';
import type { Snapshot } from '../store/store.ts';

/** Which codes an export takes: those of systems, and of families with all below them; null for any. */
export interface Chosen {
  readonly systems: readonly CodeSystem[];
  readonly families: readonly string[] | null;
}

/** The codes of an export, some at a time in order of id, and whether a code is one of them. */
export interface Selection {
  readonly isWhole: boolean;
  readonly count: number;
  has(id: string): boolean;
  pages(): AsyncIterable<readonly string[]>;
}

/** How many codes are read at a time. */
export const PAGE = 200;

/** What leads from a family to codes outside it that its files would name. */
const LEADING: readonly EdgeKind[] = ['ADD_ON', 'ACCOMPANIES', 'CROSSWALK', 'CONFUSED_WITH'];

/** Finds the chosen codes. Families bring along the codes that their add-on edges, crosswalks and confusions lead to. */
export async function select(snapshot: Snapshot, { systems, families }: Chosen): Promise<Selection> {
  const isOfSystem = (id: string) => systems.some((system) => id.startsWith(`${system}:`));
  if (families === null) {
    const [count = 0] = await snapshot.browseCount([queryOf(systems, null)]);
    return {
      isWhole: systems.length === SYSTEM_ORDER.length,
      count,
      has: isOfSystem,
      pages: () => browse(snapshot, systems, null),
    };
  }
  const below = [...new Set(families.flatMap((id) => [...snapshot.vocabulary.atOrUnder(id)]))];
  const ids = new Set<string>();
  for await (const page of browse(snapshot, systems, below)) {
    for (const id of page) ids.add(id);
  }
  for (const page of slices([...ids])) {
    for (const [at, edges] of (await snapshot.neighbours(page, LEADING)).entries()) {
      for (const edge of edges) {
        const other = otherEnd(edge, page[at] ?? '');
        if (isOfSystem(other)) ids.add(other);
      }
    }
  }
  const sorted = [...ids].sort(compareIds);
  return {
    isWhole: false,
    count: sorted.length,
    has: (id) => ids.has(id),
    async *pages() {
      yield* slices(sorted);
    },
  };
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
