import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GraphQLContext } from './request-plugin.ts';

type Values = Readonly<Record<string, unknown>>;

export interface DocumentAnswer {
  readonly data?: Values | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  /** The state of the dataset that answered; null where the store could not be asked, as the errors then say. */
  readonly dataset: string | null;
  /** What caches may do with it, what it cost, and what else an answer over HTTP would have. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Answers a document within this process, priced, bounded and with the errors of one that came over HTTP. */
export async function runDocument(
  apollo: ApolloServer<GraphQLContext>,
  contextValue: GraphQLContext,
  request: { readonly query: string; readonly variables: Values; readonly operationName?: string },
): Promise<DocumentAnswer> {
  const { body, http } = await apollo.executeOperation(request, { contextValue });
  if (body.kind !== 'single') throw new Error('the answer comes in parts');
  const { data, errors } = body.singleResult;
  return { data, errors, dataset: versionOf(contextValue), headers: http.headers };
}

/** A snapshot that is not there, or whose request has ended, throws. */
function versionOf(context: GraphQLContext): string | null {
  try {
    return context.snapshot.version;
  } catch {
    return null;
  }
}
