import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the build puts the documents that it knows, in the form of Apollo's manifests. */
export const MANIFEST_FILE = join(
  dirname(createRequire(import.meta.url).resolve('#package/package.json')),
  'dist/persisted-documents.json',
);

export interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly {
    /** The SHA-256 of the body, in hexadecimal. */
    readonly id: string;
    readonly name: string;
    readonly type: 'query';
    readonly body: string;
  }[];
}

/** The manifest of these documents, as it is served. */
export function manifestOf(documents: ReadonlyMap<string, string>): Manifest {
  const operations = [...documents].map(([id, body]) => ({
    id,
    name: /^query (\w+)/.exec(body)?.[1] ?? '',
    type: 'query' as const,
    body,
  }));
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

/** The texts of the documents that the build knows, by their hashes; none where nothing is built. */
export function readKnownDocuments(): ReadonlyMap<string, string> {
  if (!existsSync(MANIFEST_FILE)) return new Map();
  const { operations } = JSON.parse(readFileSync(MANIFEST_FILE, 'utf8')) as Manifest;
  return new Map(operations.map(({ id, body }) => [id, body]));
}

/** The SHA-256 of a document as 64 hex digits: its id, as in Apollo's manifests. */
export const documentHash = (text: string) => hash('sha256', text, 'hex');
