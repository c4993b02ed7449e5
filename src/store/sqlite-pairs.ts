import type { Related } from '../lattice/related.ts';
import { createColumn, orderOf } from './sqlite-order.ts';
import { axisBits } from './sqlite-rows.ts';

/** Related pairs by number, gathered in columns: a million of them as objects would not fit. */
export interface Pairs {
  readonly size: number;
  add(from: number, to: number, pair: Related): void;
  /** Both directions of every pair as rows [code, other, axes, count, distance], in the order of the table's key. */
  rows(): Iterable<readonly number[]>;
}

export function createPairs(): Pairs {
  const [codes, others, axes, distances] = [createColumn(), createColumn(), createColumn(), createColumn()];
  /** There are few distances, and not all are whole. */
  const known: number[] = [];
  const bitsOf = new Map<Related['axes'], number>();
  return {
    get size() {
      return codes.length / 2;
    },
    add(from, to, pair) {
      let bits = bitsOf.get(pair.axes);
      if (bits === undefined) bitsOf.set(pair.axes, (bits = axisBits(pair.axes)));
      let distance = known.indexOf(pair.distance);
      if (distance < 0) distance = known.push(pair.distance) - 1;
      for (const [code, other] of [
        [from, to],
        [to, from],
      ] as const) {
        codes.push(code);
        others.push(other);
        axes.push(bits);
        distances.push(distance);
      }
    },
    *rows() {
      const [code, other, bits, distance] = [
        codes.values(),
        others.values(),
        axes.values(),
        distances.values(),
      ];
      for (const at of orderOf(code, other)) {
        const set = bits[at] ?? 0;
        yield [code[at] ?? 0, other[at] ?? 0, set, ones(set), known[distance[at] ?? 0] ?? 0];
      }
    },
  };
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count++;
  return count;
}
