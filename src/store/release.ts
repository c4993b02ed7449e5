import type { Meaning } from '../lattice/meanings.ts';
import type { Related } from '../lattice/related.ts';
import type { Family, Term } from '../lattice/vocabulary.ts';
import type {
  AddOn,
  Billing,
  Bundle,
  ContractorAddOn,
  Crosswalk,
  Documents,
  ImportKind,
  LicensedText,
  Listed,
  Named,
  Source,
  UnitsPerDay,
} from './records.ts';

/** Rows of one kind, for a store to take in. Codes (listed or named) and terms come before what names them. */
export type Batch =
  | { readonly of: 'terms'; readonly rows: readonly Term[] }
  | { readonly of: 'families'; readonly rows: readonly Family[] }
  | { readonly of: 'listed'; readonly rows: readonly Listed[] }
  | { readonly of: 'named'; readonly rows: readonly Named[] }
  | { readonly of: 'meanings'; readonly rows: readonly Meaning[] }
  | { readonly of: 'related'; readonly rows: readonly Related[] }
  | { readonly of: 'billing'; readonly rows: readonly Billing[] }
  | { readonly of: 'bundles'; readonly rows: readonly Bundle[] }
  | { readonly of: 'unitsPerDay'; readonly rows: readonly UnitsPerDay[] }
  | { readonly of: 'addOns'; readonly rows: readonly AddOn[] }
  | { readonly of: 'crosswalks'; readonly rows: readonly Crosswalk[] }
  | { readonly of: 'contractorAddOns'; readonly rows: readonly ContractorAddOn[] }
  | { readonly of: 'texts'; readonly rows: readonly LicensedText[] };

/** What an import needs to know of the stored data before it begins. */
export interface Existing {
  /** The terms of the seed. */
  readonly terms: ReadonlyMap<string, Term>;
  /** The releases that are there, of any kind. */
  readonly sources: readonly Source[];
  /** What other editions of ICD-10-PCS say that values mean. */
  meanings(): readonly Meaning[];
}

/**
 * One release of one kind of file, ready to be taken in. It replaces what the store holds of the same kind and release; of a
 * release that comes in parts, the same parts.
 */
export interface Import {
  readonly kind: ImportKind;
  readonly release: string;
  /** The first day for which the release speaks, ISO. */
  readonly starts: string;
  /** The files; their rows are counted while they are read. */
  readonly sources: readonly Source[];
  batches(held: Existing): AsyncIterable<Batch>;
  readonly documents: Documents;
}

/** What an import did: how the rows of the release compare with those that were held of it. */
export type Imported =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'imported';
      readonly added: number;
      readonly changed: number;
      readonly unchanged: number;
      readonly removed: number;
    };

/** A release that was taken out again: how many rows it had, and how many codes nothing else names. */
export interface Forgotten {
  readonly release: string;
  readonly rows: number;
  readonly codes: number;
}
