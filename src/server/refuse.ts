import type { FastifyReply } from 'fastify';
import { noteCode } from './outcome.ts';

/** Refuses outside GraphQL in the form of a GraphQL answer. */
export function refuseHttp(reply: FastifyReply, status: number, message: string, code = 'BAD_REQUEST') {
  noteCode(reply, code);
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}

/** Refuses for now: the client reads in `Retry-After`, in seconds, when to ask again. */
export function refuseForNow(
  reply: FastifyReply,
  { status, message, code, seconds }: { status: 429 | 503; message: string; code: string; seconds: number },
) {
  reply.header('retry-after', seconds).header('cache-control', 'no-store');
  return refuseHttp(reply, status, message, code);
}
