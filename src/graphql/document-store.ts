import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Bytes for all parsed documents that are kept, and for all texts that clients may name by their hashes. */
const DOCUMENT_BYTES = 10_000_000;
const TEXT_BYTES = 5_000_000;

/** Bytes of a token with its location and its node, and of a cache entry without its value. */
const TOKEN_BYTES = 400;
const ENTRY_BYTES = 500;

/** About how many bytes a parsed document takes, its text included: it keeps the text, and a comment may be long. */
export function bytesOf({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens++;
  return tokens * TOKEN_BYTES + textBytes(loc?.source.body ?? '');
}

const textBytes = (text: string) => 2 * text.length;

/** The interface by which Apollo reads and fills a cache. */
export interface Keeper<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<void>;
}

/**
 * Keeps the documents last asked for, parsed and validated. Apollo's own cache counts neither texts nor locations, and
 * grows to hundreds of MB.
 */
export const keepDocuments = (): Keeper<DocumentNode> => keeper(DOCUMENT_BYTES, bytesOf);

/** Keeps the texts of persisted documents by their hashes, as Apollo names them; those that the build knows are always there. */
export function keepTexts(known: ReadonlyMap<string, string>): Keeper<string> {
  const kept = keeper(TEXT_BYTES, textBytes);
  return { ...kept, get: async (key) => known.get(key.replace(/^apq:/, '')) ?? kept.get(key) };
}

function keeper<Value extends NonNullable<unknown>>(
  bytes: number,
  sizeOf: (value: Value) => number,
): Keeper<Value> {
  const kept = new LRUCache<string, Value>({
    maxSize: bytes,
    sizeCalculation: (value) => sizeOf(value) + ENTRY_BYTES,
  });
  return {
    get: async (key) => kept.get(key),
    async set(key, value) {
      kept.set(key, value);
    },
    async delete(key) {
      kept.delete(key);
    },
  };
}
