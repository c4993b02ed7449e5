import type { Code } from './code.ts';
import { compareIds } from './edges.ts';

/** What a candidate of another code system is to a code, in the order in which answers list them. */
const CROSSWALK_RELATIONSHIPS = ['INDICATION', 'SUPPORTING'] as const;
export type CrosswalkRelationship = (typeof CROSSWALK_RELATIONSHIPS)[number];

/** How a code and one of another system belong together; `confidence` is from 0 to 1. */
export interface Mapping {
  readonly relationship: CrosswalkRelationship;
  readonly confidence: number;
  /** For which case, in the words of the table. */
  readonly justification: string;
}

/** A diagnosis met with an operation. */
export interface Diagnosis extends Mapping {
  readonly id: string;
  readonly code: Code;
}

/** By relationship, the surest first, then by id. */
export function byMapping(
  a: Pick<Mapping, 'relationship' | 'confidence'> & { readonly id: string },
  b: Pick<Mapping, 'relationship' | 'confidence'> & { readonly id: string },
): number {
  return (
    CROSSWALK_RELATIONSHIPS.indexOf(a.relationship) - CROSSWALK_RELATIONSHIPS.indexOf(b.relationship) ||
    b.confidence - a.confidence ||
    compareIds(a.id, b.id)
  );
}
