import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLContext } from '../graphql/request-plugin.ts';
import { documentHash } from './documents.ts';
import { refuseHttp } from './refuse.ts';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<GraphQLContext>;
  /** Texts by their hashes. */
  readonly documents: ReadonlyMap<string, string>;
  /** Whether documents that are not known are refused. */
  readonly onlyKnown: boolean;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * Answers GET and POST /graphql by Apollo: a document as text, by Apollo's hash of it (`extensions.persistedQuery`), or by
 * `documentId=sha256:<hex>`, one of those that the build knows.
 */
export function graphqlRoute({ apollo, contextOf, documents, onlyKnown }: GraphqlRouteOptions) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (!URL.canParse(`http://${request.host}`)) {
      return refuseHttp(reply, 400, 'The header `host` names no host.');
    }
    const isGet = request.method === 'GET';
    const given = ((isGet ? request.query : request.body) ?? {}) as Body;
    // Clients that send all their fields say null for what they do not use.
    const documentId = given.documentId ?? undefined;
    const extensions = read(given.extensions);
    const sha256 = hashIn(extensions);
    if (sha256 !== undefined && typeof sha256 !== 'string') {
      return refuseHttp(reply, 400, 'The `sha256Hash` of a persisted document must be text.');
    }
    const text =
      typeof documentId === 'string' ? documents.get(documentId.replace(/^sha256:/, '')) : undefined;
    if (documentId !== undefined && text === undefined) {
      return refuseHttp(reply.header('cache-control', 'no-store'), 200, UNKNOWN, 'PERSISTED_QUERY_NOT_FOUND');
    }
    if (onlyKnown && text === undefined && !isKnown(given.query, sha256)) {
      return refuseHttp(reply.header('cache-control', 'no-store'), 200, ONLY_KNOWN, 'FORBIDDEN');
    }
    const { headers, body, status } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: text === undefined ? request.method : 'POST',
        headers: text === undefined ? headersOf(request) : headersOf(request).set('content-type', JSON_TYPE),
        search: text === undefined && isGet ? request.url.slice(`${request.url}?`.indexOf('?')) : '',
        body:
          text === undefined
            ? request.body
            : present({
                query: text,
                variables: read(given.variables),
                operationName: given.operationName,
                extensions,
              }),
      },
      context: () => contextOf(request, reply),
    });
    for (const [name, value] of headers) {
      if (name !== 'content-length' && name !== 'vary') reply.header(name, value);
    }
    vary(reply, headers.get('vary'));
    reply.code(status ?? 200);
    if (body.kind !== 'complete') throw new Error('the answer comes in parts');
    return body.string;
  };

  function isKnown(query: unknown, sha256: string | undefined): boolean {
    if (typeof query === 'string') return documents.has(documentHash(query));
    return sha256 !== undefined && documents.has(sha256);
  }
}

const JSON_TYPE = 'application/json';
const UNKNOWN =
  'The build does not know this document. /persisted-documents.json lists those that it knows; others are sent as text.';
export const ONLY_KNOWN =
  'This server answers the documents of /persisted-documents.json only (DOCUMENTS=known, set where it runs): neither other texts, nor GraphiQL, nor registration by hash.';

/** Adds to `vary` accept and accept-encoding, always, and what Apollo names (accept-language). */
function vary(reply: FastifyReply, more: string | undefined): void {
  const before = reply.getHeader('vary');
  const names = [before, 'accept, accept-encoding', more].filter((one) => one !== undefined && one !== '');
  reply.header('vary', names.join(', '));
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** What is given, and not what is not: Apollo takes a name without a value for a wrong value. */
const present = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** Parses JSON text, given in the address or as a string in the body. Invalid JSON stays as it is: Apollo reports it. */
function read(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The hash of a persisted document in Apollo's form. */
function hashIn(extensions: unknown): unknown {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  return persistedQuery?.sha256Hash;
}
