import { isUtf8 } from 'node:buffer';
import type { AddressInfo } from 'node:net';
import compress, { type FastifyCompressOptions } from '@fastify/compress';
import etag from '@fastify/etag';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { untilAborted } from '../event-loop.ts';
import { createApollo } from '../graphql/apollo.ts';
import { type Context, createContext, type Exports } from '../graphql/context.ts';
import { PERMALINK_PATH } from '../graphql/provenance.ts';
import type { GraphQLContext } from '../graphql/request-plugin.ts';
import { runDocument } from '../graphql/run-document.ts';
import { createSchema, schemaText } from '../graphql/schema.ts';
import type { Store } from '../store/store.ts';
import type { Language } from '../text/languages.ts';
import type { Speaker } from '../text/speaker.ts';
import type { Answer } from './answer.ts';
import { type AppOptions, createApp } from './app.ts';
import { CHANGES_PATH, changesRoute } from './changes-route.ts';
import { codesTable, TABLE_PATH } from './codes-table.ts';
import { deadlineSignal } from './deadline.ts';
import { documentHash, manifestOf, readKnownDocuments } from './documents.ts';
import { graphqlRoute, ONLY_KNOWN } from './graphql-route.ts';
import { createInFlight } from './in-flight.ts';
import { mcpRoute } from './mcp-route.ts';
import { mayAsk, mayReadLicensed } from './origins.ts';
import { noteCode } from './outcome.ts';
import { ofDataset } from './page-subject.ts';
import { servePages } from './pages.ts';
import { permalinkRoute } from './permalink-route.ts';
import { PREVIEWS, previews } from './previews.ts';
import { refuseHttp } from './refuse.ts';
import { refuseUnknown } from './refuse-error.ts';
import { languageOf } from './request-language.ts';
import { cacheResponses, isPublic } from './response-cache.ts';
import { robotsOf, SITEMAP_PART_PATH, SITEMAP_PATH, sitemap } from './sitemap.ts';

export interface ServeOptions extends AppOptions {
  readonly port: number;
  readonly host: string;
  readonly speaker: Speaker;
  /** How many bytes of answers are kept in memory; 0 for none. */
  readonly responseCacheBytes: number;
  /** The address that readers know the server by; null: what `Host` says, where no other site can have pointed a name here. */
  readonly publicUrl: string | null;
  /** Whether only documents that the build knows are answered. */
  readonly onlyKnownDocuments: boolean;
  /** What documents are answered by, where it holds more than people and tools are shown. */
  readonly schema?: GraphQLSchema | undefined;
  /** How long requests in flight may take when the server stops; 8 s when left out. */
  readonly drainMs?: number;
  /** The files that the operator offers; none where it is left out. */
  readonly exports?: Exports;
  /** Faces that serve paths of their own. */
  readonly plugins?: readonly ((app: FastifyInstance) => Promise<void>)[];
}

export interface Served {
  readonly url: string;
  /** How many requests are worked on, and how many connections are open. */
  inFlight(): number;
  connections(): Promise<number>;
  /** Not ready at once; lets requests in flight finish, for at most `drainMs`, then closes. The store stays open. */
  stop(): Promise<void>;
}

/** When the words are prepared that the first search needs: late enough not to delay the first answers. */
const WARM_MS = 250;
const DRAIN_MS = 8_000;
/** How long after the deadline of its fields the request itself is ended. */
const GRACE_MS = 1_000;

/** Serves the graph over HTTP: the explorer at /, /graphql, /mcp, /graphiql, /schema.graphql, /healthz and /readyz. */
export async function serve(store: Store, options: ServeOptions): Promise<Served> {
  const { limits, log } = options;
  const { app, requests } = await createApp(options);
  const schema = createSchema();
  const documents = readKnownDocuments();
  const apollo = createApollo(options.schema ?? schema, limits, log, documents);
  await apollo.start();
  /** Sets the deadline of a request, and the state of the dataset that it is answered from. */
  const begin = (request: FastifyRequest, reply: FastifyReply) => {
    request.deadline = deadlineSignal(limits.deadlineMs, reply.raw);
    request.snapshot = untilAborted(store.at(request.deadline), request.deadline);
    request.snapshot.catch(() => {});
  };
  const contextIn = (language: Language, request: FastifyRequest) => {
    const at = () => request.snapshot ?? store.at(request.deadline);
    return createContext({ ...store, at }, options.speaker, limits, {
      language,
      signal: request.deadline,
      mayReadLicensed: mayReadLicensed(request, options.corsOrigins, options.publicUrl),
      exports: options.exports,
      publicUrl: options.publicUrl,
    });
  };
  const contextOf = async (request: FastifyRequest, reply: FastifyReply, language = languageOf(request)) =>
    noted(await contextIn(language, request), request, reply);
  const answer: Answer = async (request, reply, language, asked) =>
    runDocument(apollo, await contextOf(request, reply, language ?? languageOf(request)), asked);
  const handler = graphqlRoute({
    apollo,
    documents,
    onlyKnown: options.onlyKnownDocuments,
    contextOf: (request, reply) => contextOf(request, reply),
  });

  const notFound = (request: FastifyRequest, reply: FastifyReply) => refuseUnknown(app, request, reply);
  const inFlight = createInFlight(limits);
  const keepResponses = cacheResponses(options.responseCacheBytes);
  /** Answers the routes of a scope from the state of the dataset, and keeps what every cache may keep. */
  const keeping = async (scope: FastifyInstance) => {
    scope.addHook('preHandler', async (request, reply) => begin(request, reply));
    keepResponses(scope);
    await scope.register(etag, { weak: true });
    scope.addHook('onSend', async ({ method }, reply, payload) => {
      const isKept = method !== 'POST' && isPublic(reply);
      if (!isKept) reply.removeHeader('etag');
      return payload;
    });
  };
  const handlerTimeout = limits.deadlineMs + GRACE_MS;
  await app.register(async (graphql) => {
    readUtf8(graphql);
    await keeping(graphql);
    await graphql.register(compress, COMPRESSION);
    graphql.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      exposeHeadRoute: false,
      handlerTimeout,
      handler: inFlight.bound(handler),
    });
    graphql.route({
      method: 'GET',
      url: PERMALINK_PATH,
      exposeHeadRoute: false,
      handlerTimeout,
      ...permalinkRoute(handler, inFlight),
    });
    const feed = changesRoute(answer, { rows: limits.first, publicUrl: options.publicUrl });
    graphql.get(CHANGES_PATH, { handlerTimeout }, inFlight.bound(feed));
    for (const [path, draw] of Object.entries(PREVIEWS)) {
      graphql.get(path, { handlerTimeout }, inFlight.bound(previews(draw, contextIn, notFound)));
    }
    const listing = sitemap({
      answer,
      contextIn: (request) => contextIn('EN', request),
      notFound,
      publicUrl: options.publicUrl,
    });
    for (const path of [SITEMAP_PATH, SITEMAP_PART_PATH]) {
      graphql.get(path, { handlerTimeout }, inFlight.bound(listing));
    }
    graphql.get(TABLE_PATH, { handlerTimeout }, inFlight.bound(codesTable(answer)));
  });
  await app.register(async (mcp) => {
    readUtf8(mcp);
    mcp.addHook('onRequest', async (request, reply) => {
      if (!mayAsk(request, options.corsOrigins, options.publicUrl)) {
        return refuseHttp(reply, 403, FOREIGN, 'FORBIDDEN');
      }
    });
    mcp.addHook('preHandler', async (request, reply) => begin(request, reply));
    const refusalOf = (text: string) =>
      options.onlyKnownDocuments && !documents.has(documentHash(text)) ? ONLY_KNOWN : null;
    mcp.post('/mcp', { handlerTimeout }, inFlight.bound(mcpRoute({ schema, refusalOf, log }, answer)));
  });
  await app.register(compress, COMPRESSION);

  const sdl = schemaText(schema);
  const robots = robotsOf(options.publicUrl);
  app.get('/robots.txt', (_, reply) => reply.type('text/plain; charset=utf-8').send(robots));
  app.get('/schema.graphql', (_, reply) => reply.type('text/plain; charset=utf-8').send(sdl));
  app.get('/persisted-documents.json', (_, reply) => reply.send(manifestOf(documents)));
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    reply.header('cache-control', 'no-store');
    if (requests.isDraining()) return reply.code(503).send({ status: 'draining' });
    const signal = deadlineSignal(limits.deadlineMs, reply.raw);
    const ready = await untilAborted(store.at(signal), signal).then(
      () => true,
      () => false,
    );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'store unavailable' });
  });
  for (const plugin of options.plugins ?? []) await app.register(plugin);
  await servePages(app, {
    notFound,
    publicUrl: options.publicUrl,
    keeping,
    asking: (request, reply, work) =>
      inFlight.run(async () => {
        if (request.snapshot === undefined) begin(request, reply);
        const context = await contextIn(languageOf(request), request);
        const asked = Object.assign(context, { log: request.log });
        return work(async (query, variables) =>
          ofDataset(await runDocument(apollo, asked, { query, variables })),
        );
      }),
  });

  try {
    await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await app.close();
    throw error;
  }
  const warm = setTimeout(() => {
    // If this fails, the first search reports the error.
    store
      .at()
      .then(({ vocabulary }) => options.speaker('EN', vocabulary))
      .catch(() => {});
  }, WARM_MS).unref();
  const { port } = app.server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    inFlight: () => inFlight.count(),
    connections: () =>
      new Promise((resolve, reject) =>
        app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async stop() {
      clearTimeout(warm);
      await requests.drained(options.drainMs ?? DRAIN_MS);
      await app.close();
      await apollo.stop();
    },
  };
}

/** The context with the log of its request, and a place to note its error. */
const noted = (context: Context, request: FastifyRequest, reply: FastifyReply): GraphQLContext =>
  Object.assign(context, { log: request.log, note: (code: string) => noteCode(reply, code) });

const FOREIGN =
  'Pages of this origin may not ask here. Those of PUBLIC_URL (or of localhost, or an address in digits) may, and those that CORS_ORIGINS names; both are set where the server runs.';

const COMPRESSION = {
  threshold: 1_024,
  encodings: ['br', 'gzip'],
  globalDecompression: false,
} satisfies FastifyCompressOptions;

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
    else {
      request.bytes = body as Buffer;
      parse(request, body.toString(), done);
    }
  });
}
