import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InFlight } from './in-flight.ts';
import { refuseHttp } from './refuse.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/**
 * Answers a query again, for the dataset that its address names: as GET /graphql does while that is the loaded one, else 410.
 * `lang` stands for the language in which it was asked, whatever the reader's is.
 */
export function permalinkRoute(answer: Handler, inFlight: InFlight) {
  return {
    async onRequest(request: FastifyRequest) {
      const { lang } = request.query as { readonly lang?: unknown };
      // An answer is also kept by what this header says.
      if (typeof lang === 'string') request.headers['accept-language'] = lang;
    },
    handler: inFlight.bound(async (request: FastifyRequest, reply: FastifyReply) => {
      const { dataset } = request.params as { readonly dataset: string };
      const loaded = await request.snapshot;
      if (loaded === undefined || loaded.version === dataset) return answer(request, reply);
      const now = request.url.slice(`${request.url}?`.indexOf('?'));
      const message = `The dataset ${shown(dataset)} is not loaded any more; loaded is ${loaded.version}. The same query of what is loaded now: /graphql${now}`;
      return refuseHttp(reply.header('cache-control', 'no-store'), 410, message, 'GONE');
    }),
  };
}

/** What stands in an address is anybody's. */
const shown = (dataset: string) => dataset.replace(/[^\w-]/g, '').slice(0, 40);
