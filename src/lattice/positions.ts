import type { Axis } from './axes.ts';
import type { Related } from './related.ts';

/**
 * The axes of an ICD-10-PCS code, by the position of its seven characters. Such codes are compared on these alone: what a
 * body part says of the region besides is for finding, and is no difference of its own.
 */
export const POSITIONS: readonly Axis[] = [
  'SECTION',
  'BODY_SYSTEM',
  'OPERATION',
  'BODY_PART',
  'APPROACH',
  'DEVICE',
  'QUALIFIER',
];

/** How far apart two terms without a common broader one are: up to the root that is none, and down again. */
const DISTANCE = 2;
const AXES_AT: readonly (readonly Axis[])[] = POSITIONS.map((axis) => [axis]);

/** The related codes of ICD-10-PCS: of one table, and different in one position. Takes and gives codes without a prefix. */
export function* relatedByPosition(codes: readonly string[]): Generator<Related> {
  const tables = new Map<string, string[]>();
  for (const code of codes) {
    const table = tables.get(code.slice(0, 3));
    if (table === undefined) tables.set(code.slice(0, 3), [code]);
    else table.push(code);
  }
  for (const table of tables.values()) yield* oneApart(table);
}

/**
 * All pairs of a table's codes that differ in exactly one of the characters four to seven; each once, from the lesser
 * code. Codes that are equal but for one character share a slot, so that the work follows the pairs.
 */
function* oneApart(codes: readonly string[]): Generator<Related> {
  for (let index = 3; index < 7; index++) {
    const slots = new Map<string, string[]>();
    for (const code of codes) {
      const key = code.slice(0, index) + code.slice(index + 1);
      const slot = slots.get(key);
      if (slot === undefined) slots.set(key, [code]);
      else slot.push(code);
    }
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
