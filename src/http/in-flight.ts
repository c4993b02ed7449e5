import type { FastifyReply } from 'fastify';
import { type Limits, limitVariable } from '../limits.ts';
import { refuseForNow } from './refuse.ts';

const RETRY_SECONDS = 1;

type Handler = (request: never, reply: FastifyReply) => unknown;

export interface InFlight {
  /** The handler, refusing with 503 while as many requests as allowed are worked on. */
  bound<H extends Handler>(handler: H): H;
  /** How many requests are worked on now. */
  count(): number;
}

/**
 * Bounds how many requests are worked on at once. One counts from when it has been read until its answer is made: who
 * sends or reads slowly holds no place, and who goes away keeps it until the work that was begun has ended.
 */
export function createInFlight({ inFlight: most }: Limits): InFlight {
  let count = 0;
  const answer = async (handler: Handler, request: never, reply: FastifyReply) => {
    if (count >= most) {
      const message = `The server works on ${most} requests already and takes no more at once (${limitVariable('inFlight')}, set where it runs). Try again in a second.`;
      return refuseForNow(reply, { status: 503, message, code: 'OVERLOADED', seconds: RETRY_SECONDS });
    }
    count++;
    try {
      return await handler(request, reply);
    } finally {
      count--;
    }
  };
  return {
    bound: <H extends Handler>(handler: H) =>
      ((request, reply) => answer(handler, request, reply)) as Handler as H,
    count: () => count,
  };
}
