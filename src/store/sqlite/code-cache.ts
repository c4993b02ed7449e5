import { LRUCache } from 'lru-cache';
import type { Code } from '../../lattice/code.ts';

/** Gives codes in the order of their ids, null for those that are not there. */
export type ReadCodes = (ids: readonly string[]) => (Code | null)[];

/** Keeps the codes that were read last, for one state of the dataset, which never changes; at most so many, 0 for none. */
export function keepCodes(most: number, read: ReadCodes): ReadCodes {
  if (most === 0) return read;
  const kept = new LRUCache<string, Code>({ max: most });
  return (ids) => {
    const codes = ids.map((id) => kept.get(id) ?? null);
    const missing = ids.filter((_, index) => codes[index] === null);
    if (missing.length === 0) return codes;
    const found = new Map<string, Code>();
    for (const code of read(missing)) {
      if (code === null) continue;
      found.set(code.id, code);
      kept.set(code.id, code);
    }
    return ids.map((id, index) => codes[index] ?? found.get(id) ?? null);
  };
}
