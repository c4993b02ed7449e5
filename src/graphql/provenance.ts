import { stripIgnoredCharacters } from 'graphql';
import type { Source } from '../store/records.ts';
import type { Context } from './context.ts';

/** Where an answer comes from: its dataset, what its parts rest on, the query, and where the same query is answered again. */
export interface Provenance {
  readonly dataset: string;
  /** The files and works of what is in the answer, by id. */
  readonly sources: readonly Pick<Source, 'id' | 'title' | 'publisher' | 'release' | 'sha256' | 'licence'>[];
  readonly query: Query;
  /** From the root of the server on where it has no PUBLIC_URL; null where the address would be too long. */
  readonly permalink: string | null;
}

/** A query without what the server does not read of it, and in whose language it was answered where it names none. */
export interface Query {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  /** Null where no text of the answer depends on it. */
  readonly language: string | null;
}

/** What naming the sources of an answer costs. */
export const PROVENANCE_COST = 100;

/** Where a query is answered again, for the dataset that is named and no other. */
export const PERMALINK_PATH = '/at/:dataset/graphql';

/** What servers and those between take as an address, whoever made them (RFC 9110, 4.1). */
const LONGEST_ADDRESS = 8_000;

/** Says where an answer of this state of the dataset comes from. Throws the store's error. */
export async function provenanceOf(
  context: Context,
  { document, variables, operationName }: Omit<Query, 'language'>,
): Promise<Provenance> {
  const { version } = context.snapshot;
  const ids = [...(context.cited.sources ?? [])].sort();
  const sources = await context.loaders.sources.loadMany(ids);
  const query: Query = {
    document: stripIgnoredCharacters(document),
    variables,
    operationName,
    language: context.usesRequestLanguage ? context.language : null,
  };
  const address = `${context.publicUrl ?? ''}${addressOf(version, query)}`;
  return {
    dataset: version,
    sources: sources.flatMap((source) => (source === null || source instanceof Error ? [] : [named(source)])),
    query,
    permalink: address.length > LONGEST_ADDRESS ? null : address,
  };
}

const named = ({ id, title, publisher, release, sha256, licence }: Source) => ({
  id,
  title,
  publisher,
  release,
  sha256,
  licence,
});

function addressOf(dataset: string, { document, variables, operationName, language }: Query): string {
  const asked = new URLSearchParams({ query: document });
  if (Object.keys(variables).length > 0) asked.set('variables', JSON.stringify(variables));
  if (operationName !== null) asked.set('operationName', operationName);
  if (language !== null) asked.set('lang', language.toLowerCase());
  return `${PERMALINK_PATH.replace(':dataset', dataset)}?${asked}`;
}
