import type { Axis } from './axes.ts';
import type { Citation } from './code.ts';
import type { Counts } from './counts.ts';
import { grouped } from './grouped.ts';
import type { SpokenName } from './spoken-name.ts';

/** What a term includes, in the words of the publisher of its scheme. */
export interface Included {
  readonly text: string;
  readonly citation: Citation;
}

/** What the index of a code system calls what a table has, and the beginnings of the codes that it leads to there. */
export interface Indexed extends Included {
  readonly codes: readonly string[];
}

/** A value on an axis. `position` is its place in the tree, depth first; `codeCount` counts active codes at or under it. */
export interface Term {
  readonly id: string;
  readonly axis: Axis;
  readonly name: string;
  /** How the term reads inside a sentence; `short` is how it reads beside its broader term. */
  readonly phrase: string;
  readonly short: string;
  /** How an operation reads behind its lesion ("neoplasm removed"); null where it reads better before it. */
  readonly participle: string | null;
  readonly synonyms: readonly string[];
  readonly definition: string | null;
  /** What the publisher of its scheme says of its use; null of terms that are named here. */
  readonly explanation: string | null;
  /** What people say for something that its scheme counts to it, each with its line: "Cauda equina". */
  readonly includes: readonly Included[];
  readonly rank: number | null;
  /** How many vertebrae, interspaces or gaps an extent stands for; null of all other terms. */
  readonly counts: Counts | null;
  /** Its code in the scheme it comes from: CMS specialty 14. */
  readonly notation: string | null;
  /** The word of the scheme it comes from for its axis, where that is another one: "Contrast" for an approach. */
  readonly title: string | null;
  readonly broader: string | null;
  readonly overlaps: readonly string[];
  readonly position: number;
  readonly codeCount: number;
  readonly citation: Citation;
}

/** Codes made alike. `rows` and `columns` are the axes on which its grid is drawn. */
export interface Family {
  readonly id: string;
  readonly name: string;
  readonly broader: string | null;
  readonly rows: Axis;
  readonly columns: Axis;
  /** What leads to it in the index of its system: "Laminectomy" to table 00N. */
  readonly includes: readonly Indexed[];
  readonly position: number;
  readonly codeCount: number;
  readonly citation: Citation;
}

/** All terms and families of a dataset, with the questions that can be asked of the two forests, and what people say for operations. */
export interface Vocabulary {
  readonly terms: ReadonlyMap<string, Term>;
  readonly families: ReadonlyMap<string, Family>;
  readonly names: readonly SpokenName[];
  /** The terms of an axis in tree order. */
  termsOf(axis: Axis): readonly Term[];
  narrower(id: string): readonly string[];
  /** From the parent up to the root. */
  ancestors(id: string): readonly string[];
  isAtOrUnder(id: string, broader: string): boolean;
  /** The term or family itself and all below it. */
  atOrUnder(id: string): ReadonlySet<string>;
  /** Whether two terms overlap: an overlap counts for everything under either end, and for ancestors not shared by both. */
  overlapping(a: string, b: string): boolean;
  /** The terms that overlap this one. */
  overlappingWith(id: string): readonly string[];
}

interface Nested {
  readonly id: string;
  readonly broader: string | null;
  readonly position: number;
}

/** Builds the questions over terms and families; expects what the loader has validated (no dangling ids, no cycles). */
export function createVocabulary(
  terms: readonly Term[],
  families: readonly Family[],
  names: readonly SpokenName[] = [],
): Vocabulary {
  const ordered = [...terms].sort((a, b) => a.position - b.position);
  const nested: Nested[] = [...ordered, ...[...families].sort((a, b) => a.position - b.position)];
  const termsById = new Map(ordered.map((term) => [term.id, term]));
  const children = new Map<string, string[]>(nested.map((node) => [node.id, []]));
  const ancestors = new Map<string, string[]>();
  const below = new Map<string, Set<string>>(nested.map((node) => [node.id, new Set([node.id])]));
  const broaderOf = new Map(nested.map((node) => [node.id, node.broader]));
  for (const node of nested) {
    if (node.broader !== null) children.get(node.broader)?.push(node.id);
    const line: string[] = [];
    for (let up = node.broader; up !== null; up = broaderOf.get(up) ?? null) {
      line.push(up);
      below.get(up)?.add(node.id);
    }
    ancestors.set(node.id, line);
  }
  const byAxis = grouped(ordered, ({ axis }) => axis);

  const ancestorsOf = (id: string) => ancestors.get(id) ?? [];
  const isAtOrUnder = (id: string, broader: string) => below.get(broader)?.has(id) ?? false;

  /** Whether `id` takes part in an overlap through its end `end`, whose other end is `other`. */
  const reaches = (id: string, end: string, other: string) =>
    isAtOrUnder(id, end) || (isAtOrUnder(end, id) && !isAtOrUnder(other, id));

  const overlaps = new Map<string, Set<string>>();
  for (const end of ordered) {
    for (const other of end.overlaps) {
      const near = termsOfAxis(end.axis).filter((term) => reaches(term.id, end.id, other));
      const far = termsOfAxis(end.axis).filter((term) => reaches(term.id, other, end.id));
      for (const a of near) {
        for (const b of far) {
          if (isAtOrUnder(a.id, b.id) || isAtOrUnder(b.id, a.id)) continue;
          let set = overlaps.get(a.id);
          if (set === undefined) overlaps.set(a.id, (set = new Set()));
          set.add(b.id);
        }
      }
    }
  }
  function termsOfAxis(axis: Axis): readonly Term[] {
    return byAxis.get(axis) ?? [];
  }

  return {
    terms: termsById,
    families: new Map(families.map((family) => [family.id, family])),
    names,
    termsOf: termsOfAxis,
    narrower: (id) => children.get(id) ?? [],
    ancestors: ancestorsOf,
    isAtOrUnder,
    atOrUnder: (id) => below.get(id) ?? new Set(),
    overlapping: (a, b) => overlaps.get(a)?.has(b) ?? false,
    overlappingWith: (id) => [...(overlaps.get(id) ?? [])],
  };
}

/** The same forests under other names. How they are nested is known once for all. */
export function renamed(
  vocabulary: Vocabulary,
  rename: { term(term: Term): Term; family(family: Family): Family },
): Vocabulary {
  const terms = new Map([...vocabulary.terms.values()].map((term) => [term.id, rename.term(term)]));
  return {
    ...vocabulary,
    terms,
    families: new Map([...vocabulary.families.values()].map((family) => [family.id, rename.family(family)])),
    termsOf: (axis) => vocabulary.termsOf(axis).flatMap(({ id }) => terms.get(id) ?? []),
  };
}

/** The family whose codes stand beside those of a family: its parent, but where that is a root, whose families stand alone. */
export function besideFamily(id: string, { families }: Pick<Vocabulary, 'families'>): string {
  const parent = families.get(id)?.broader ?? null;
  return parent === null || (families.get(parent)?.broader ?? null) === null ? id : parent;
}

/** The family right under the root of its forest; a root itself. */
export const uppermostFamily = (id: string, { ancestors }: Pick<Vocabulary, 'ancestors'>): string =>
  [id, ...ancestors(id)].at(-2) ?? id;

export type SpecialtyRole = 'PERFORMS' | 'SUPPORTS';

export interface Performs {
  readonly family: string;
  readonly specialty: string;
  readonly role: SpecialtyRole;
}
