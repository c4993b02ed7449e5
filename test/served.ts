import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import type { Offer } from '../src/export/offer.ts';
import type { Exports } from '../src/graphql/context.ts';
import { DEFAULT_LIMITS, type Limits } from '../src/limits.ts';
import type { Observer } from '../src/server/metrics/observer.ts';
import type { Origins } from '../src/server/origins.ts';
import type { RateLimit } from '../src/server/rate-limit.ts';
import { serve } from '../src/server/server.ts';
import type { Store } from '../src/store/store.ts';
import { seededStore, speaker } from './seeded.ts';

/** Where a test is not about being late, no request is, however busy the machine. */
const PATIENT = { deadlineMs: 120_000, headersMs: 120_000, requestMs: 120_000 } satisfies Partial<Limits>;

export interface TestServer {
  readonly url: string;
  /** How many are open. */
  connections(): Promise<number>;
  stop(): Promise<void>;
}

/** Serves a freshly seeded SQLite store, or the given one, on a free port. */
export async function startTestServer(
  options: {
    store?: Store;
    limits?: Partial<Limits>;
    rateLimit?: RateLimit;
    observers?: readonly Observer[];
    log?: (line: string) => void;
    responseCacheBytes?: number;
    corsOrigins?: Origins;
    publicUrl?: string;
    onlyKnownDocuments?: boolean;
    schema?: GraphQLSchema | undefined;
    exports?: Exports;
    plugins?: Offer['plugins'];
  } = {},
): Promise<TestServer> {
  const own = options.store === undefined ? await seededStore() : null;
  const store = options.store ?? own?.store;
  if (store === undefined) throw new Error('no store');
  const { log } = options;
  const logger = log === undefined ? pino({ level: 'silent' }) : pino({ level: 'info' }, { write: log });
  const limits = { ...DEFAULT_LIMITS, ...PATIENT, ...options.limits };
  const served = await serve(store, {
    port: 0,
    host: '127.0.0.1',
    speaker,
    limits,
    responseCacheBytes: options.responseCacheBytes ?? 64_000_000,
    corsOrigins: options.corsOrigins ?? '*',
    publicUrl: options.publicUrl ?? null,
    onlyKnownDocuments: options.onlyKnownDocuments ?? false,
    schema: options.schema,
    rateLimit: options.rateLimit ?? { perMinute: 0, proxies: [] },
    // Who would wait for requests that have ended hangs.
    drainMs: 600_000,
    log: logger,
    observers: options.observers ?? [],
    ...(options.exports === undefined ? {} : { exports: options.exports }),
    plugins: options.plugins ?? [],
  });
  return {
    url: served.url,
    connections: served.connections,
    async stop() {
      await served.stop();
      await own?.close();
    },
  };
}

/** The lines of a log that the operator would be called for: warnings and errors. */
export const alarmsIn = (lines: readonly string[]) =>
  lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 40);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly body: any;
}

/** Sends a document as a client does. */
export async function ask(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) };
}
