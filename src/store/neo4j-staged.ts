import type { Axis } from '../lattice/axes.ts';
import type { Related } from '../lattice/related.ts';
import type { AddOn, Crosswalk } from './store.ts';

/**
 * What an import changes of nodes that are seen already. It is kept by the process that imports until the last
 * transaction, which makes all of it seen at once.
 */
export interface Staged {
  /** Properties by the id of the node; null removes one. */
  readonly changes: Map<string, { readonly label: Seen; readonly says: Record<string, unknown> }>;
  readonly facts: Map<string, readonly StatedFact[]>;
  /** The one node that a node is under, by way of this relationship; null for none. */
  readonly places: { readonly id: string; readonly by: Place; readonly under: string | null }[];
  readonly related: Related[];
  readonly unrelated: { readonly from: string; readonly to: string }[];
  readonly addOns: readonly AddOn[];
  readonly crosswalks: readonly Crosswalk[];
}

export type Seen = 'Code' | 'Term' | 'Family';

/** Where a node can be put under another one. */
export const PLACES = {
  codeFamily: { from: 'Code', type: 'IN_FAMILY', to: 'Family' },
  codeBroader: { from: 'Code', type: 'BROADER', to: 'Code' },
  termBroader: { from: 'Term', type: 'BROADER', to: 'Term' },
  familyBroader: { from: 'Family', type: 'PART_OF', to: 'Family' },
} as const;
export type Place = keyof typeof PLACES;

/** A term that a code states. Source, line and evidence are null where they are those of the code itself. */
export interface StatedFact {
  readonly axis: Axis;
  readonly term: string;
  readonly basis: string;
  readonly source: string | null;
  readonly line: number | null;
  readonly evidence: string | null;
}

export const FACT_PROPERTIES = ['basis', 'source', 'line', 'evidence'] as const;
