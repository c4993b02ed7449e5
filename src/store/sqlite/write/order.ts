/**
 * The order of rows by `first`, then by `second`, then as they came: their places, sorted. Keys are numbers from 0; a
 * counting sort for each takes no longer than reading them. Tables that are filled in the order of their keys fill at twice
 * the speed.
 */
export function orderOf(first: Int32Array, second: Int32Array): Int32Array {
  const asCame = Int32Array.from({ length: first.length }, (_, at) => at);
  return sortedBy(first, sortedBy(second, asCame));
}

function sortedBy(keys: Int32Array, places: Int32Array): Int32Array {
  const most = keys.reduce((a, b) => Math.max(a, b), 0);
  /** Where the rows of a key begin. */
  const start = new Int32Array(most + 2);
  for (const key of keys) start[key + 1] = (start[key + 1] ?? 0) + 1;
  for (let key = 1; key < start.length; key++) start[key] = (start[key] ?? 0) + (start[key - 1] ?? 0);
  const sorted = new Int32Array(places.length);
  for (const place of places) {
    const key = keys[place] ?? 0;
    const to = start[key] ?? 0;
    sorted[to] = place;
    start[key] = to + 1;
  }
  return sorted;
}

/** A column of whole numbers that grows. */
export interface Column {
  readonly length: number;
  push(value: number): void;
  /** What was pushed. */
  values(): Int32Array;
}

export function createColumn(): Column {
  let held = new Int32Array(1 << 12);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === held.length) {
        const grown = new Int32Array(2 * length);
        grown.set(held);
        held = grown;
      }
      held[length++] = value;
    },
    values: () => held.subarray(0, length),
  };
}
