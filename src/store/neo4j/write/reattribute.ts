import type { worded } from '../../../lattice/standing.ts';
import type { Derived } from '../../derive.ts';
import { grouped } from '../../grouped.ts';
import type { SearchDocument } from '../../records.ts';
import type { Import } from '../../release.ts';
import type { Bolt, StatementRunner } from '../driver.ts';
import { derivedCodes, derivedNames, type Told } from './derive.ts';
import type { ExistingNodes } from './existing-nodes.ts';
import type { Before } from './held.ts';
import { parts } from './join.ts';
import type { PendingNodes } from './pending-nodes.ts';

/** What nothing says anything of any more, by id. */
export interface OrphanedIds {
  readonly Code: string[];
  readonly Term: string[];
  readonly Family: string[];
}

export interface Reattribution {
  readonly bolt: Bolt;
  readonly release: Import;
  readonly before: Before;
  readonly arriving: PendingNodes;
  readonly seen: ExistingNodes;
}

/**
 * Writes what all that is said of codes, terms and families comes to: of nodes that arrive at once, of those that are seen
 * in the last transaction.
 */
export async function reattribute(
  { bolt, release, before, arriving, seen }: Reattribution,
  told: Told,
): Promise<{ readonly left: OrphanedIds; readonly bringsFacts: boolean }> {
  const left: OrphanedIds = { Code: [], Term: [], Family: [] };
  let bringsFacts = false;
  for await (const { tokens, ...some } of derivedCodes(bolt, release, before, told)) {
    bringsFacts ||=
      some.gone.length > 0 || some.codes.some(({ facts, family }) => facts.length > 0 || family !== null);
    const isSeen = ({ id }: { readonly id: string }) => seen.has('Code', id);
    const [old, fresh] = divided(
      some.codes.map(({ from, short, ...code }) => code),
      isSeen,
    );
    await seen.codes(old);
    await arriving.codes(fresh);
    const [oldFound, freshFound] = divided(documentsOf(some, tokens, release), isSeen);
    await seen.documents(oldFound);
    await arriving.documents(freshFound);
    for (const { id, addOn } of some.curated) seen.change('Code', id, { addOn });
    left.Code.push(...some.gone);
  }
  if (release.kind === 'icd10pcs') {
    const names = await derivedNames(bolt, release, before.former, told);
    rename('Family', names, release, before, seen, left);
    rename('Term', names, release, before, seen, left);
  }
  return { left, bringsFacts };
}

/** What search finds codes by; of those that only the seed describes, as the seed has it. */
function documentsOf(
  { codes }: Derived,
  tokens: ReadonlyMap<string, string>,
  { documents }: Import,
): SearchDocument[] {
  return codes.map(({ from, short, ...code }) => {
    const document = documents.ofCode(code, short);
    const own = from === 'SEED' ? tokens.get(code.id) : undefined;
    return own === undefined ? document : { ...document, tokens: own.split(' ') };
  });
}

type Name = ReturnType<typeof worded>;

/** Names terms or families, in the order of their ids behind those of the seed. */
function rename(
  label: 'Term' | 'Family',
  names: ReadonlyMap<string, Name>,
  { documents }: Import,
  { known }: Before,
  seen: ExistingNodes,
  left: OrphanedIds,
): void {
  const kind = label === 'Term' ? 'TERM' : 'FAMILY';
  const seeds = [...known[label].values()].filter(({ id }) => !names.has(id));
  let position = Math.max(0, ...seeds.map((one) => one.position));
  for (const [id, name] of names) {
    if (id.startsWith('family:') !== (label === 'Family')) continue;
    if (name === null) left[label].push(id);
    else {
      const tokens = documents.ofName(kind, { id, name: name.name }).tokens.join(' ');
      seen.change(label, id, { ...propertiesOf(label, name), tokens, position: ++position });
    }
  }
}

/** What the node of a term or family holds of how it is named. */
function propertiesOf(label: 'Term' | 'Family', { name, title, definition, citation }: NonNullable<Name>) {
  const said = { name, ...citation };
  return label === 'Family' ? said : { ...said, phrase: name, short: name, title, definition };
}

/** Removes what nothing says anything of any more. Runs where the graph is already as it will be seen. */
export async function removeOrphans(run: StatementRunner, left: OrphanedIds): Promise<void> {
  for (const label of ['Code', 'Term', 'Family'] as const) {
    for (const ids of parts(left[label], 1_000)) {
      await run(
        `UNWIND $ids AS id MATCH (n:${label} {id: id}) USING INDEX SEEK n:${label}(id) DETACH DELETE n`,
        { ids },
      );
    }
  }
}

/** The rows for which it holds, and the others. */
export function divided<Row>(rows: readonly Row[], holds: (row: Row) => boolean): [Row[], Row[]] {
  const groups = grouped(rows, holds);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
}
