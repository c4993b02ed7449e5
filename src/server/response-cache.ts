import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { acceptsResponseJson, DATASET_HEADER } from '../graphql/request-plugin.ts';
import type { Snapshot } from '../store/store.ts';
import { languageOf } from './request-language.ts';

/** Says whether the answer came from memory: `codelattice; hit` (RFC 9211). */
export const CACHE_STATUS = 'cache-status';
/** The headers that are kept with an answer. All others belong to one request: its id, what CORS allows it. */
const KEPT = [
  'content-type',
  'content-disposition',
  'link',
  'cache-control',
  'vary',
  'surrogate-key',
  'cache-tag',
  'graphql-cost',
  DATASET_HEADER,
];
/** About how many bytes an entry takes without its body. */
const ENTRY_BYTES = 1_000;
/** No answer may take more than this share of the cache. */
const MOST_OF_ALL = 1 / 8;

interface Entry {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came. */
    bytes: Buffer | null;
    /** What the answer of this request is kept by; null where it is not. */
    cacheKey: string | null;
    cacheVersion: string | null;
    /** Aborts at the deadline of the request, or when its client leaves. */
    deadline: AbortSignal | undefined;
    /** The state of the dataset that the request is answered from. */
    snapshot: Promise<Snapshot> | undefined;
  }
}

/**
 * Keeps answers of the routes of the apps that it is given, in so many bytes for all, by dataset, language and all else that decides; only those that
 * every cache may keep. A request with credentials is neither answered from here nor kept. Done with two hooks:
 * `preHandler` looks, `onSend` keeps.
 */
export function cacheResponses(bytes: number): (app: FastifyInstance) => void {
  const entries = new LRUCache<string, Entry>({
    maxSize: Math.max(1, bytes),
    maxEntrySize: Math.max(1, Math.floor(bytes * MOST_OF_ALL)),
    sizeCalculation: ({ body }, key) => body.length + key.length + ENTRY_BYTES,
  });
  return (app) => {
    app.addHook('preHandler', async (request, reply) => {
      const { authorization, cookie } = request.headers;
      if (bytes === 0 || authorization !== undefined || cookie !== undefined) {
        reply.header(CACHE_STATUS, 'codelattice; fwd=bypass');
        return;
      }
      const version = await request.snapshot?.then(
        (snapshot) => snapshot.version,
        () => undefined,
      );
      if (version === undefined) return;
      request.cacheVersion = version;
      request.cacheKey = keyOf(request, version);
      const found = entries.get(request.cacheKey);
      if (found === undefined) return;
      request.cacheKey = null;
      return reply.headers(found.headers).header(CACHE_STATUS, 'codelattice; hit').send(found.body);
    });
    app.addHook('onSend', async ({ cacheKey, cacheVersion }, reply, payload) => {
      if (cacheKey === null) return payload;
      const isKept =
        reply.statusCode === 200 &&
        typeof payload === 'string' &&
        reply.getHeader(DATASET_HEADER) === cacheVersion &&
        isPublic(reply);
      reply.header(CACHE_STATUS, isKept ? 'codelattice; fwd=miss; stored' : 'codelattice; fwd=miss');
      if (!isKept) return payload;
      const body = Buffer.from(payload);
      const headers: Record<string, string> = {};
      for (const name of KEPT) {
        const value = reply.getHeader(name);
        if (value !== undefined) headers[name] = String(value);
      }
      entries.set(cacheKey, { headers, body });
      return body;
    });
  };
}

/** What an answer depends on beside the dataset: what is asked, in which language, and which content type is taken. */
function keyOf(request: FastifyRequest, version: string): string {
  const { method, url, bytes, headers } = request;
  const language = languageOf(request);
  const form = acceptsResponseJson(headers.accept) ? 'response' : 'json';
  const body = bytes === null ? '' : hash('sha256', bytes, 'base64');
  // HEAD has the headers of GET.
  const verb = method === 'HEAD' ? 'GET' : method;
  return `${version} ${language} ${form} ${verb} ${url} ${body}`;
}

/** Whether every cache may keep this answer. */
export const isPublic = (reply: FastifyReply) =>
  String(reply.getHeader('cache-control')).startsWith('public');
