import fastify from 'fastify';
import { Registry } from 'prom-client';
import { UsageError } from '../../errors.ts';

export interface MetricsOptions {
  readonly port: number;
  readonly host: string;
}

/** Serves figures at /metrics on their own port, so that clients of the graph cannot reach them. */
export async function serveMetrics(
  { port, host }: MetricsOptions,
  text: () => Promise<string>,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const app = fastify({ forceCloseConnections: true });
  app.get('/metrics', async (_, reply) => reply.type(Registry.PROMETHEUS_CONTENT_TYPE).send(await text()));
  const url = await app.listen({ port, host }).catch(({ code }: NodeJS.ErrnoException) => {
    throw new UsageError(
      `The figures cannot be served at port ${port} of ${host} (${code}). Set METRICS_PORT to a free port, METRICS_HOST to an address of this machine.`,
    );
  });
  return { url: `${url}/metrics`, stop: () => app.close() };
}
