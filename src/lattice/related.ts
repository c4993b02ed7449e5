import { type Axis, POSITIONS } from './axes.ts';
import { type Code, isComparable } from './code.ts';
import { compareFacts } from './differences.ts';
import { compareIds } from './edges.ts';
import { grouped } from './grouped.ts';
import { besideFamily, type Vocabulary } from './vocabulary.ts';

/** A pair of related codes, once, from the lesser id, with what orders it. */
export interface Related {
  readonly from: string;
  readonly to: string;
  readonly axes: readonly Axis[];
  readonly distance: number;
}

/**
 * All pairs of related codes: the comparable codes of one family, and of families with the same parent that is no root;
 * primaries with primaries, add-ons with add-ons. Deleted codes and codes without facts are in no pair.
 */
export function relatedPairs(codes: readonly Code[], vocabulary: Vocabulary): Related[] {
  const members = codes.filter((code) => isComparable(code) && code.family !== null);
  const groups = grouped(
    members,
    ({ family, addOn }) => `${besideFamily(family ?? '', vocabulary)} ${String(addOn)}`,
  );
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

/** The comparable ones of these codes that are add-ons as a code is, or not; by how near their facts are to it. */
export function nearestTo(
  code: Pick<Code, 'facts' | 'system' | 'addOn'>,
  others: readonly Code[],
  vocabulary: Vocabulary,
): Code[] {
  return others
    .filter((other) => isComparable(other) && other.addOn === code.addOn)
    .map((other) => ({ other, ...compareFacts(code, other, vocabulary) }))
    .sort(
      (a, b) =>
        a.differences.length - b.differences.length ||
        a.distance - b.distance ||
        compareIds(a.other.id, b.other.id),
    )
    .map(({ other }) => other);
}

/** The distance of two terms without a common broader one: a step up to a virtual root, and one down. */
const DISTANCE = 2;
const AXES_AT: readonly (readonly Axis[])[] = POSITIONS.map((axis) => [axis]);

/** The related codes of ICD-10-PCS: of one table, and different in one position. Takes and gives codes without a prefix. */
export function* relatedByPosition(codes: readonly string[]): Generator<Related> {
  for (const table of grouped(codes, (code) => code.slice(0, 3)).values()) yield* oneApart(table);
}

/**
 * All pairs of a table's codes that differ in exactly one of the characters four to seven; each once, from the lesser
 * code. Codes that are equal but for one character share a slot, so that the work follows the pairs.
 */
function* oneApart(codes: readonly string[]): Generator<Related> {
  for (let index = 3; index < 7; index++) {
    const slots = grouped(codes, (code) => code.slice(0, index) + code.slice(index + 1));
    for (const slot of slots.values()) {
      for (let a = 0; a < slot.length; a++) {
        for (let b = a + 1; b < slot.length; b++) {
          const [one = '', other = ''] = [slot[a], slot[b]];
          const [from, to] = one < other ? [one, other] : [other, one];
          yield { from, to, axes: AXES_AT[index] ?? [], distance: DISTANCE };
        }
      }
    }
  }
}
