import type { CodeSystem } from '../lattice/axes.ts';
import type { Citation } from '../lattice/code.ts';
import type { Part } from '../lattice/parts.ts';
import type { AddOn, Billing, Bundle, ImportKind, LicensedText, UnitsPerDay } from './records.ts';

/** All loaded files of one kind that go together, by id, and the first day for which they speak (ISO). */
export interface Release {
  readonly kind: ImportKind;
  readonly release: string;
  readonly starts: string;
  readonly parts: readonly Part[];
}

export interface BillingRequest {
  readonly id: string;
  /** Of kind pfs. */
  readonly release: string;
  /** Empty for the service as a whole. */
  readonly modifier: string;
}

export interface UnitsPerDayRequest {
  readonly id: string;
  /** Of kind ncci-mue. */
  readonly release: string;
}

/** The pairs of a code that are in force on a day: effective by then, not ended before, indicator not 9. */
export interface BundleQuery {
  readonly id: string;
  /** OUT: the code is column 1. IN: it is column 2. */
  readonly direction: 'OUT' | 'IN';
  /** Of kind ncci-ptp. */
  readonly release: string;
  /** ISO */
  readonly day: string;
}

export interface BundleRequest extends BundleQuery {
  readonly first: number;
  readonly after: BundleKey | null;
}

/** The place of a pair in the order of the other code's id, then of the line, then of the file. */
export interface BundleKey {
  readonly id: string;
  readonly line: number;
  readonly file: string;
}

/** A pair as seen from one of its codes: `id` is the other one. */
export interface BundleRow extends Omit<Bundle, 'column1' | 'column2'> {
  readonly id: string;
}

/** A pair of a release as seen from its column 1, whenever it is in force: `id` is column 2. */
export interface PairRow extends Pick<Bundle, 'modifierIndicator' | 'effective' | 'lastDay'> {
  readonly id: string;
  readonly release: string;
}

export interface TogetherRequest {
  readonly ids: readonly string[];
  /** The release of kind ncci-ptp and the day whose pairs are asked; null for none. */
  readonly bundles: { readonly release: string; readonly day: string } | null;
  /** The release of kind ncci-aoc that speaks of add-ons beside the seed; null for the seed alone. */
  readonly addOns: string | null;
  /** How many primaries of an add-on are told beside those that are asked. */
  readonly primaries: number;
}

/** The edits and add-on edges between any two of the asked codes, in both directions, and what each may be added to. */
export interface TogetherRows {
  /** By column 1, column 2, file, line. */
  readonly bundles: readonly Bundle[];
  /** By add-on, then primary. */
  readonly addOns: readonly AddOn[];
  /** To codes that are not asked: the first, by add-on, then primary. */
  readonly otherPrimaries: readonly (AddOn & { readonly count: number })[];
  /** Where the release says that the contractor decides the primaries of an add-on, or further ones. */
  readonly contractors: readonly { readonly addOn: string; readonly citation: Citation }[];
}

export interface DescriptorRequest {
  readonly id: string;
  readonly kind: LicensedText['kind'];
}

/** What two releases of a kind say differently of the codes of a system. */
export interface ChangesQuery {
  readonly kind: ImportKind;
  readonly system: CodeSystem;
  readonly from: string;
  readonly to: string;
  /** Of whose codes, subfamilies included; null for any. */
  readonly families: readonly string[] | null;
}

export interface ChangesRequest extends ChangesQuery {
  readonly first: number;
  readonly after: ChangeKey | null;
}

export const CHANGE_KINDS = ['ADDED', 'DELETED', 'RELABELLED', 'REVALUED'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The place of a change in the order of ids, then of fields. */
export interface ChangeKey {
  readonly id: string;
  /** Empty where the code as a whole came or went. */
  readonly field: string;
}

export interface ChangeRow extends ChangeKey {
  readonly kind: ChangeKind;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** What the imported files of a state of the dataset say. */
export interface ImportedSnapshot {
  readonly releases: readonly Release[];
  billing(requests: readonly BillingRequest[], signal?: AbortSignal): Promise<(Billing | null)[]>;
  unitsPerDay(requests: readonly UnitsPerDayRequest[], signal?: AbortSignal): Promise<(UnitsPerDay | null)[]>;
  bundles(requests: readonly BundleRequest[], signal?: AbortSignal): Promise<BundleRow[][]>;
  bundleCount(requests: readonly BundleQuery[], signal?: AbortSignal): Promise<number[]>;
  /** All rows of all releases whose column 1 a code is; by id, release, days and indicator. */
  pairs(ids: readonly string[], signal?: AbortSignal): Promise<PairRow[][]>;
  together(requests: readonly TogetherRequest[], signal?: AbortSignal): Promise<TogetherRows[]>;
  /** Where the newest file says that the contractor decides the primary codes of an add-on, or further ones. */
  contractorDefinedPrimaries(ids: readonly string[], signal?: AbortSignal): Promise<(Citation | null)[]>;
  descriptor(requests: readonly DescriptorRequest[], signal?: AbortSignal): Promise<(LicensedText | null)[]>;
  changes(requests: readonly ChangesRequest[], signal?: AbortSignal): Promise<ChangeRow[][]>;
  /** How many changes there are of each kind; kinds without any are left out. */
  changeCounts(
    requests: readonly ChangesQuery[],
    signal?: AbortSignal,
  ): Promise<{ readonly kind: ChangeKind; readonly count: number }[][]>;
}
