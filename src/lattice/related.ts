import type { Axis } from './axes.ts';
import { type Code, isComparable } from './code.ts';
import { compareFacts } from './differences.ts';
import { compareIds } from './edges.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A pair of related codes, once, from the lesser id, with what orders it. */
export interface Related {
  readonly from: string;
  readonly to: string;
  readonly axes: readonly Axis[];
  readonly distance: number;
}

/**
 * All pairs of related codes: the comparable codes of one family, and of families with the same parent.
 * Add-ons, deleted codes and codes without facts are in no pair.
 */
export function relatedPairs(codes: readonly Code[], vocabulary: Vocabulary): Related[] {
  const groups = new Map<string, Code[]>();
  for (const code of codes) {
    if (!isComparable(code) || code.family === null) continue;
    const parent = vocabulary.families.get(code.family)?.broader ?? null;
    const key = parent === null ? code.family : `children of ${parent}`;
    groups.set(key, [...(groups.get(key) ?? []), code]);
  }
  const pairs: Related[] = [];
  for (const group of groups.values()) {
    const sorted = group.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const [index, from] of sorted.entries()) {
      for (const to of sorted.slice(index + 1)) {
        const { differences, distance } = compareFacts(from, to, vocabulary);
        pairs.push({ from: from.id, to: to.id, axes: differences.map(({ axis }) => axis), distance });
      }
    }
  }
  return pairs;
}

/** The comparable ones of these codes, by how near their facts are to a code that need not be comparable itself. */
export function nearestTo(
  code: Pick<Code, 'facts' | 'system'>,
  others: readonly Code[],
  vocabulary: Vocabulary,
): Code[] {
  return others
    .filter(isComparable)
    .map((other) => ({ other, ...compareFacts(code, other, vocabulary) }))
    .sort(
      (a, b) =>
        a.differences.length - b.differences.length ||
        a.distance - b.distance ||
        compareIds(a.other.id, b.other.id),
    )
    .map(({ other }) => other);
}
