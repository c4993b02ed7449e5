import { isUtf8 } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { printSchema } from 'graphql';
import type { Logger } from 'pino';
import { type Asked, DATASET_HEADER } from './answers.ts';
import { createApollo } from './apollo.ts';
import { createContext } from './context.ts';
import { withDeadline } from './deadline.ts';
import type { Refusal } from './errors.ts';
import { isKnown } from './etag.ts';
import type { Execution } from './execute/execution.ts';
import { guardingHeaders } from './http/guarding.ts';
import { createInFlight } from './http/in-flight.ts';
import { noteCode, outcomeOf } from './http/outcome.ts';
import { limitRate, type RateLimit } from './http/rate-limit.ts';
import { refuseHttp } from './http/refuse.ts';
import { KEPT_HEADER, keepAnswers } from './kept-answers.ts';
import { exceeded, type Limits } from './limits.ts';
import { PAGE_POLICY, servePages } from './pages.ts';
import { PREVIEW_PATH, previews } from './previews.ts';
import { createSchema } from './schema.ts';
import type { Snapshot, Store } from './store/store.ts';
import type { Language } from './text/languages.ts';
import { preferredLanguage, type Speaker } from './text/speaker.ts';
import type { Answered, Watch } from './watch/watch.ts';
import { REQUEST_ID_HEADER } from './written-answer.ts';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly speaker: Speaker;
  readonly limits: Limits;
  readonly execution: Execution;
  /** How many bytes of answers are kept; 0 for none. */
  readonly keptBytes: number;
  readonly rateLimit: RateLimit;
  readonly log: Logger;
  /** Told of every answer. */
  readonly watches: readonly Watch[];
}

export interface Served {
  readonly url: string;
  /** How many requests are worked on, and how many connections are open. */
  inFlight(): number;
  connections(): number;
  /** Not ready at once; lets requests in flight finish, for at most 8 seconds, then closes. The store stays open. */
  stop(): Promise<void>;
}

/** How long requests in flight may take when the server stops. */
const DRAIN_MS = 8_000;

/** When words are made ready for the first who searches: once the first answers are out. */
const WARM_MS = 250;

/** Serves the graph over HTTP: the explorer at /, /graphql, /graphiql, /schema.graphql, /healthz and /readyz. */
export async function serve(store: Store, options: ServeOptions): Promise<Served> {
  const { limits, log } = options;
  const { proxies } = options.rateLimit;
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    // A request that was begun is answered, even if its body ends while the server stops; then its connection closes.
    return503OnClosing: false,
    // A connection on which nothing moves: its request takes no longer, and then its answer is not being read.
    connectionTimeout: limits.requestMs + limits.deadlineMs,
    trustProxy: proxies.length > 0 && [...proxies],
    // Node looks for requests that take too long only this often.
    http: { connectionsCheckingInterval: Math.min(1_000, limits.headersMs) },
    frameworkErrors: (error, _, reply) => void refuseHttp(reply, 400, error.message),
  });
  app.server.headersTimeout = limits.headersMs;
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket) => {
    // Not `maxConnections`: among workers it passes a connection on, round and round where all are full.
    if (sockets.size >= limits.connections) return void socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  spareSending(app.server, sockets);
  let draining = false;
  const tell = (answered: Answered) => {
    for (const watch of options.watches) watch.answered?.(answered);
  };
  const kept =
    // No answers are kept just now: what stands before Node's own server goes.
    options.keptBytes >= 0
      ? null
      : keepAnswers({
          bytes: options.keptBytes,
          bodyBytes: limits.bodyBytes,
          store,
          log,
          isDraining: () => draining,
          keepAliveMs: app.server.keepAliveTimeout,
          sent: (seconds) => tell({ path: '/graphql', outcome: 'OK', kept: true, seconds }),
        });
  const own = listenerOf(app);
  if (kept !== null) {
    app.server.removeAllListeners('request').on('request', kept.listener(own));
    if (options.rateLimit.perMinute === 0) app.server.on('connection', kept.connection);
  }

  const guarding = guardingHeaders(PAGE_POLICY);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(guarding).header(REQUEST_ID_HEADER, request.id);
    done();
  });
  app.addHook('onSend', async (_, reply, payload) => {
    if (draining) reply.header('connection', 'close');
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const path = routeOptions.url ?? 'unknown';
    const outcome = outcomeOf(reply);
    tell({ path, outcome, kept: false, seconds: reply.elapsedTime / 1_000 });
    const code = outcome === 'OK' ? {} : { code: outcome };
    request.log.info(
      { method, path, status: reply.statusCode, ...code, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  app.setErrorHandler((error, request, reply) => refuseError(error, request, reply, limits));
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST', 'OPTIONS'],
    exposedHeaders: ['etag', 'retry-after', DATASET_HEADER, KEPT_HEADER, REQUEST_ID_HEADER],
    maxAge: 7_200,
  });
  await limitRate(app, options.rateLimit, [own, listenerOf(app)]);
  await app.register(compress, { threshold: 1_024, encodings: ['br', 'gzip'], globalDecompression: false });

  const schema = createSchema();
  const apollo = createApollo(schema, limits, log);
  await apollo.start();
  const contextIn = (language: Language, from = store) =>
    createContext(withDeadline(from, limits), options.speaker, limits, language);
  const handler = fastifyApolloHandler(apollo, {
    async context({ log, headers }, reply): Promise<Asked> {
      let taken: Snapshot | undefined;
      const at = async () => {
        taken = await store.at();
        kept?.see(taken);
        return taken;
      };
      const context = await contextIn(preferredLanguage(headers['accept-language']), { ...store, at });
      const keep = () => {
        if (taken !== undefined && !context.passing.is) kept?.keep(reply, taken);
      };
      const note = (code: string) => noteCode(reply, code);
      return Object.assign(context, { log, keep, note });
    },
  });

  const inFlight = createInFlight(limits);
  await app.register(async (graphql) => {
    readUtf8(graphql);
    graphql.addHook('preHandler', refuseOddHash);
    if (kept !== null) {
      graphql.addHook('preParsing', async (request, _, payload) => kept.bodyOf(request.raw) ?? payload);
      graphql.addHook('onSend', async (_, reply, payload) => {
        reply.header(KEPT_HEADER, 'no');
        return payload;
      });
    }
    graphql.addHook('onSend', async ({ method, headers }, reply, payload) => {
      const sent = method === 'GET' ? cacheable(headers['if-none-match'], reply, payload) : payload;
      // As text it would be copied for its length, and again behind its headers.
      return typeof sent === 'string' ? Buffer.from(sent) : sent;
    });
    graphql.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      exposeHeadRoute: false,
      handler: inFlight.bound(handler),
    });
    const notFound = (request: FastifyRequest, reply: FastifyReply) => refuseUnknown(app, request, reply);
    graphql.get(PREVIEW_PATH, inFlight.bound(previews(contextIn, notFound, DATASET_HEADER)));
  });

  let sdl: string | undefined;
  app.get('/schema.graphql', (_, reply) =>
    reply.type('text/plain; charset=utf-8').send((sdl ??= printSchema(schema))),
  );
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    reply.header('cache-control', 'no-store');
    if (draining) return reply.code(503).send({ status: 'draining' });
    const ready = await withDeadline(store, limits)
      .at()
      .then(
        () => true,
        () => false,
      );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'store unavailable' });
  });
  await servePages(app, (request, reply) => refuseUnknown(app, request, reply));

  try {
    await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await app.close();
    throw error;
  }
  const warm = setTimeout(() => {
    store.at().then(
      ({ vocabulary }) => void options.speaker('EN', vocabulary),
      () => {},
    );
  }, WARM_MS).unref();
  const { port } = app.server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    inFlight: () => inFlight.count(),
    connections: () => sockets.size,
    async stop() {
      draining = true;
      clearTimeout(warm);
      // Node closes once what is idle now: neither what is so later, nor connections that never asked anything.
      const idle = setInterval(() => {
        app.server.closeIdleConnections();
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      }, 50);
      const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
      await app.close();
      clearInterval(idle);
      clearTimeout(late);
      await apollo.stop();
    },
  };
}

/** What takes requests just now: Fastify itself, or what was put before it. */
function listenerOf({ server }: FastifyInstance): RequestListener {
  const [listener] = server.listeners('request') as RequestListener[];
  if (listener === undefined) throw new Error('nothing takes requests');
  return listener;
}

/**
 * Node takes a connection for idle as soon as its answer is made, and would close it over what is still to be sent. While
 * there is one that sends, none is closed as idle, neither by Node itself.
 */
function spareSending(server: Server, sockets: ReadonlySet<Socket>): void {
  const close = server.closeIdleConnections.bind(server);
  server.closeIdleConnections = () => {
    if ([...sockets].every(({ writableLength }) => writableLength === 0)) close();
  };
}

/** Takes JSON in plain UTF-8 as the only body. */
function readUtf8(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  const refusal = (message: string) => Object.assign(new Error(message), { statusCode: 415 });
  app.removeContentTypeParser(['text/plain', 'application/json']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const { headers } = request;
    const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
      done(refusal('A body must not be compressed.'));
    } else if (!/^utf-?8$/i.test(charset) || !isUtf8(body as Buffer)) done(refusal('A body must be UTF-8.'));
    else parse(request, body.toString(), done);
  });
}

/** Apollo takes the hash of a persisted document for text, and fails where it is something else. */
async function refuseOddHash({ method, body, query }: FastifyRequest, reply: FastifyReply) {
  const { extensions } = ((method === 'GET' ? query : body) ?? {}) as { extensions?: unknown };
  let given = extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined;
  if (typeof extensions === 'string') {
    try {
      given = JSON.parse(extensions);
    } catch {
      return; // Apollo says what is wrong with it.
    }
  }
  const hash = given?.persistedQuery?.sha256Hash;
  if (hash === undefined || typeof hash === 'string') return;
  return refuseHttp(reply, 400, 'The `sha256Hash` of a persisted document must be text.');
}

/** An answer without errors may be kept by anyone who asks again whether it still holds; no other one. */
function cacheable(known: string | undefined, reply: FastifyReply, payload: unknown): unknown {
  const version = reply.getHeader(DATASET_HEADER);
  if (reply.statusCode !== 200 || typeof version !== 'string' || typeof payload !== 'string') {
    reply.header('cache-control', 'no-store');
    return payload;
  }
  const etag = `W/"${version}-${createHash('sha256').update(payload).digest('base64url').slice(0, 16)}"`;
  reply.header('etag', etag);
  reply.header('cache-control', 'public, max-age=0, must-revalidate');
  reply.header('vary', 'accept, accept-encoding, accept-language');
  if (!isKnown(known, etag)) return payload;
  reply.code(304);
  return null;
}

function refuseError(error: unknown, request: FastifyRequest, reply: FastifyReply, limits: Limits) {
  const { code, statusCode = 500, message } = error as Error & { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const said = exceeded('bodyBytes', 'a body of more bytes than', limits.bodyBytes, limits);
    return refuseHttp(reply, 413, said, 'LIMIT_EXCEEDED');
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return refuseHttp(reply, 415, 'A body must be JSON, with the header `content-type: application/json`.');
  }
  if (code === 'ERR_INVALID_URL') return refuseHttp(reply, 400, 'The header `host` names no host.');
  if (statusCode < 500) return refuseHttp(reply, statusCode, message);
  const { extensions } = error as Partial<Refusal>;
  if (extensions?.code === 'STORE_UNAVAILABLE' || extensions?.code === 'TIMEOUT') {
    request.log.warn({ err: error }, 'the store is away');
    return refuseHttp(reply, 503, 'The store does not answer just now. Try again later.', extensions.code);
  }
  request.log.error({ err: error }, 'a request failed');
  return refuseHttp(
    reply,
    500,
    'The server failed at this; its log has the cause under the request id of this answer.',
    'INTERNAL_SERVER_ERROR',
  );
}

function refuseUnknown(app: FastifyInstance, { method, url }: FastifyRequest, reply: FastifyReply) {
  const [path = ''] = url.split('?');
  const allowed = ['GET', 'HEAD', 'POST', 'OPTIONS'].filter((one) => {
    try {
      return app.hasRoute({ url: path, method: one });
    } catch {
      return false; // The path would be no route: `/*a`.
    }
  });
  if (allowed.length === 0 || allowed.includes(method)) {
    return refuseHttp(reply, 404, 'There is nothing at this path.', 'NOT_FOUND');
  }
  reply.header('allow', allowed.join(', '));
  return refuseHttp(reply, 405, `This path does not take ${method}.`);
}
