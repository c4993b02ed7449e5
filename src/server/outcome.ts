import type { FastifyReply } from 'fastify';

const codes = new WeakMap<FastifyReply['raw'], string>();

/** Notes the code of the first error that an answer tells. */
export function noteCode({ raw }: FastifyReply, code: string): void {
  if (!codes.has(raw)) codes.set(raw, code);
}

/** The outcome of a request: `OK`, or the code of its first error. */
export function outcomeOf({ raw, statusCode }: FastifyReply): string {
  const noted = codes.get(raw);
  if (noted !== undefined) return noted;
  if (statusCode >= 500) return 'INTERNAL_SERVER_ERROR';
  return statusCode >= 400 ? 'BAD_REQUEST' : 'OK';
}
