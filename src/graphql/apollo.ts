import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Limits } from '../limits.ts';
import { answerHeaders } from './cache-headers.ts';
import { limitRule } from './document-limits.ts';
import { keepDocuments, keepTexts } from './document-store.ts';
import { formatErrorWith } from './format-error.ts';
import { type GraphQLContext, requestPlugin, stringify } from './request-plugin.ts';

/** How many selections a document may have for each unit of the cost limit; a fragment counts wherever it is used. */
const SELECTIONS_PER_COST = 500;

/** Runs documents, within the limits. `documents` may be asked for by their hashes without being registered first. */
export function createApollo(
  schema: GraphQLSchema,
  limits: Limits,
  log: Logger,
  documents: ReadonlyMap<string, string> = new Map(),
): ApolloServer<GraphQLContext> {
  return new ApolloServer<GraphQLContext>({
    schema,
    introspection: true,
    // The API writes nothing and reads no credentials, so a forged request does no harm.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: limits.cost * SELECTIONS_PER_COST,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [limitRule(limits)],
    formatError: formatErrorWith(schema, limits),
    stringifyResult: stringify,
    documentStore: keepDocuments(),
    cache: keepTexts(documents),
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requestPlugin(schema, limits),
      answerHeaders(schema),
    ],
  });
}
