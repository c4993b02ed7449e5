import { type Meaning, readsValues } from '../../../lattice/meanings.ts';
import {
  type Edition,
  LISTS,
  type Listing,
  type Naming,
  type Wording,
  type Words,
  worded,
} from '../../../lattice/standing.ts';
import { type Derived, derive, editionsOf } from '../../derive.ts';
import type { Listed, Named } from '../../records.ts';
import type { Import } from '../../release.ts';
import type { Bolt } from '../driver.ts';
import type { Before } from './held.ts';
import { parts } from './join.ts';
import { meaningsOf, touchedBy, wordingsOf, wordsOf } from './stated.ts';

/** What an import says of codes, terms and families; kept by the process until all of it is known. */
export interface Told {
  readonly listed: ReadonlyMap<string, Listed>;
  /** By code, then by file. */
  readonly named: ReadonlyMap<string, ReadonlyMap<string, Named>>;
  readonly meanings: readonly Meaning[];
  readonly wordings: readonly Omit<Wording, keyof Edition>[];
}

/** Codes that are worked out at once. */
const PAGE = 5_000;

/** Works out the codes on which an import has a word, or had one before, from all that is said of them. */
export async function* derivedCodes(
  bolt: Bolt,
  release: Import,
  { sources, former }: Before,
  told: Told,
): AsyncGenerator<Derived & { readonly tokens: ReadonlyMap<string, string> }> {
  const { kind, release: name, starts } = release;
  const edition = { release: name, starts };
  const system = LISTS[kind] ?? null;
  const touched = await touchedBy(bolt, former, kind, system);
  const ids = [...new Set([...touched, ...told.listed.keys(), ...told.named.keys()])].sort();
  const meanings = ids.some((id) => id.startsWith('ICD10PCS:')) ? await meaningsOf(bolt, former) : [];
  const factsOf = readsValues([...meanings, ...told.meanings.map((one) => ({ ...one, ...edition }))]);
  const staying = sources.filter(({ id }) => !former.includes(id));
  const editions = editionsOf([
    ...staying.flatMap((one) =>
      one.kind === null ? [] : [{ kind: one.kind, release: one.release, starts: one.starts ?? '' }],
    ),
    // A forget brings no file.
    ...(release.sources.length === 0 ? [] : [{ kind, ...edition }]),
  ]);
  for (const some of parts(ids, PAGE)) {
    const held = await wordsOf(bolt, some, former);
    const words = some.map((id): Words => {
      const listed = told.listed.get(id);
      const named = [...(told.named.get(id)?.values() ?? [])];
      const own: Words = held.get(id)?.words ?? {
        ...codeOf(listed ?? named[0], id),
        seeded: null,
        listings: [],
        namings: [],
      };
      const listings: Listing[] = listed === undefined ? [] : [{ ...listed, ...edition }];
      const namings: Naming[] = named.map((one) => ({ ...one, kind, ...edition }));
      return {
        ...own,
        listings: [...own.listings, ...listings],
        namings: [...own.namings, ...namings],
      };
    });
    const tokens = new Map(
      [...held].flatMap(([id, one]): [string, string][] => (one.tokens === null ? [] : [[id, one.tokens]])),
    );
    yield { ...derive(words, editions, factsOf), tokens };
  }
}

function codeOf(row: Listed | Named | undefined, id: string): Pick<Words, 'id' | 'system' | 'code'> {
  if (row === undefined) throw new Error(`${id} has gone from the graph while it was read`);
  return { id, system: row.system, code: row.code };
}

/** How terms and families are named when an import is seen: by id, in their order; null for those that none names any more. */
export async function derivedNames(
  bolt: Bolt,
  { release, starts }: Edition,
  former: readonly string[],
  told: Told,
): Promise<Map<string, ReturnType<typeof worded>>> {
  const { wordings, named } = await wordingsOf(bolt, former);
  const byId = new Map<string, Wording[]>(named.map((id) => [id, []]));
  for (const one of [...wordings, ...told.wordings.map((own) => ({ ...own, release, starts }))]) {
    const own = byId.get(one.id);
    if (own === undefined) byId.set(one.id, [one]);
    else own.push(one);
  }
  return new Map([...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, own]) => [id, worded(own)]));
}
