import type { CodeSystem } from '../lattice/axes.ts';
import type { Code } from '../lattice/code.ts';
import type { FactsOf } from '../lattice/meanings.ts';
import { releaseOf } from '../lattice/releases.ts';
import {
  ADD_ON_FILE,
  type Edition,
  LISTS,
  type Standing,
  standing,
  type Words,
} from '../lattice/standing.ts';

/** What the words of all sources on codes come to. */
export interface Derived {
  /** But for those of the seed's own, of which all stays but what is told in `curated`. */
  readonly codes: readonly (Code & Pick<Standing, 'from' | 'short'>)[];
  readonly curated: readonly Pick<Code, 'id' | 'addOn'>[];
  /** The ids of codes of which nothing says anything any more. */
  readonly gone: readonly string[];
}

/** Of what is loaded, that on which the words of single codes depend. */
export interface Editions {
  readonly of: ReadonlyMap<CodeSystem, readonly Edition[]>;
  /** The newest release of the add-on file. */
  readonly addOnFile: string | null;
}

export function editionsOf(releases: readonly (Edition & { readonly kind: string })[]): Editions {
  const of = new Map<CodeSystem, Edition[]>();
  for (const { kind, release, starts } of releases) {
    const system = LISTS[kind];
    if (system !== undefined) of.set(system, [...(of.get(system) ?? []), { release, starts }]);
  }
  return { of, addOnFile: releaseOf(releases, ADD_ON_FILE, null)?.release ?? null };
}

/** Works out codes from all that is said of them; `factsOf` reads those of ICD-10-PCS. */
export function derive(words: readonly Words[], editions: Editions, factsOf: FactsOf): Derived {
  const codes: (Code & Pick<Standing, 'from' | 'short'>)[] = [];
  const curated: Pick<Code, 'id' | 'addOn'>[] = [];
  const gone: string[] = [];
  for (const one of words) {
    const stands = standing(one, editions.of.get(one.system) ?? [], editions.addOnFile);
    if (stands === null) gone.push(one.id);
    else if (stands.curated) curated.push(stands);
    else {
      const { release, ...code } = stands;
      const facts = release !== null && code.system === 'ICD10PCS' ? factsOf(release, code) : [];
      codes.push({ ...code, facts, specialties: [] });
    }
  }
  return { codes, curated, gone };
}
