import { resolve } from 'node:path';
import { pino } from 'pino';
import { createSubgraph } from '../graphql/federation.ts';
import { openTexts } from '../load/seed/seed.ts';
import { type Observer, observed } from '../server/metrics/observer.ts';
import { serve } from '../server/server.ts';
import type { Store } from '../store/store.ts';
import { createSpeaker, prepare } from '../text/speaker.ts';
import type { Config } from './config.ts';
import { root } from './root.ts';
import { openSeeded } from './seeding.ts';

/** Resolves when the process is told to end; further signals change nothing. */
function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

/** Serves the graph of the configuration's store until the process is told to end. Gives the exit code. */
export async function serveGraph(config: Config, say: (line: string) => void): Promise<number> {
  const told = toldToEnd();
  const { metrics, observers } = await watching(config);
  const store = observed(await openSeeded(config, say), observers);
  const log = pino({ level: config.logLevel });
  // An unhandled error of one request must not end the process, and with it all others.
  process.on('unhandledRejection', (cause) =>
    log.error({ err: cause }, 'something failed that nobody waited for'),
  );
  const offer = config.exportDirectory === null ? null : await offerOf(config.exportDirectory, store);
  const served = await serve(store, {
    port: config.port,
    host: config.host,
    limits: config.limits,
    responseCacheBytes: config.responseCacheBytes,
    rateLimit: config.rateLimit,
    corsOrigins: config.corsOrigins,
    publicUrl: config.publicUrl,
    onlyKnownDocuments: config.onlyKnownDocuments,
    speaker: createSpeaker(openTexts(root), prepare),
    log,
    observers,
    schema: config.federation ? createSubgraph() : undefined,
    ...offer,
  });
  metrics?.look({ ...served, store });
  const figures = metrics ? await metrics.serve() : null;
  sayServing({ name: store.name, url: served.url }, figures?.url, say);
  await told;
  await served.stop();
  await figures?.stop();
  await store.close();
  return 0;
}

/** What serves the exports of a folder. Its library loads only then. */
async function offerOf(folder: string, store: Store) {
  const { offerExports } = await import('../export/offer.ts');
  return offerExports(resolve(folder), store);
}

function sayServing(
  { name, url }: { name: string; url: string },
  figuresUrl: string | undefined,
  say: (line: string) => void,
): void {
  say(`codelattice serves ${name} at ${url}`);
  say(`  explorer: ${url}/`);
  say(`  GraphiQL with examples: ${url}/graphiql`);
  say(`  schema: ${url}/schema.graphql`);
  if (figuresUrl !== undefined) say(`  figures for Prometheus: ${figuresUrl}`);
}

/** The observers that the configuration asks for (figures, traces). Their libraries load only then. */
async function watching({ metrics: options, traces }: Config) {
  const observers: Observer[] = [];
  if (traces) observers.push((await import('../server/metrics/traces.ts')).createTraces());
  if (options === null) return { observers, metrics: null };
  const [{ createMetrics }, { serveMetrics }] = await Promise.all([
    import('../server/metrics/metrics.ts'),
    import('../server/metrics/listener.ts'),
  ]);
  const { watch, look, text } = createMetrics();
  observers.push(watch);
  return { observers, metrics: { look, serve: () => serveMetrics(options, text) } };
}
