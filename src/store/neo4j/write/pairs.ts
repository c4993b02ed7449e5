import type { Related } from '../../../lattice/related.ts';
import type { Bolt } from '../driver.ts';
import type { JoinRow } from './join.ts';

/** Codes whose pairs are read at once. */
const PAGE = 5_000;

/** The relationships that related pairs become. */
export const PAIR_JOINING = {
  from: 'Code',
  type: 'DIFFERS',
  to: 'Code',
  says: ['axes', 'count', 'distance'],
  shared: 'from',
} as const;

export const pairRow = ({ from, to, axes, distance }: Related): JoinRow => ({
  from,
  to,
  says: [axes, axes.length, distance],
});

/** Compares the related pairs of an import with those between imported codes that are seen already. */
export interface Pairs {
  meet(pairs: readonly Related[]): Promise<void>;
  /** The pairs that are new, and those that no longer are. */
  finish(): {
    readonly related: Related[];
    readonly unrelated: { readonly from: string; readonly to: string }[];
  };
}

/** Kept by numbers: a fiscal year of ICD-10-PCS has a million pairs. */
export function createPairs(bolt: Bolt): Pairs {
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const kinds = new Map<string, number>();
  let present: Map<number, number> | null = null;
  const related: Related[] = [];

  const numberOf = (id: string) => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const keyOf = (from: string, to: string) => numberOf(from) * MOST_CODES + numberOf(to);
  const kindOf = (axes: readonly string[], distance: number) => {
    const text = `${axes.join()} ${distance}`;
    const known = kinds.get(text);
    if (known !== undefined) return known;
    kinds.set(text, kinds.size);
    return kinds.size - 1;
  };

  async function read(): Promise<Map<number, number>> {
    const found = new Map<number, number>();
    for (let after = ''; ; ) {
      const rows = await bolt.alone<{ id: string; pairs: [string, string[], number][] }>(PRESENT, {
        after,
        most: PAGE,
      });
      for (const { id, pairs } of rows) {
        for (const [to, axes, distance] of pairs) found.set(keyOf(id, to), kindOf(axes, distance));
      }
      if (rows.length < PAGE) return found;
      after = rows.at(-1)?.id ?? '';
    }
  }

  return {
    async meet(pairs) {
      present ??= await read();
      for (const pair of pairs) {
        const key = keyOf(pair.from, pair.to);
        if (present.get(key) === kindOf(pair.axes, pair.distance)) present.delete(key);
        else related.push(pair);
      }
    },
    finish() {
      const unrelated = [...(present?.keys() ?? [])].map((key) => ({
        from: ids[Math.floor(key / MOST_CODES)] ?? '',
        to: ids[key % MOST_CODES] ?? '',
      }));
      return { related, unrelated };
    },
  };
}

const MOST_CODES = 2 ** 26;

const PRESENT = `MATCH (a:Code) USING INDEX SEEK a:Code(id) WHERE a.id > $after
  WITH a ORDER BY a.id LIMIT $most
  RETURN a.id AS id, CASE WHEN a.curated THEN [] ELSE COLLECT {
    MATCH (a)-[d:DIFFERS]->(b:Code) RETURN [b.id, d.axes, d.distance]
  } END AS pairs ORDER BY id`;
