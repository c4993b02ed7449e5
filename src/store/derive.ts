import type { CodeSystem } from '../lattice/axes.ts';
import type { Code } from '../lattice/code.ts';
import type { FactsOf } from '../lattice/meanings.ts';
import { type Dated, releaseOf } from '../lattice/releases.ts';
import {
  ADD_ON_FILE,
  type Edition,
  LISTS,
  type Standing,
  standing,
  type Words,
} from '../lattice/standing.ts';
import type { Documents, SearchDocument } from './records.ts';

/** A code, which source decided what is said of it, and a further text by which it is found. */
export type DerivedCode = Code & Pick<Standing, 'from' | 'short'>;

/** The codes that follow from what all sources say. */
export interface Derived {
  /** Without the seed's own codes; of those only what `curated` tells may change. */
  readonly codes: readonly DerivedCode[];
  readonly curated: readonly Pick<Code, 'id' | 'addOn'>[];
  /** The ids of codes of which nothing says anything any more. */
  readonly gone: readonly string[];
}

/** What follows from the list of loaded releases and is needed to derive each code. */
export interface Editions {
  readonly of: ReadonlyMap<CodeSystem, readonly Edition[]>;
  /** The newest release of the add-on file. */
  readonly addOnFile: string | null;
}

/** By what is loaded: releases, or the files of releases; those of the seed count for nothing. */
export function editionsOf(releases: readonly Dated[]): Editions {
  const of = new Map<CodeSystem, Edition[]>();
  for (const { kind, release, starts } of releases) {
    const system = LISTS[kind ?? ''];
    if (system !== undefined) of.set(system, [...(of.get(system) ?? []), { release, starts: starts ?? '' }]);
  }
  return { of, addOnFile: releaseOf(releases, ADD_ON_FILE, null)?.release ?? null };
}

/** Works out codes from all that is said of them; `factsOf` reads those of ICD-10-PCS. */
export function derive(words: readonly Words[], editions: Editions, factsOf: FactsOf): Derived {
  const codes: DerivedCode[] = [];
  const curated: Pick<Code, 'id' | 'addOn'>[] = [];
  const gone: string[] = [];
  for (const one of words) {
    const stands = standing(one, editions.of.get(one.system) ?? [], editions.addOnFile);
    if (stands === null) gone.push(one.id);
    else if (stands.curated) curated.push(stands);
    else {
      const { release, ...code } = stands;
      const facts = release !== null && code.system === 'ICD10PCS' ? factsOf(release, code) : [];
      codes.push({ ...code, facts, specialties: [], successors: [] });
    }
  }
  return { codes, curated, gone };
}

/** What search finds a code by; where the seed alone describes it, by the words (`tokens`) that the seed has for it. */
export function documentOf(
  { from, short, ...code }: DerivedCode,
  tokens: string | null,
  documents: Documents,
): SearchDocument {
  const document = documents.ofCode(code, short);
  return from === 'SEED' && tokens !== null ? { ...document, tokens: tokens.split(' ') } : document;
}
