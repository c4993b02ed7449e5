import type { Citation, Code, CodeStatus } from '../lattice/code.ts';
import type { Related } from '../lattice/related.ts';
import type { Family, Term } from '../lattice/vocabulary.ts';
import type { AddOn, Crosswalk, DocumentOf, ImportKind, SearchDocument, Source } from './store.ts';

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

/** That an edition of a code system lists a code, and under which official title; what `changes` compares. */
export interface Listed {
  readonly code: string;
  readonly label: string | null;
  readonly status: CodeStatus;
  readonly citation: Citation;
}

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

/** A code that the newest edition no longer lists. */
export interface Ended {
  readonly code: string;
  /** ISO. */
  readonly lastValidDay: string;
}

/** Rows of one kind, for a store to take in. Codes and terms come before what names them. */
export type Batch =
  | { readonly of: 'terms'; readonly rows: readonly Term[] }
  | { readonly of: 'families'; readonly rows: readonly Family[] }
  | { readonly of: 'codes'; readonly rows: readonly Code[] }
  | { readonly of: 'documents'; readonly rows: readonly SearchDocument[] }
  | { readonly of: 'related'; readonly rows: readonly Related[] }
  | { readonly of: 'listed'; readonly rows: readonly Listed[] }
  | { readonly of: 'billing'; readonly rows: readonly Billing[] }
  | { readonly of: 'bundles'; readonly rows: readonly Bundle[] }
  | { readonly of: 'unitsPerDay'; readonly rows: readonly UnitsPerDay[] }
  | { readonly of: 'addOns'; readonly rows: readonly AddOn[] }
  | { readonly of: 'crosswalks'; readonly rows: readonly Crosswalk[] }
  | { readonly of: 'contractorAddOns'; readonly rows: readonly ContractorAddOn[] }
  | { readonly of: 'ended'; readonly rows: readonly Ended[] }
  | { readonly of: 'texts'; readonly rows: readonly LicensedText[] };

export type HeldCode = Pick<Code, 'labelKind' | 'curated' | 'edition' | 'status'>;

/** What the graph holds before an import, as far as an import asks. */
export interface Held {
  readonly codes: ReadonlyMap<string, HeldCode>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly families: ReadonlyMap<string, Family>;
  /** Which term stands for a value (one character) at a position (1 to 7) of a table of ICD-10-PCS (its first three characters). */
  values(): readonly { table: string; position: number; value: string; term: string }[];
  /** The releases that are there, of any kind. */
  readonly sources: readonly Source[];
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
  /** For codes that only a former make of the release described. */
  readonly documentOf: DocumentOf;
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
