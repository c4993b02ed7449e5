import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** How much all documents that are kept may take, and all texts that clients may name by their hashes. In bytes. */
const DOCUMENT_BYTES = 10_000_000;
const TEXT_BYTES = 5_000_000;

/** What a token takes with its place and the node it belongs to, and an entry beside what is kept in it. */
const TOKEN_BYTES = 400;
const ENTRY_BYTES = 500;

/** How many bytes a parsed document takes. Its text counts too, which it holds for the places of errors: comments are long at will. */
export function bytesOf({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens++;
  return tokens * TOKEN_BYTES + textBytes(loc?.source.body ?? '');
}

const textBytes = (text: string) => 2 * text.length;

/** As Apollo asks for what is kept. */
export interface Keeper<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Keeps the documents last asked for, parsed and validated. Apollo's own way counts neither text nor places: some hundred MB. */
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
