import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { WrongUse } from '../errors.ts';

export interface MetricsOptions {
  readonly port: number;
  readonly host: string;
}

/** Serves figures at /metrics on a port of their own, so that who reaches the graph does not reach them too. */
export async function serveMetrics(
  { port, host }: MetricsOptions,
  text: () => Promise<string>,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer(({ method, url }, response) => {
    if (url !== '/metrics' || method !== 'GET') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('The figures are at GET /metrics.\n');
      return;
    }
    text().then(
      (figures) => response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE }).end(figures),
      () => response.writeHead(503, { 'content-type': 'text/plain' }).end('There are no figures just now.\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    const fail = ({ code }: NodeJS.ErrnoException) =>
      reject(
        new WrongUse(
          `The figures cannot be served at port ${port} of ${host} (${code}). Set METRICS_PORT to a free port, METRICS_HOST to an address of this machine.`,
        ),
      );
    server.once('error', fail).listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
