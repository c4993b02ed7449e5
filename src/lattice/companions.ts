import type { Citation, Code } from './code.ts';

/**
 * Whether it may be reported beside a code; is listed beside it by CMS but cannot apply, or is not paid with any; is never paid
 * by Medicare beside it; is counted into it by CPT as well; or is not reported with it at the same segments.
 */
export const COMPANION_RELATIONS = [
  'MAY_GO_WITH',
  'LISTED_WITH',
  'NOT_PAID_WITH',
  'COUNTED_IN',
  'NOT_WITH',
] as const;
export type CompanionRelation = (typeof COMPANION_RELATIONS)[number];
/**
 * Why a code is named as a companion of another: fixation of the spine from behind, in front, or down to the pelvis; a device
 * where a disc was, where a body was, or with no fusion between the bodies; fusion; bone grafts, and those that are never paid
 * apart; laminoplasty; the microscope.
 */
export const COMPANION_KINDS = [
  'posterior',
  'anterior',
  'pelvic',
  'disc',
  'gap',
  'unfused',
  'fusion',
  'graft',
  'unpaidGraft',
  'laminoplasty',
  'microscope',
] as const;
export type CompanionKind = (typeof COMPANION_KINDS)[number];

/**
 * What a file of CMS or a public guide says of a code and another beside it. No edge of the graph: instrumentation goes with
 * nearly every code, so that all paths would run through it.
 */
export interface CompanionPair {
  readonly code: string;
  readonly companion: string;
  readonly relation: CompanionRelation;
  readonly kind: CompanionKind;
  readonly citation: Citation;
}

/** The same, with the companion as a code. */
export interface Companion extends Omit<CompanionPair, 'code' | 'companion'> {
  readonly code: Code;
}

/** By the id of the code that they stand beside, each list in order of relation and code. */
export type Companions = ReadonlyMap<string, readonly Companion[]>;

/** Puts pairs, in that order, and the codes they name together. */
export function createCompanions(pairs: readonly CompanionPair[], codes: readonly Code[]): Companions {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const companions = new Map<string, Companion[]>();
  for (const { code, companion, ...says } of pairs) {
    const found = byId.get(companion);
    if (found === undefined) throw new Error(`the companion ${companion} of ${code} is not among the codes`);
    const list = companions.get(code);
    if (list === undefined) companions.set(code, [{ ...says, code: found }]);
    else list.push({ ...says, code: found });
  }
  return companions;
}

/** Of codes that are reported together, what the table says of each beside another, by the ids in the order given. */
export function companionsAmong(
  ids: readonly string[],
  companions: Companions,
): { readonly code: string; readonly companion: Companion }[] {
  return ids.flatMap((code) =>
    (companions.get(code) ?? [])
      .filter((companion) => ids.includes(companion.code.id))
      .map((companion) => ({ code, companion })),
  );
}
