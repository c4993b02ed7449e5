import type { ClaimedCode } from './claim.ts';
import type { Citation, Code, Fact } from './code.ts';
import { compareIds } from './edges.ts';

/** What is said of a whole claim, the gravest first. CLEAR: nothing that was looked at stands against it. */
export const CASE_VERDICTS = ['CONFLICT', 'INCOMPLETE', 'NEEDS_A_REASON', 'CLEAR'] as const;
export type CaseVerdict = (typeof CASE_VERDICTS)[number];

/** What must be mended before the claim is sent. */
export const PROBLEM_KINDS = [
  'ADD_ON_ALONE',
  'DELETED',
  'NEEDS_FACT',
  'NOT_TOGETHER',
  'NO_FACTS',
  'TOO_MANY_UNITS',
  'UNKNOWN',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** What must be known, or looked at once more. */
export const NOTE_KINDS = [
  'ALLOWED_WITH_MODIFIER',
  'COUNT',
  'EITHER',
  'INSTEAD',
  'NEEDS_FACT',
  'NOT_CHECKED',
  'NOT_PAID_APART',
  'SIDES',
  'UNITS_REVIEW',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** A sentence about codes of the claim, as they were written, with the row that it rests on where there is one. */
export interface CaseRemark<Kind extends string = ProblemKind | NoteKind> {
  readonly kind: Kind;
  readonly inputs: readonly string[];
  readonly codes: readonly Code[];
  readonly text: string;
  readonly citation: Citation | null;
}
export type Problem = CaseRemark<ProblemKind>;
export type Note = CaseRemark<NoteKind>;

/** What the rules say against a claim, and besides. */
export interface Remarks {
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

/** A remark about these codes of the claim. */
export const remark = <Kind extends ProblemKind | NoteKind>(
  kind: Kind,
  about: readonly ClaimedCode[],
  text: string,
  citation: Citation | null = null,
): CaseRemark<Kind> => ({
  kind,
  inputs: about.map(({ input }) => input),
  codes: about.map(({ code }) => code),
  text,
  citation,
});

/**
 * PRIMARY stands by itself; an add-on goes on from a code, accompanies one, or is alone where none of the codes that it may
 * stand on is here.
 */
export const CASE_ROLES = ['PRIMARY', 'GOES_ON', 'ACCOMPANIES', 'ALONE'] as const;
export type CaseRole = (typeof CASE_ROLES)[number];

/** A code that takes part, with what it stands on. */
export interface Placed extends ClaimedCode {
  readonly role: CaseRole;
  /** What an add-on stands on; null for the others. */
  readonly to: Code | null;
}

/** A fact of a code of the claim, as a word of its name cites it. */
export interface FactUse {
  readonly code: Code;
  readonly fact: Fact;
}

/** By kind, then by codes and inputs: whatever the order of the claim, remarks stand in the same one. */
export function byRemark(a: CaseRemark, b: CaseRemark): number {
  const place = ({ codes, inputs }: CaseRemark) =>
    (codes.length === 0 ? inputs : codes.map(({ id }) => id)).join(' ');
  return compareIds(a.kind, b.kind) || compareIds(place(a), place(b)) || compareIds(a.text, b.text);
}

const CONFLICTS: readonly ProblemKind[] = ['NOT_TOGETHER', 'TOO_MANY_UNITS'];
const REASONS: readonly NoteKind[] = ['ALLOWED_WITH_MODIFIER', 'INSTEAD', 'NEEDS_FACT', 'UNITS_REVIEW'];

/** The gravest of what is said. */
export function verdictOf({ problems, notes }: Remarks): CaseVerdict {
  if (problems.some(({ kind }) => CONFLICTS.includes(kind))) return 'CONFLICT';
  if (problems.length > 0) return 'INCOMPLETE';
  return notes.some(({ kind }) => REASONS.includes(kind)) ? 'NEEDS_A_REASON' : 'CLEAR';
}
