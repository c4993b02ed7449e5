import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { DATASET_HEADER } from '../graphql/request-plugin.ts';
import type { Limits } from '../limits.ts';
import { followRequests, type Requests } from './draining.ts';
import type { Answered, Observer } from './metrics/observer.ts';
import type { Origins } from './origins.ts';
import { outcomeOf } from './outcome.ts';
import { PAGE_POLICY } from './pages.ts';
import { limitRate, type RateLimit } from './rate-limit.ts';
import { refuseHttp } from './refuse.ts';
import { refuseError, refuseUnknown } from './refuse-error.ts';
import { CACHE_STATUS } from './response-cache.ts';

export interface AppOptions {
  readonly limits: Limits;
  readonly rateLimit: RateLimit;
  /** Which pages of other origins may read answers. */
  readonly corsOrigins: Origins;
  readonly log: Logger;
  /** Told of every answer. */
  readonly observers: readonly Observer[];
}

/** What holds for every request, before any route: its limits, its id and line in the log, who may ask, and how it is refused. */
export async function createApp(
  options: AppOptions,
): Promise<{ readonly app: FastifyInstance; readonly requests: Requests }> {
  const { limits, log } = options;
  const { proxies } = options.rateLimit;
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    // A request that has begun is answered even while the server stops; then its connection closes.
    return503OnClosing: false,
    // `stop` waits for all requests first.
    forceCloseConnections: true,
    // Closes a connection without traffic: after this time its request was answered, and nobody reads the answer.
    connectionTimeout: limits.requestMs + limits.deadlineMs,
    trustProxy: proxies.length > 0 && [...proxies],
    // Ids of terms are longer than the usual 100 characters.
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 300 },
    // Node looks for requests that take too long only this often.
    http: { connectionsCheckingInterval: Math.min(1_000, limits.headersMs) },
    frameworkErrors: (error, _, reply) => void refuseHttp(reply, 400, error.message),
  });
  app.server.headersTimeout = limits.headersMs;
  app.server.maxConnections = limits.connections;
  app
    .decorateRequest('bytes', null)
    .decorateRequest('cacheKey', null)
    .decorateRequest('cacheVersion', null)
    .decorateRequest('deadline', undefined)
    .decorateRequest('snapshot', undefined);
  const requests = followRequests(app);

  app.addHook('onRequest', async (request, reply) => void reply.header(REQUEST_ID_HEADER, request.id));
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const path = routeOptions.url ?? 'unknown';
    const outcome = outcomeOf(reply);
    const isHit = String(reply.getHeader(CACHE_STATUS)).endsWith('; hit');
    const answered: Answered = { path, outcome, isHit, seconds: reply.elapsedTime / 1_000 };
    for (const watch of options.observers) watch.answered?.(answered);
    const code = outcome === 'OK' ? {} : { code: outcome };
    request.log.info(
      { method, path, status: reply.statusCode, ...code, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  app.setErrorHandler((error, request, reply) => refuseError(error, request, reply, limits));
  await limitRate(app, options.rateLimit);
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY } });
  await app.register(cors, {
    origin: options.corsOrigins === '*' ? '*' : [...options.corsOrigins],
    methods: ['GET', 'POST', 'OPTIONS'],
    exposedHeaders: ['etag', 'retry-after', DATASET_HEADER, CACHE_STATUS, 'graphql-cost', REQUEST_ID_HEADER],
    maxAge: 7_200,
  });
  // Runs before the body is read, so that an unknown route gets a 404 and not a complaint about its body.
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 && request.method !== 'GET') return refuseUnknown(app, request, reply);
  });
  return { app, requests };
}

/** Names a request in its answer and in the log. */
const REQUEST_ID_HEADER = 'x-request-id';
