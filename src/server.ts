import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import files from '@fastify/static';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { type GraphQLFormattedError, printSchema } from 'graphql';
import type { Logger } from 'pino';
import { type Context, createContext } from './context.ts';
import type { Wording } from './lattice/sentence.ts';
import { checkCost, type Limits, limitRule } from './limits.ts';
import { root } from './root.ts';
import { createSchema } from './schema.ts';
import type { Store } from './store/store.ts';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly wording: Wording;
  readonly limits: Limits;
  readonly log: Logger;
}

export interface Served {
  readonly url: string;
  /** Not ready at once; lets requests in flight finish, then closes. The store stays open. */
  stop(): Promise<void>;
}

/** Codes of errors that are told to clients as they are; every other error is masked and logged. */
const TOLD = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'LIMIT_EXCEEDED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'STORE_UNAVAILABLE',
  'TIMEOUT',
]);

const RESPONSE_JSON = 'application/graphql-response+json';
const DATASET_HEADER = 'codelattice-dataset';

/** GraphiQL's styles are set by script, and its squiggles and fonts are data; nothing comes from elsewhere. */
const PAGE_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ['data:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Serves the graph over HTTP: /graphql, /graphiql, /schema.graphql, /healthz and /readyz. */
export async function serve(store: Store, options: ServeOptions): Promise<Served> {
  const { limits, log } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    disableRequestLogging: true,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    trustProxy: false,
  });
  app.server.headersTimeout = limits.headersMs;
  let draining = false;

  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, id } = request;
    const path = routeOptions.url ?? 'unknown';
    const ms = Math.round(reply.elapsedTime);
    log.info({ requestId: id, method, path, status: reply.statusCode, ms }, 'answered');
  });
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY } });
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST', 'OPTIONS'],
    exposedHeaders: ['etag', DATASET_HEADER],
  });
  await app.register(compress, { threshold: 1_024, encodings: ['br', 'gzip'] });

  const schema = createSchema();
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [limitRule(limits)],
    formatError: told,
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      requestPlugin(schema, limits, log),
    ],
  });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo, {
    context: () => createContext(store, options.wording, limits),
  });

  await app.register(async (graphql) => {
    graphql.addHook('preParsing', async (request, reply) => {
      const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
      if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
        return reply
          .code(415)
          .send({ errors: [{ message: 'A body must be UTF-8.', extensions: { code: 'BAD_REQUEST' } }] });
      }
      return undefined;
    });
    graphql.addHook('onSend', async (request, reply, payload) =>
      cacheable(request.method, request.headers['if-none-match'], reply, payload),
    );
    graphql.route({ method: ['GET', 'POST'], url: '/graphql', handler });
  });

  const sdl = printSchema(schema);
  app.get('/schema.graphql', (_, reply) => reply.type('text/plain; charset=utf-8').send(sdl));
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    if (draining) return reply.code(503).send({ status: 'draining' });
    const ready = await store.at().then(
      () => true,
      () => false,
    );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'store unavailable' });
  });
  await servePages(app);

  try {
    await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    async stop() {
      draining = true;
      await apollo.stop();
      await app.close();
    },
  };
}

/** The built pages: files with hashed names are kept for good, the page itself is asked for anew. */
async function servePages(app: FastifyInstance): Promise<void> {
  const pages = join(root, 'dist/explorer');
  app.get('/', (_, reply) => reply.redirect('/graphiql', 302));
  if (!existsSync(pages)) {
    app.get('/graphiql', (_, reply) =>
      reply
        .code(404)
        .type('text/plain')
        .send('The pages are not built. Run `npm run build`, then start again.\n'),
    );
    return;
  }
  await app.register(files, {
    root: pages,
    index: false,
    decorateReply: true,
    immutable: true,
    maxAge: '1y',
    allowedPath: (path) => path.includes('/assets/'),
  });
  app.get('/graphiql', (_, reply) =>
    reply.sendFile('graphiql/index.html', pages, { immutable: false, maxAge: 0 }),
  );
}

/** An answer without errors to a GET may be kept by anyone who asks again whether it still holds. */
function cacheable(
  method: string,
  known: string | undefined,
  reply: {
    statusCode: number;
    getHeader(name: string): unknown;
    header(name: string, value: string): unknown;
    code(status: number): unknown;
  },
  payload: unknown,
): unknown {
  const version = reply.getHeader(DATASET_HEADER);
  if (
    method !== 'GET' ||
    reply.statusCode !== 200 ||
    typeof version !== 'string' ||
    typeof payload !== 'string'
  ) {
    return payload;
  }
  const etag = `"${version}-${createHash('sha256').update(payload).digest('base64url').slice(0, 16)}"`;
  reply.header('etag', etag);
  reply.header('cache-control', 'public, max-age=0, must-revalidate');
  reply.header('vary', 'accept, accept-encoding, origin');
  if (!known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) return payload;
  reply.code(304);
  return null;
}

function requestPlugin(
  schema: ReturnType<typeof createSchema>,
  limits: Limits,
  log: Logger,
): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request }) {
          if (operation)
            checkCost({ schema, document, operation, variables: request.variables ?? {} }, limits);
        },
        async didEncounterErrors({ errors }) {
          for (const error of errors) {
            const cause = error.originalError ?? error;
            if (!TOLD.has(String(error.extensions.code)))
              log.error({ err: cause, path: error.path }, 'a field failed');
            else if (error.extensions.code === 'STORE_UNAVAILABLE')
              log.warn({ reason: error.message }, 'the store is away');
          }
        },
        async willSendResponse({ response, request, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { errors, data } = response.body.singleResult;
          const http = response.http;
          if (errors === undefined) {
            const version = versionOf(contextValue);
            if (version !== null) http.headers.set(DATASET_HEADER, version);
            return;
          }
          const isMalformed = errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST');
          if (data === undefined && !isMalformed) {
            http.status = request.http?.headers.get('accept')?.includes(RESPONSE_JSON) ? 400 : 200;
          }
        },
      };
    },
  };
}

function versionOf(context: Context): string | null {
  try {
    return context.snapshot.version;
  } catch {
    return null;
  }
}

/** What a client reads of an error: refusals as they are; of anything else only that it happened. */
function told(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = String(formatted.extensions?.code);
  if (TOLD.has(code)) {
    const { message, locations, path } = formatted;
    return {
      message,
      ...(locations ? { locations } : {}),
      ...(path ? { path } : {}),
      extensions: { code },
    };
  }
  return {
    message: 'The server failed at this; the cause is in its log.',
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
