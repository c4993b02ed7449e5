import type { IncomingMessage, RequestListener } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuseForNow } from './refuse.ts';

export interface RateLimit {
  /** How many requests one client may make in a minute; 0: as many as it likes. */
  readonly perMinute: number;
  /** Addresses and subnets of the proxies whose `X-Forwarded-For` is believed. */
  readonly proxies: readonly string[];
}

const WINDOW_MS = 60_000;
/** How many clients are remembered; who asked longest ago is forgotten first. */
const CLIENTS = 50_000;
/** What watches the server asks these, however many requests come from its address. */
const FREE = new Set(['/healthz', '/readyz']);

/**
 * Refuses with 429 who asks too often. Clients are told apart by address (of IPv6, by the 64 bits of their network), which
 * is that of the connection, or what a trusted proxy says. Counted before anything else happens to a request: `serve`
 * takes it then, or `refuse`, which is Fastify itself, whose hook below answers.
 */
export async function limitRate(
  app: FastifyInstance,
  { perMinute, proxies }: RateLimit,
  [refuse, serve]: readonly [refuse: RequestListener, serve: RequestListener],
): Promise<void> {
  if (perMinute === 0) return;
  await app.register(rateLimit, { global: false, max: perMinute, timeWindow: WINDOW_MS, cache: CLIENTS });
  const ask = app.createRateLimit();
  const isTrusted = proxyAddr.compile([...proxies]);
  const waits = new WeakMap<IncomingMessage, number>();

  app.server.removeAllListeners('request').on('request', (request, response) => {
    if (FREE.has(request.url ?? '')) return serve(request, response);
    // The plugin looks at nothing else of a request.
    const client = { ip: proxyAddr(request, isTrusted) ?? '', routeOptions: {} } as FastifyRequest;
    void ask(client).then((asked) => {
      const isRefused = !asked.isAllowed && asked.isExceeded;
      if (isRefused) waits.set(request, asked.ttlInSeconds);
      (isRefused ? refuse : serve)(request, response);
    });
  });
  app.addHook('onRequest', async ({ raw }, reply: FastifyReply) => {
    const seconds = waits.get(raw);
    if (seconds === undefined) return;
    const message = `More than ${perMinute} requests came from this address within a minute (RATE_LIMIT, set where the server runs). Try again in ${seconds} s.`;
    return refuseForNow(reply, { status: 429, message, code: 'RATE_LIMITED', seconds });
  });
}
