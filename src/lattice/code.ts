import type { Axis } from './axes.ts';

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

export type CodeSystem = 'CPT' | 'HCPCS' | 'ICD10PCS' | 'ICD10CM';
export type CodeStatus = 'ACTIVE' | 'DELETED' | 'HEADING';
export type LabelKind = 'COMPOSED' | 'OFFICIAL' | 'CODE_ONLY';

/** Where a row stands: a source and a line of it; and the work it rests on, where it names one. */
export interface Citation {
  readonly source: string;
  readonly line: number;
  readonly evidence: string | null;
}

/** A code with all its facts. `curated` codes are this project's own; others come with a public file. */
export interface Code {
  readonly id: string;
  readonly code: string;
  readonly system: CodeSystem;
  readonly edition: string;
  readonly status: CodeStatus;
  readonly lastValidDay: string | null;
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

/** The terms a code states on an axis; empty where it states none or inherits them. */
export function termsOn(code: Pick<Code, 'facts' | 'specialties'>, axis: Axis): readonly string[] {
  if (axis === 'SPECIALTY') return code.specialties;
  return code.facts.find((fact) => fact.axis === axis)?.terms ?? [];
}

/** Whether a code takes part in comparison: a valid code of its own right that states at least one fact. */
export function isComparable(code: Code): boolean {
  return code.status === 'ACTIVE' && !code.addOn && code.facts.length > 0;
}

const SHAPES: Record<CodeSystem, RegExp> = {
  CPT: /^\d{4}[0-9FTUMA]$/,
  HCPCS: /^[A-Z]\d{4}$/,
  ICD10PCS: /^[0-9A-HJ-NP-Z]{7}$/,
  ICD10CM: /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/,
};

/** What a code looks like, for messages about input that is none. */
export const CODE_SHAPES =
  'A code looks like 63278 or CPT:63278 (CPT: four digits, then a digit or F, T, U, M or A), J1100 or HCPCS:J1100, ' +
  '00BT0ZX or ICD10PCS:00BT0ZX (seven characters, no I or O), C79.51 or ICD10CM:C79.51.';

export interface CodeId {
  readonly id: string;
  readonly system: CodeSystem;
  readonly code: string;
}

/** Reads `CPT:63278`, or a bare code where its shape decides the system; null where no code looks like this. */
export function parseCodeId(input: string): CodeId | null {
  if (input.length > 32) return null;
  const text = input.trim().toUpperCase();
  const colon = text.indexOf(':');
  if (colon >= 0) {
    const system = text.slice(0, colon);
    const code = text.slice(colon + 1);
    if (!Object.hasOwn(SHAPES, system)) return null;
    return shaped(system as CodeSystem, system === 'ICD10CM' ? dotted(code) : code);
  }
  return (
    shaped('CPT', text) ??
    shaped('HCPCS', text) ??
    shaped('ICD10PCS', text) ??
    (text.includes('.') ? shaped('ICD10CM', text) : null)
  );
}

function shaped(system: CodeSystem, code: string): CodeId | null {
  return SHAPES[system].test(code) ? { id: `${system}:${code}`, system, code } : null;
}

function dotted(code: string): string {
  return code.length > 3 && !code.includes('.') ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}
