import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface RateLimit {
  /** How many requests one client may make in a minute; 0: as many as it likes. */
  readonly perMinute: number;
  /** Addresses and subnets of the proxies whose `X-Forwarded-For` is believed. */
  readonly proxies: readonly string[];
}

/** How many clients are remembered; who asked longest ago is forgotten first. */
const CLIENTS = 50_000;
/** Health checks ask for these; they are never limited. */
const FREE = new Set(['/healthz', '/readyz']);

/** The code of the refusal; `Retry-After` says when to come back, in seconds. */
export const RATE_LIMITED = 'RATE_LIMITED';

/**
 * Refuses with 429 who asks too often. Clients are told apart by address (of IPv6, by the 64 bits of their network), which
 * is that of the connection, or what a trusted proxy says.
 */
export async function limitRate(app: FastifyInstance, { perMinute }: RateLimit): Promise<void> {
  if (perMinute === 0) return;
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: '1 minute',
    cache: CLIENTS,
    allowList: ({ url }: FastifyRequest) => FREE.has(url),
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    errorResponseBuilder: (_, { ttl }) => {
      const seconds = Math.ceil(ttl / 1_000);
      const message = `More than ${perMinute} requests came from this address within a minute (RATE_LIMIT, set where the server runs). Try again in ${seconds} s.`;
      return Object.assign(new Error(message), { statusCode: 429, code: RATE_LIMITED });
    },
  });
}
