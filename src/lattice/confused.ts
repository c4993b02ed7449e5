import { type Citation, worksOf } from './code.ts';
import { compareIds } from './edges.ts';

/** Two codes that people take for each other, once, from the lesser id; its evidence names the works that say so, one at least. */
export interface ConfusedPair {
  readonly from: string;
  readonly to: string;
  readonly citation: Citation;
}

/** The same as seen from one of the two codes: `id` is the other one. */
export interface Confused {
  readonly id: string;
  /** Ids of sources. */
  readonly works: readonly string[];
  readonly citation: Citation;
  /** The message that says what decides between the two. */
  readonly key: string;
}

/** By the id of a code, each list by the id of the other code. */
export type ConfusedCodes = ReadonlyMap<string, readonly Confused[]>;

/** The message that says what decides between two codes, by their ids in either order: `confused.63030.63047`. */
export function keyOfConfused(a: string, b: string): string {
  const [from, to] = [a, b].sort(compareIds).map((id) => id.slice(id.indexOf(':') + 1));
  return `confused.${from}.${to}`;
}

/** Every pair from both of its ends. */
export function createConfused(pairs: readonly ConfusedPair[]): ConfusedCodes {
  const all = new Map<string, Confused[]>();
  for (const { from, to, citation } of pairs) {
    const works = worksOf(citation);
    for (const [code, id] of [
      [from, to],
      [to, from],
    ] as const) {
      const one = { id, key: keyOfConfused(from, to), works, citation: { ...citation, evidence: null } };
      all.set(code, [...(all.get(code) ?? []), one]);
    }
  }
  for (const list of all.values()) list.sort((a, b) => compareIds(a.id, b.id));
  return all;
}
