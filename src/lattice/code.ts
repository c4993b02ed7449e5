import type { Axis, CodeSystem } from './axes.ts';
import { compareIds } from './edges.ts';

/** How a fact is known: the code's own words, the heading it stands under, or only an example. */
export type Basis = 'STATED' | 'HEADING' | 'EXAMPLE';

/** What one code says on one axis: alternative terms, or "as in the primary code" (inherited, no terms). */
export interface Fact {
  readonly axis: Axis;
  readonly basis: Basis;
  readonly inherited: boolean;
  readonly terms: readonly string[];
  readonly citation: Citation;
}

export type CodeStatus = 'ACTIVE' | 'DELETED' | 'HEADING';
export type LabelKind = 'COMPOSED' | 'OFFICIAL' | 'CODE_ONLY';

/** Where a row stands: a source and a line of it; and the works it rests on, where it names any, as `worksOf` reads them. */
export interface Citation {
  readonly source: string;
  readonly line: number;
  readonly evidence: string | null;
}

/** Stands between works, in tables and in citations. */
export const BETWEEN_WORKS = ' | ';

/** The ids of the works that a row rests on. */
export const worksOf = ({ evidence }: Pick<Citation, 'evidence'>): string[] =>
  evidence?.split(BETWEEN_WORKS) ?? [];

/** The ids of all sources that a row rests on: its own and the works. */
export const sourcesOf = (citation: Citation): string[] => [citation.source, ...worksOf(citation)];

/** Order of rows: by their files, then by their lines. */
export function byPlace(a: { readonly citation: Citation }, b: { readonly citation: Citation }): number {
  return compareIds(a.citation.source, b.citation.source) || a.citation.line - b.citation.line;
}

/** A code with all its facts. `curated` codes are this project's own; others come with a public file. */
export interface Code {
  readonly id: string;
  readonly code: string;
  readonly system: CodeSystem;
  readonly edition: string;
  readonly status: CodeStatus;
  readonly lastValidDay: string | null;
  /** The codes that stand for it since it was deleted; empty where the seed names none. */
  readonly successors: readonly string[];
  readonly label: string;
  readonly labelKind: LabelKind;
  readonly addOn: boolean;
  readonly curated: boolean;
  readonly family: string | null;
  /** The diagnosis above it, in ICD-10-CM. */
  readonly broader: string | null;
  readonly facts: readonly Fact[];
  /** The specialties that perform or support it, by way of its family. */
  readonly specialties: readonly string[];
  readonly citation: Citation;
}

/** What a code says on an axis; undefined where it says nothing. */
export function factOn({ facts }: Pick<Code, 'facts'>, axis: Axis): Fact | undefined {
  return facts.find((fact) => fact.axis === axis);
}

/** The terms a code states on an axis; empty where it states none or inherits them. */
export function termsOn(code: Pick<Code, 'facts' | 'specialties'>, axis: Axis): readonly string[] {
  return axis === 'SPECIALTY' ? code.specialties : (factOn(code, axis)?.terms ?? []);
}

/** Whether what a code says on an axis is only an example. */
export function isExample(code: Pick<Code, 'facts'>, axis: Axis): boolean {
  return factOn(code, axis)?.basis === 'EXAMPLE';
}

/** Whether a code takes part in comparison: a valid code that states at least one fact. Add-ons are compared with add-ons. */
export function isComparable(code: Code): boolean {
  return code.status === 'ACTIVE' && code.facts.length > 0;
}

/** Whether a code can be the answer to a question: comparable, and reported by itself. */
export function isPrimary(code: Code): boolean {
  return isComparable(code) && !code.addOn;
}

const SHAPES: Record<CodeSystem, RegExp> = {
  CPT: /^\d{4}[0-9FTUMA]$/,
  HCPCS: /^[A-Z]\d{4}$/,
  ICD10PCS: /^[0-9A-HJ-NP-Z]{7}$/,
  ICD10CM: /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/,
};

export interface CodeId {
  readonly id: string;
  readonly system: CodeSystem;
  readonly code: string;
}

/** A code of a system, written as the system prints it; null where none of its codes looks like this. */
export function codeIn(system: CodeSystem, code: string): CodeId | null {
  return SHAPES[system].test(code) ? { id: `${system}:${code}`, system, code } : null;
}
