import type { AddsOn, UnitLimit } from '../lattice/claim.ts';
import type { Citation, Code, CodeId } from '../lattice/code.ts';
import type { CodeKindRange } from '../lattice/code-kinds.ts';
import type { CompanionPair } from '../lattice/companions.ts';
import type { ConfusedPair } from '../lattice/confused.ts';
import type { Mapping } from '../lattice/crosswalk.ts';
import type { FeeRow } from '../lattice/fee-schedule.ts';
import type { Part } from '../lattice/parts.ts';
import type { Related } from '../lattice/related.ts';
import type { SpokenName } from '../lattice/spoken-name.ts';
import type { Edition, Listing, Naming } from '../lattice/standing.ts';
import type { Family, Performs, Term } from '../lattice/vocabulary.ts';

/** The kinds of public or own files that can be taken in beside the seed. */
export const IMPORT_KINDS = [
  'pfs',
  'ncci-ptp',
  'ncci-mue',
  'ncci-aoc',
  'icd10pcs',
  'icd10cm',
  'hcpcs',
  'crosswalk',
  'licensed-text',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/**
 * A file or work that facts come from. `sha256` and `rows` are null for works that are not loaded from a file. An imported
 * file has a kind, and the first day for which its release speaks (ISO).
 */
export interface Source extends Part {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly release: string;
  readonly sha256: string | null;
  readonly licence: string;
  readonly rows: number | null;
  /** RFC 3339, UTC */
  readonly importedAt: string;
  readonly kind: ImportKind | null;
  readonly starts: string | null;
}

export type AddOn = AddsOn;

/** From the code that a table is about to its candidate in another code system. */
export interface Crosswalk extends Mapping {
  readonly from: string;
  readonly to: string;
  readonly citation: Citation;
}

/** A diagnosis that is taken for one of an operation's and belongs elsewhere. */
export interface Never {
  readonly from: string;
  readonly to: string;
  /** The key of the reason and, where others are for it, their numbers: `inCord: 63285-63287`. */
  readonly why: string;
  readonly citation: Citation;
}

/** What search finds a node by: all forms of the words of its names in every language. */
export interface SearchDocument {
  readonly id: string;
  readonly kind: 'CODE' | 'TERM' | 'FAMILY';
  readonly curated: boolean;
  readonly tokens: readonly string[];
}

/** What search finds by what imports bring: a code, also by a further text where it has one; a term by what it includes too; a family. */
export interface Documents {
  ofCode(
    code: Pick<Code, 'id' | 'system' | 'code' | 'label' | 'labelKind'>,
    short: string | null,
  ): SearchDocument;
  ofName(
    kind: 'TERM' | 'FAMILY',
    named: {
      readonly id: string;
      readonly name: string;
      readonly includes?: readonly { readonly text: string }[];
    },
  ): SearchDocument;
}

/** Everything a store holds, validated and derived by the loader. */
export interface Dataset {
  readonly version: string;
  /** Of the files it was made from, byte by byte: equal means that there is nothing to load. */
  readonly fingerprint: string;
  readonly sources: readonly Source[];
  readonly terms: readonly Term[];
  readonly families: readonly Family[];
  readonly names: readonly SpokenName[];
  readonly performs: readonly Performs[];
  readonly kinds: readonly CodeKindRange[];
  readonly codes: readonly Code[];
  readonly addOns: readonly AddOn[];
  readonly companions: readonly CompanionPair[];
  /** The add-ons of `addOns` that do something else than their primary. */
  readonly accompanies: readonly Pick<AddOn, 'addOn' | 'primary'>[];
  readonly confused: readonly ConfusedPair[];
  readonly related: readonly Related[];
  readonly crosswalk: readonly Crosswalk[];
  readonly never: readonly Never[];
  readonly documents: readonly SearchDocument[];
  /** For what imports have brought, when the seed changes. */
  readonly imported: Documents;
}

/** A row of the physician fee schedule: one code with one modifier. */
export interface Billing extends FeeRow {
  readonly code: string;
  readonly endoscopicBase: string | null;
  readonly citation: Citation;
}

/** What a row of the fee schedule says of its code and modifier. */
export const BILLED = [
  'status',
  'workRvu',
  'nonFacilityPeRvu',
  'facilityPeRvu',
  'malpracticeRvu',
  'nonFacilityTotalRvu',
  'facilityTotalRvu',
  'globalDays',
  'nonFacilityNa',
  'facilityNa',
  'preOperative',
  'intraOperative',
  'postOperative',
  'pcTc',
  'multipleProcedure',
  'bilateral',
  'assistant',
  'coSurgeon',
  'teamSurgeon',
  'endoscopicBase',
  'conversionFactor',
] as const satisfies readonly (keyof Billing)[];

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
export interface UnitsPerDay extends UnitLimit {
  readonly code: string;
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
