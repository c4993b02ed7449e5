import type { FastifyRequest } from 'fastify';

/** Which pages may read answers: all, or those of these origins. */
export type Origins = '*' | readonly string[];

/**
 * Whether a reader may be given licensed text: no page at all (a command, another server), a page of this server, whose
 * address is `publicUrl` or else what `Host` says, or of an origin that is named. `*` names nobody.
 */
export function mayReadLicensed(
  { headers: { origin }, protocol, host }: Pick<FastifyRequest, 'headers' | 'protocol' | 'host'>,
  origins: Origins,
  publicUrl: string | null,
): boolean {
  if (origin === undefined) return true;
  const own = publicUrl === null ? `${protocol}://${host}` : new URL(publicUrl).origin;
  return origin === own || (origins !== '*' && origins.includes(origin));
}

/** Whether a page may ask here at all, where a browser does not ask first: every page under `*`, else those that may read licensed text. */
export const mayAsk = (
  request: Pick<FastifyRequest, 'headers' | 'protocol' | 'host'>,
  origins: Origins,
  publicUrl: string | null,
): boolean => origins === '*' || mayReadLicensed(request, origins, publicUrl);
