import type { Related } from '../../../lattice/related.ts';
import { axisBits } from '../sql.ts';
import type { Insert } from './insert.ts';
import { createColumn, orderOf } from './order.ts';

/** Related pairs by number, gathered in columns: a million of them as objects would not fit. */
export interface Pairs {
  readonly size: number;
  add(from: number, to: number, pair: Related): void;
  /** Writes both directions of every pair, in the order of the table's key. */
  write(insert: Insert): void;
}

export function createPairs(): Pairs {
  const [froms, tos, facts] = [createColumn(), createColumn(), createColumn()];
  /** The different combinations of axes and distance: they are few, so a pair holds the place of its own here. */
  const known: { bits: number; distance: number }[] = [];
  const rows = function* () {
    const [from, to, fact] = [froms.values(), tos.values(), facts.values()];
    const size = from.length;
    const code = joined(from, to);
    const other = joined(to, from);
    for (const at of orderOf(code, other)) {
      const { bits = 0, distance = 0 } = known[fact[at % size] ?? 0] ?? {};
      yield [code[at] ?? 0, other[at] ?? 0, bits, ones(bits), distance];
    }
  };
  return {
    get size() {
      return froms.length;
    },
    add(from, to, { axes, distance }) {
      const bits = axisBits(axes);
      let fact = known.findIndex((one) => one.bits === bits && one.distance === distance);
      if (fact < 0) fact = known.push({ bits, distance }) - 1;
      froms.push(from);
      tos.push(to);
      facts.push(fact);
    },
    write(insert) {
      insert('differs (code, other, axes, count, distance)', rows());
    },
  };
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  const both = new Int32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count++;
  return count;
}
