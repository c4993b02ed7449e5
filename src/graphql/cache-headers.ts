import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { remembered } from '../lattice/remembered.ts';
import { DATASET_HEADER, type GraphQLContext } from './request-plugin.ts';

/** Caches may answer with it for a minute, go on for another while they ask anew, and for a day while there is no answer. */
const PUBLIC = 'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400';

/** With these a store has not answered, and the same question may be answered later. */
const AWAY = new Set(['STORE_UNAVAILABLE', 'TIMEOUT', 'OVERLOADED']);
const RETRY_SECONDS = '1';

/** Says of each answer what caches may do with it, and by status 503 that they should send what they have instead. */
export function answerHeaders(schema: GraphQLSchema): ApolloServerPlugin<GraphQLContext> {
  const read = (document: DocumentNode) => readPolicy(schema, document);
  const policyOf = remembered(read, new WeakMap<DocumentNode, string>());
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, document, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { headers } = response.http;
          const { data, errors } = response.body.singleResult;
          const version = errors === undefined ? versionOf(contextValue) : null;
          if (version === null || document === undefined) {
            headers.set('cache-control', 'no-store');
            if (isAway(data, errors)) {
              response.http.status = 503;
              headers.set('retry-after', RETRY_SECONDS);
            }
            return;
          }
          for (const [name, value] of Object.entries(cacheHeadersOf(version))) headers.set(name, value);
          headers.set('cache-control', policyOf(document));
          if (contextValue.usesRequestLanguage) headers.set('vary', 'accept-language');
        },
      };
    },
  };
}

/** What caches may do with an answer from the dataset of this version, and by what name they can be told to forget it. */
export const cacheHeadersOf = (version: string) => ({
  [DATASET_HEADER]: version,
  'cache-control': PUBLIC,
  'surrogate-key': `dataset-${version}`,
  'cache-tag': `dataset-${version}`,
});

/** Whether every root field that was asked failed because the store did not answer. */
function isAway(
  data: Readonly<Record<string, unknown>> | null | undefined,
  errors: readonly GraphQLFormattedError[] = [],
): boolean {
  if (!data) return false;
  const failed = new Set(
    errors.flatMap(({ path, extensions }) => (AWAY.has(String(extensions?.code)) ? [path?.[0]] : [])),
  );
  const fields = Object.entries(data);
  return fields.length > 0 && fields.every(([name, value]) => value === null && failed.has(name));
}

/** The strictest of what `@cacheControl` says of the fields of a document, whether they are skipped or not. */
function readPolicy(schema: GraphQLSchema, document: DocumentNode): string {
  let policy = PUBLIC;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const directive = types
          .getFieldDef()
          ?.astNode?.directives?.find(({ name }) => name.value === 'cacheControl');
        if (directive === undefined) return;
        const isPrivate = directive.arguments?.some(
          ({ name, value }) =>
            name.value === 'scope' && value.kind === Kind.ENUM && value.value === 'PRIVATE',
        );
        if (isPrivate) policy = 'private, no-store';
        else if (policy === PUBLIC) policy = 'no-store';
      },
    }),
  );
  return policy;
}

/** The dataset an answer was made from; null where the store was away. */
function versionOf(context: GraphQLContext): string | null {
  try {
    return context.snapshot.version;
  } catch {
    return null;
  }
}
