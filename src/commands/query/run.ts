import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { PublicError, UsageError } from '../../errors.ts';
import type { Limits } from '../../limits.ts';
import type { Store } from '../../store/store.ts';
import type { Language } from '../../text/languages.ts';
import { startLocalApollo } from '../local-apollo.ts';

type Values = Readonly<Record<string, unknown>>;

/** Runs a document and gives its data. Throws UsageError for what its author can mend, and a PublicError for what failed here. */
export type DocumentRunner = (query: string, variables: Values) => Promise<Values>;

interface RunOptions {
  /** How errors name the document. */
  readonly path: string;
  readonly operation?: string | undefined;
  /** Of what is said where the document names no language; English where it is left out. */
  readonly language?: Language;
}

/** Error codes that blame the document or its variables, and not the store. */
const OF_AUTHOR = /^(BAD_REQUEST|BAD_USER_INPUT|GRAPHQL_\w+|LIMIT_EXCEEDED|OPERATION_RESOLUTION_FAILURE)$/;

/** Answers documents as a server does, all of them of the state that the store has now. */
export async function createRunner(
  schema: GraphQLSchema,
  store: Store,
  limits: Limits,
  { path, operation, language = 'EN' }: RunOptions,
): Promise<DocumentRunner> {
  const snapshot = await store.at();
  const pinned: Store = { name: store.name, at: async () => snapshot, close: () => store.close() };
  const log = pino({ level: 'warn' }, pino.destination(2));
  const apollo = await startLocalApollo(schema, pinned, limits, log);
  return async (query, variables) => {
    const named = operation === undefined ? {} : { operationName: operation };
    const { data, errors = [] } = await apollo.answer({ query, variables, ...named }, language);
    if (errors.length === 0 && data) return data;
    const message = errors.map((error) => told(error, path)).join('\n');
    const isOfAuthor = errors.every(({ extensions }) => OF_AUTHOR.test(String(extensions?.code)));
    throw isOfAuthor ? new UsageError(message) : new PublicError('STORE_UNAVAILABLE', message);
  };
}

function told({ message, locations, path }: GraphQLFormattedError, file: string): string {
  const [place] = locations ?? [];
  const at = place === undefined ? file : `${file}:${place.line}:${place.column}`;
  return `${at}: ${message}${path === undefined ? '' : ` (at ${path.join('.')})`}`;
}
