import type { Code } from './code.ts';
import { compareIds } from './edges.ts';

/** What a candidate of another code system is to a code, in the order in which answers list them. */
const CROSSWALK_RELATIONSHIPS = [
  'EXACT',
  'BROADER',
  'NARROWER',
  'RELATED',
  'INDICATION',
  'SUPPORTING',
] as const;
export type CrosswalkRelationship = (typeof CROSSWALK_RELATIONSHIPS)[number];

/** How a code and one of another system belong together. */
export interface Mapping {
  readonly relationship: CrosswalkRelationship;
  /** From 0 to 1; null where the file does not say. */
  readonly confidence: number | null;
  /** For which case, in the words of the file; null where it does not say. */
  readonly justification: string | null;
}

/** How sure a `fit` of seed/crosswalk is. The steps are ours: they order the edges, and say no more than that. */
export const CONFIDENCE = { high: 0.9, medium: 0.6, low: 0.3 } as const;

/** A diagnosis that an edge joins to an operation. */
export interface Diagnosis extends Mapping {
  readonly id: string;
  readonly code: Code;
}

/** A diagnosis that is taken for one of an operation's and belongs elsewhere. */
export interface NotMet {
  readonly code: Code;
  /** The key of the reason and, where others are for it, their numbers: `inCord: 63285-63287`. */
  readonly why: string;
}

/** Whether an edge says that a diagnosis is met with an operation, and not merely what one code means beside another. */
export function isMet({ relationship }: Pick<Mapping, 'relationship'>): boolean {
  return relationship === 'INDICATION' || relationship === 'SUPPORTING';
}

/** What the code at one end of an edge is to the code at the other; `turned` from the end that the edge leads to. */
export function seenFrom(relationship: CrosswalkRelationship, turned: boolean): CrosswalkRelationship {
  if (turned && relationship === 'BROADER') return 'NARROWER';
  if (turned && relationship === 'NARROWER') return 'BROADER';
  return relationship;
}

/** By relationship, the surest first and those that do not say last, then by id. */
export function byMapping(
  a: Pick<Mapping, 'relationship' | 'confidence'> & { readonly id: string },
  b: Pick<Mapping, 'relationship' | 'confidence'> & { readonly id: string },
): number {
  return (
    CROSSWALK_RELATIONSHIPS.indexOf(a.relationship) - CROSSWALK_RELATIONSHIPS.indexOf(b.relationship) ||
    (b.confidence ?? -1) - (a.confidence ?? -1) ||
    compareIds(a.id, b.id)
  );
}
