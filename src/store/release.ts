import type { Citation, CodeId } from '../lattice/code.ts';
import type { Meaning } from '../lattice/meanings.ts';
import type { Related } from '../lattice/related.ts';
import type { Edition, Listing, Naming } from '../lattice/standing.ts';
import type { Family, Term } from '../lattice/vocabulary.ts';
import type { AddOn, Crosswalk, Documents, ImportKind, Source } from './store.ts';

/** A row of the physician fee schedule: one code with one modifier. Units: relative value units; null where the file has no number. */
export interface Billing {
  readonly code: string;
  /** Empty for the service as a whole, else 26, TC or 53. */
  readonly modifier: string;
  readonly status: string;
  readonly workRvu: number | null;
  readonly nonFacilityPeRvu: number | null;
  readonly facilityPeRvu: number | null;
  readonly malpracticeRvu: number | null;
  readonly nonFacilityTotalRvu: number | null;
  readonly facilityTotalRvu: number | null;
  /** As printed: 000, 010, 090, MMM, XXX, YYY, ZZZ. */
  readonly globalDays: string;
  /** Whether the file says that a place has no practice expense of its own (NA). */
  readonly nonFacilityNa: boolean;
  readonly facilityNa: boolean;
  /** Shares of the payment for the care before, during and after the operation, 0 to 1. */
  readonly preOperative: number | null;
  readonly intraOperative: number | null;
  readonly postOperative: number | null;
  readonly pcTc: string;
  readonly multipleProcedure: string;
  readonly bilateral: string;
  readonly assistant: string;
  readonly coSurgeon: string;
  readonly teamSurgeon: string;
  readonly endoscopicBase: string | null;
  /** US dollars for one relative value unit. */
  readonly conversionFactor: number | null;
  readonly citation: Citation;
}

/** An NCCI pair: column 2 is not paid beside column 1 while it is in force. Days are ISO; null where the file has none. */
export interface Bundle {
  readonly column1: string;
  readonly column2: string;
  /** 0: never together; 1: together with a modifier; 9: the pair was never in force. */
  readonly modifierIndicator: number;
  readonly effective: string | null;
  readonly lastDay: string | null;
  readonly rationale: string;
  readonly citation: Citation;
}

/** The most units of a code for one patient on one day (an MUE). */
export interface UnitsPerDay {
  readonly code: string;
  readonly units: number;
  /** 1: by claim line; 2: by day, absolute; 3: by day, reviewable. */
  readonly adjudication: number;
  readonly rationale: string;
  readonly citation: Citation;
}

/** That an edition of a code system lists a code, and what it says of it; `changes` compares labels and status. */
export type Listed = CodeId & Omit<Listing, keyof Edition>;

/** That a file names a code. Where a code comes again from the same file, the later row counts. */
export type Named = CodeId & Pick<Naming, 'isValid' | 'isAddOn' | 'citation'>;

/** Text of a code that its user holds the licence for. */
export interface LicensedText {
  readonly code: string;
  readonly kind: 'SHORT' | 'MEDIUM' | 'LONG';
  readonly text: string;
  readonly citation: Citation;
}

/** An add-on whose primary codes, or further ones, the contractor decides. */
export interface ContractorAddOn {
  readonly addOn: string;
  readonly type: number;
  readonly citation: Citation;
}

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

/** What the graph holds before an import, as far as an import asks. What comes of its rows does not depend on it. */
export interface Held {
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
  batches(held: Held): AsyncIterable<Batch>;
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
