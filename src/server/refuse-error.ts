import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type PublicError, tooLong } from '../errors.ts';
import { exceeded, type Limits } from '../limits.ts';
import { routeOf } from './page-paths.ts';
import { RATE_LIMITED } from './rate-limit.ts';
import { refuseHttp } from './refuse.ts';

/** Answers a request that failed outside GraphQL; what is the server's fault stands in the log only. */
export function refuseError(error: unknown, request: FastifyRequest, reply: FastifyReply, limits: Limits) {
  const { code, statusCode = 500, message } = error as Error & { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const said = exceeded('bodyBytes', 'a body of more bytes than', limits.bodyBytes, limits);
    return refuseHttp(reply, 413, said, 'LIMIT_EXCEEDED');
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return refuseHttp(reply, 415, 'A body must be JSON, with the header `content-type: application/json`.');
  }
  if (code === RATE_LIMITED) return refuseHttp(reply.header('cache-control', 'no-store'), 429, message, code);
  if (code === 'FST_ERR_HANDLER_TIMEOUT') {
    return refuseHttp(
      reply.header('cache-control', 'no-store'),
      503,
      tooLong(limits.deadlineMs).message,
      'TIMEOUT',
    );
  }
  if (code === 'ERR_INVALID_URL') return refuseHttp(reply, 400, 'The header `host` names no host.');
  if (statusCode < 500) return refuseHttp(reply, statusCode, message);
  const { extensions } = error as Partial<PublicError>;
  if (extensions?.code === 'STORE_UNAVAILABLE' || extensions?.code === 'TIMEOUT') {
    request.log.warn({ err: error }, 'the store is away');
    return refuseHttp(reply, 503, 'The store does not answer just now. Try again later.', extensions.code);
  }
  request.log.error({ err: error }, 'a request failed');
  return refuseHttp(
    reply,
    500,
    'The server failed at this; its log has the cause under the request id of this answer.',
    'INTERNAL_SERVER_ERROR',
  );
}

/** Answers where nothing stands for a method: 405 with the methods that there are, 404 where there is none. */
export function refuseUnknown(app: FastifyInstance, { method, url }: FastifyRequest, reply: FastifyReply) {
  const [whole = ''] = url.split('?');
  const path = routeOf(whole.replace(/(?<=.)\/+$/, ''));
  const allowed = ['GET', 'HEAD', 'POST', 'OPTIONS'].filter((one) => {
    try {
      return app.hasRoute({ url: path, method: one });
    } catch {
      return false; // The path would be no route: `/*a`.
    }
  });
  if (allowed.length === 0 || allowed.includes(method)) {
    return refuseHttp(reply, 404, 'There is nothing at this path.', 'NOT_FOUND');
  }
  reply.header('allow', allowed.join(', '));
  return refuseHttp(reply, 405, `This path does not take ${method}.`);
}
