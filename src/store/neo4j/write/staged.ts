import type { Related } from '../../../lattice/related.ts';
import type { AddOn, Crosswalk, SearchDocument } from '../../records.ts';
import type { StatedFact } from './facts.ts';

/**
 * What an import changes of nodes that are seen already. It is kept by the process that imports until the last
 * transaction, which makes all of it seen at once.
 */
export interface Staged {
  /** Properties by the id of the node; null removes one. */
  readonly changes: Map<string, { readonly label: Label; readonly says: Record<string, unknown> }>;
  readonly facts: Map<string, readonly StatedFact[]>;
  /** The one node that a node is under, by way of this relationship; null for none. */
  readonly places: { readonly id: string; readonly by: Place; readonly under: string | null }[];
  readonly related: Related[];
  readonly unrelated: { readonly from: string; readonly to: string }[];
  readonly addOns: readonly AddOn[];
  readonly crosswalks: readonly Crosswalk[];
}

export type Label = 'Code' | 'Term' | 'Family';

/** The label of what a search document is about. */
export const LABELS = { CODE: 'Code', TERM: 'Term', FAMILY: 'Family' } as const satisfies Readonly<
  Record<SearchDocument['kind'], Label>
>;

/** Where a node can be put under another one. */
export const PLACES = {
  codeFamily: { from: 'Code', type: 'IN_FAMILY', to: 'Family' },
  codeBroader: { from: 'Code', type: 'BROADER', to: 'Code' },
  termBroader: { from: 'Term', type: 'BROADER', to: 'Term' },
  familyBroader: { from: 'Family', type: 'PART_OF', to: 'Family' },
} as const;
export type Place = keyof typeof PLACES;
