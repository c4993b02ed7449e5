import type { Related } from '../../../lattice/related.ts';
import type { Bolt } from '../driver.ts';

/** Codes whose pairs are read at once. */
const PAGE = 5_000;

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
  const codes = numbering();
  const kinds = numbering();
  let present: Map<number, number> | null = null;
  const related: Related[] = [];

  const keyOf = (from: string, to: string) => codes.of(from) * MOST_CODES + codes.of(to);
  const kindOf = (axes: readonly string[], distance: number) => kinds.of(`${axes.join()} ${distance}`);

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
        from: codes.texts[Math.floor(key / MOST_CODES)] ?? '',
        to: codes.texts[key % MOST_CODES] ?? '',
      }));
      return { related, unrelated };
    },
  };
}

const MOST_CODES = 2 ** 26;

/** Numbers texts as they come, from 0. */
function numbering() {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    of(text: string): number {
      const number = numbers.get(text) ?? texts.push(text) - 1;
      numbers.set(text, number);
      return number;
    },
  };
}

const PRESENT = `MATCH (a:Code) USING INDEX SEEK a:Code(id) WHERE a.id > $after
  WITH a ORDER BY a.id LIMIT $most
  RETURN a.id AS id, CASE WHEN a.curated THEN [] ELSE COLLECT {
    MATCH (a)-[d:DIFFERS]->(b:Code) RETURN [b.id, d.axes, d.distance]
  } END AS pairs ORDER BY id`;
