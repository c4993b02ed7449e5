import type { Related } from '../lattice/related.ts';
import { axisBits } from './sqlite-rows.ts';

/** Related pairs by number, gathered in columns: a million of them as objects would not fit. */
export interface Pairs {
  readonly size: number;
  add(from: number, to: number, pair: Related): void;
  /** Both directions of every pair as rows [code, other, axes, count, distance], in the order of the table's key. */
  rows(): Iterable<readonly number[]>;
}

export function createPairs(): Pairs {
  let ends = new Int32Array(1 << 16);
  let facts = new Float32Array(1 << 16);
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(from, to, { axes, distance }) {
      if (2 * size + 2 > ends.length) {
        ends = grown(ends, new Int32Array(2 * ends.length));
        facts = grown(facts, new Float32Array(2 * facts.length));
      }
      ends[2 * size] = from;
      ends[2 * size + 1] = to;
      facts[2 * size] = axisBits(axes);
      facts[2 * size + 1] = distance;
      size++;
    },
    *rows() {
      const used = ends.subarray(0, 2 * size);
      const most = used.reduce((a, b) => Math.max(a, b), 0);
      /** Where the pairs of a code begin; counting sort by code, then by the other end. */
      const start = new Int32Array(most + 2);
      for (const end of used) start[end + 1] = (start[end + 1] ?? 0) + 1;
      for (let n = 1; n < start.length; n++) start[n] = (start[n] ?? 0) + (start[n - 1] ?? 0);
      const filled = start.slice();
      const places = new Int32Array(2 * size);
      for (let at = 0; at < 2 * size; at++) {
        const code = used[at] ?? 0;
        const place = filled[code] ?? 0;
        places[place] = at;
        filled[code] = place + 1;
      }
      for (let code = 0; code <= most; code++) {
        const own = places.subarray(start[code], start[code + 1]);
        const others = Array.from(own, (at) => ({ at, other: used[at ^ 1] ?? 0 }));
        for (const { at, other } of others.sort((a, b) => a.other - b.other)) {
          const axes = facts[at & ~1] ?? 0;
          yield [code, other, axes, ones(axes), facts[at | 1] ?? 0];
        }
      }
    },
  };
}

function grown<Column extends Int32Array | Float32Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count++;
  return count;
}
