import type { FastifyReply } from 'fastify';
import { type Limits, limitVariable } from '../limits.ts';
import { refuseForNow } from './refuse.ts';

const RETRY_SECONDS = 1;

type Handler = (request: never, reply: FastifyReply) => unknown;

export interface InFlight {
  /** The handler, refusing with 503 while as many requests as allowed are worked on. */
  bound<H extends Handler>(handler: H): H;
  /** What the work gives; null while as many requests as allowed are worked on. */
  run<T>(work: () => T | Promise<T>): Promise<T | null>;
  /** How many requests are worked on now. */
  count(): number;
}

/**
 * Bounds how many requests are worked on at once. One counts from when it has been read until its answer is made, or its
 * client has left: who sends or reads slowly holds no place. What a store has begun then goes on, within the store's bounds.
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
