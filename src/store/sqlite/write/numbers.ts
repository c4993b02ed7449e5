import type { Database } from '../driver.ts';

/** The numbers that a table gives to ids; a new id gets the next number. */
export interface Numbers {
  has(id: string): boolean;
  /** Throws an Error where nothing stands under the id. */
  of(id: string): number;
  add(id: string): number;
}

export function numbersOf(database: Database, table: 'code' | 'term'): Numbers {
  const known = new Map<string, number>();
  let last = 0;
  for (const { id, n } of database
    .prepare<{ id: string; n: number }>(`select id, n from ${table}`)
    .iterate()) {
    known.set(id, n);
    last = Math.max(last, n);
  }
  return {
    has: (id) => known.has(id),
    of(id) {
      const n = known.get(id);
      if (n === undefined) throw new Error(`the ${table} ${id} is named, but neither here nor brought along`);
      return n;
    },
    add(id) {
      const n = known.get(id) ?? ++last;
      known.set(id, n);
      return n;
    },
  };
}
