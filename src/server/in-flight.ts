import type { FastifyReply } from 'fastify';
import { type Limits, limitVariable } from '../limits.ts';
import { refuseForNow } from './refuse.ts';

const RETRY_SECONDS = 1;

type Handler = (request: never, reply: FastifyReply) => unknown;

export interface InFlight {
  /** The handler, which refuses with 503 while the maximum of requests is being worked on. */
  bound<H extends Handler>(handler: H): H;
  /** The result of the work; null, without starting it, while the maximum of requests is being worked on. */
  run<T>(work: () => T | Promise<T>): Promise<T | null>;
  /** How many requests are worked on now. */
  count(): number;
}

/**
 * Bounds how many requests are worked on at once. A request counts from when its body has been read until its answer is
 * ready, or its client has left: a slow client takes no slot. What the store has begun goes on, within its own bounds.
 */
export function createInFlight({ inFlight: most }: Limits): InFlight {
  let count = 0;
  const run = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    if (count >= most) return null;
    count++;
    try {
      return await work();
    } finally {
      count--;
    }
  };
  const answer = async (handler: Handler, request: never, reply: FastifyReply) => {
    const answered = await run(async () => ({ by: await handler(request, reply) }));
    if (answered !== null) return answered.by;
    const message = `The server works on ${most} requests already and takes no more at once (${limitVariable('inFlight')}, set where it runs). Try again in a second.`;
    return refuseForNow(reply, { status: 503, message, code: 'OVERLOADED', seconds: RETRY_SECONDS });
  };
  return {
    bound: <H extends Handler>(handler: H) =>
      ((request, reply) => answer(handler, request, reply)) as Handler as H,
    run,
    count: () => count,
  };
}
