import type { TextQuery } from '../lattice/asked.ts';
import type { Axis, CodeSystem } from '../lattice/axes.ts';
import type { Citation, Code, CodeStatus } from '../lattice/code.ts';
import type { CodeKindRange } from '../lattice/code-kinds.ts';
import type { Companions } from '../lattice/companions.ts';
import type { ConfusedCodes } from '../lattice/confused.ts';
import type { Diagnosis, Mapping, NotMet } from '../lattice/crosswalk.ts';
import type { Edge, EdgeKind } from '../lattice/edges.ts';
import type { Performs, Vocabulary } from '../lattice/vocabulary.ts';
import type { ImportedSnapshot } from './imported.ts';
import type { SearchDocument, Source } from './records.ts';

/** Groups of term ids: a code fits when every group holds one of its terms. Resolvers expand each to all at or under it. */
export type TermGroups = readonly (readonly string[])[];

export interface RelatedRequest {
  readonly id: string;
  /** Only pairs whose differing axes are all among these; null for any. */
  readonly axes: readonly Axis[] | null;
  readonly within: TermGroups;
  readonly first: number;
  readonly after: RelatedKey | null;
}

/** The place of an answer in the order of related codes. */
export interface RelatedKey {
  readonly count: number;
  readonly distance: number;
  readonly id: string;
}

export interface RelatedRow extends RelatedKey {
  readonly axes: readonly Axis[];
}

export interface AddOnRequest {
  readonly id: string;
  /** IN: the add-ons of a primary code. OUT: the primary codes of an add-on. */
  readonly direction: 'IN' | 'OUT';
  readonly first: number;
  readonly after: string | null;
}

export interface AddOnRow {
  readonly id: string;
  /** 1, 2 or 3 as the seed or an NCCI file says; null where nobody says. */
  readonly type: number | null;
  readonly citation: Citation;
}

/** The candidates of a code in a system, whichever end of the edge it is. */
export interface CrosswalkRequest {
  readonly id: string;
  readonly to: CodeSystem;
}

/** `relationship` is as the edge states it; `turned` where the edge leads from this code to the one asked about. */
export interface CrosswalkRow extends Mapping {
  readonly id: string;
  readonly turned: boolean;
  readonly citation: Citation;
}

/** What the texts of a code look at. */
export interface GuidanceRequest {
  readonly id: string;
  /** How many related codes, add-ons and primaries at most. */
  readonly first: number;
  /** Whose active codes are given besides; null for none. */
  readonly family: string | null;
  /** What the texts stand in and rest on. */
  readonly sources: readonly string[];
}

export interface GuidanceRow {
  /** Nearest first; all other lists by id. */
  readonly related: readonly Code[];
  readonly addOns: readonly Code[];
  readonly primaries: readonly Code[];
  readonly members: readonly Code[];
  readonly diagnoses: readonly Diagnosis[];
  readonly never: readonly NotMet[];
  /** In the order asked, unknown ones left out. */
  readonly sources: readonly Source[];
}

export interface CodeQuery {
  readonly system: readonly CodeSystem[] | null;
  readonly status: readonly CodeStatus[] | null;
  readonly addOn: boolean | null;
  /** Families, subfamilies included; null for any. */
  readonly families: readonly string[] | null;
  readonly within: TermGroups;
  readonly text: TextQuery | null;
}

/** The codes from one id up to another, that one left out. */
export interface RangeRequest {
  readonly from: string;
  readonly to: string;
  /** The last signs of their ids; null for any. */
  readonly endings: readonly string[] | null;
  readonly first: number;
  /** Up to how many are counted. */
  readonly counted: number;
}

export interface RangeRow {
  /** The first, in order of id. */
  readonly ids: readonly string[];
  readonly count: number;
}

export interface CodePageRequest extends CodeQuery {
  readonly first: number;
  readonly after: string | null;
  /** From the last id to the first; from the first where left out. */
  readonly descending?: boolean;
  /** Only codes for which there is no such number. */
  readonly without?: Measure | null;
}

/** A number of a code as a whole, without a modifier, in a release of the physician fee schedule. */
export interface Measure {
  readonly of: 'workRvu' | 'facilityTotalRvu';
  readonly release: string;
}

/** Codes that have a number, in its order; those of the same number by id. */
export interface MeasuredRequest extends CodeQuery {
  readonly measure: Measure;
  readonly descending: boolean;
  readonly first: number;
  readonly after: MeasuredRow | null;
}

export interface MeasuredRow {
  readonly id: string;
  readonly value: number;
}

export interface SearchRequest {
  readonly text: TextQuery;
  readonly within: TermGroups;
  readonly system: readonly CodeSystem[] | null;
}

export interface SearchHit {
  readonly kind: SearchDocument['kind'];
  readonly id: string;
}

export interface Facet {
  readonly axis: Axis;
  readonly terms: readonly { readonly term: string; readonly count: number }[];
}

export interface FacetRequest extends CodeQuery {
  readonly axes: readonly Axis[];
  readonly first: number;
}

export interface DatasetSummary {
  readonly codes: number;
  readonly edges: readonly { readonly kind: EdgeKind; readonly count: number }[];
  readonly editions: readonly {
    readonly system: CodeSystem;
    readonly edition: string;
    readonly codes: number;
  }[];
  readonly sources: readonly Source[];
  readonly unfinishedImports: readonly { readonly source: Source; readonly since: string }[];
}

/**
 * One state of the dataset. Methods answer in batches, in the order of what was asked; absence is null or an empty list.
 * A method exists because a field needs it. Stores look up and traverse; they decide nothing. Once `signal` has aborted, no
 * statement starts any more, and the call rejects with its reason.
 */
export interface Snapshot extends ImportedSnapshot {
  readonly version: string;
  readonly vocabulary: Vocabulary;
  readonly performs: readonly Performs[];
  readonly kinds: readonly CodeKindRange[];
  readonly companions: Companions;
  readonly confused: ConfusedCodes;
  codes(ids: readonly string[], signal?: AbortSignal): Promise<(Code | null)[]>;
  /** The active codes of each group of families, by id. */
  members(families: readonly (readonly string[])[], signal?: AbortSignal): Promise<Code[][]>;
  related(requests: readonly RelatedRequest[], signal?: AbortSignal): Promise<RelatedRow[][]>;
  relatedCount(requests: readonly RelatedRequest[], signal?: AbortSignal): Promise<number[]>;
  addOns(requests: readonly AddOnRequest[], signal?: AbortSignal): Promise<AddOnRow[][]>;
  addOnCount(requests: readonly AddOnRequest[], signal?: AbortSignal): Promise<number[]>;
  /** All candidates, by id. */
  crosswalk(requests: readonly CrosswalkRequest[], signal?: AbortSignal): Promise<CrosswalkRow[][]>;
  /** All that the texts of a code look at, in one call. */
  guidance(requests: readonly GuidanceRequest[], signal?: AbortSignal): Promise<GuidanceRow[]>;
  /** The ids of codes, in order of id. */
  browse(requests: readonly CodePageRequest[], signal?: AbortSignal): Promise<string[][]>;
  measured(requests: readonly MeasuredRequest[], signal?: AbortSignal): Promise<MeasuredRow[][]>;
  browseCount(requests: readonly CodeQuery[], signal?: AbortSignal): Promise<number[]>;
  ranges(requests: readonly RangeRequest[], signal?: AbortSignal): Promise<RangeRow[]>;
  facets(requests: readonly FacetRequest[], signal?: AbortSignal): Promise<Facet[][]>;
  /** Active codes of a system that have a term in at least one of the groups: most groups first, then by id. */
  candidates(groups: TermGroups, system: CodeSystem, first: number, signal?: AbortSignal): Promise<Code[]>;
  neighbours(ids: readonly string[], kinds: readonly EdgeKind[], signal?: AbortSignal): Promise<Edge[][]>;
  /** The first hits by (curated, id), for ranking. */
  search(request: SearchRequest, first: number, signal?: AbortSignal): Promise<SearchHit[]>;
  searchCount(request: SearchRequest, signal?: AbortSignal): Promise<number>;
  sources(ids: readonly string[], signal?: AbortSignal): Promise<(Source | null)[]>;
  dataset(signal?: AbortSignal): Promise<DatasetSummary>;
}

export interface Store {
  /** Names the store in logs and in doctor: `sqlite data/codelattice.db`, `neo4j bolt://localhost:7687`. */
  readonly name: string;
  /** The state that one request reads throughout. */
  at(signal?: AbortSignal): Promise<Snapshot>;
  close(): Promise<void>;
}
