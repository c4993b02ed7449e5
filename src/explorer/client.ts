import type { Language } from './language.ts';

/** A document by the id that the server knows it by, with the types of its answer and its variables. */
export interface Document<Data, Variables> {
  readonly id: string;
  /** Never set; it only carries the types. */
  readonly types?: (variables: Variables) => Data;
}

/** Ties a document of `documents/` to the types that codegen made of it. */
export const document = <Data, Variables>(id: string): Document<Data, Variables> => ({ id });

/** `away`: no answer, or the server cannot reach its store; asking again may help. `refused`: the server says why. */
export type Answer<Data> =
  | { readonly state: 'ready'; readonly data: Data }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'away' };

interface Wire<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

const LONGEST_ADDRESS = 2_000;
const MOST_KEPT = 60;
const kept = new Map<string, unknown>();
let version: string | null = null;

/** The version of the dataset that the last answer was made from. */
export const datasetVersion = (): string | null => version;

const keyOf = (id: string, variables: unknown, language: Language) =>
  `${language} ${JSON.stringify(variables)} ${id}`;

/** What was answered before to the same question, as long as the dataset is the same. */
export function known<Data, Variables>(
  { id }: Document<Data, Variables>,
  variables: Variables,
  language: Language,
): Data | undefined {
  return kept.get(keyOf(id, variables, language)) as Data | undefined;
}

/** Asks the server in one request, in the given language; errors are values. Throws only when aborted. */
export async function ask<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  language: Language,
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  const before = known(document, variables, language);
  if (before !== undefined) return { state: 'ready', data: before };
  try {
    const response = await send(document.id, variables, language, signal);
    const { data, errors = [] } = (await response.json()) as Wire<Data>;
    const [error] = errors;
    if (error) return refusal(error.message, error.extensions?.code, response.status);
    if (data === undefined || data === null) return { state: 'away' };
    keep(keyOf(document.id, variables, language), data, response.headers.get('codelattice-dataset'));
    return { state: 'ready', data };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { state: 'away' };
  }
}

/** Waits for the answers that the page began to load before its script was there, `/graphql?…` each; no longer than `ms`. */
export async function takeBegun(addresses: readonly string[], language: Language, ms: number): Promise<void> {
  const asked = addresses.map((address) => {
    const search = new URL(address, location.href).searchParams;
    const variables = JSON.parse(search.get('variables') ?? '{}') as unknown;
    return ask(document(search.get('documentId') ?? ''), variables, language);
  });
  await Promise.race([Promise.all(asked), new Promise((resolve) => setTimeout(resolve, ms))]);
}

/**
 * By an address, so that a proxy answers what was asked before; by a body where the address would be too long for some. The
 * browser asks anew each time whether its own copy still holds. No header says more: with one, it would not take what the page
 * has begun to load.
 */
function send(documentId: string, variables: unknown, language: Language, signal: AbortSignal | undefined) {
  const common = { cache: 'no-cache', signal: signal ?? null } as const;
  const search = new URLSearchParams({ documentId, variables: JSON.stringify(variables), lang: language });
  const address = `/graphql?${search}`;
  if (address.length <= LONGEST_ADDRESS) return fetch(address, common);
  const accept = 'application/graphql-response+json, application/json';
  return fetch('/graphql', {
    ...common,
    method: 'POST',
    headers: { accept, 'accept-language': language, 'content-type': 'application/json' },
    body: JSON.stringify({ documentId, variables }),
  });
}

/** Refusals that pass: the store is away, or there was too much to do just now, for the server or for this client. */
const PASSING: readonly unknown[] = ['STORE_UNAVAILABLE', 'TIMEOUT', 'OVERLOADED', 'RATE_LIMITED'];

function refusal(message: string, code: string | undefined, status: number): Answer<never> {
  const passes = PASSING.includes(code) || status >= 502;
  return passes ? { state: 'away' } : { state: 'refused', message };
}

/** Keeps an answer, the oldest going first; a new version of the dataset makes all earlier ones void. */
function keep(key: string, data: unknown, answered: string | null): void {
  if (answered !== version) kept.clear();
  version = answered;
  kept.set(key, data);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
