import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Which pages may read answers: all, or those of these origins. */
export type Origins = '*' | readonly string[];

type Asked = Pick<FastifyRequest, 'headers' | 'protocol' | 'host'>;

/**
 * Whether a reader may be given licensed text: a page of an origin that is named (`*` names nobody), a page of this server,
 * whose address is `publicUrl` or else what `Host` says, or no page at all (a command, another server). The last two must ask by
 * a name of this server: a page whose own name was pointed here sends no `Origin` with GET, or the one that `Host` says.
 */
export function mayReadLicensed(request: Asked, origins: Origins, publicUrl: string | null): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return isOwnName(request.host, publicUrl);
  return isNamed(origin, origins) || isOwnPage(origin, request, publicUrl);
}

/** Whether a page may ask here at all, where a browser does not ask first and names the origin: every page under `*`, else its own and those named. */
export function mayAsk(request: Asked, origins: Origins, publicUrl: string | null): boolean {
  const { origin } = request.headers;
  if (origin === undefined || origins === '*') return true;
  return isNamed(origin, origins) || isOwnPage(origin, request, publicUrl);
}

const isNamed = (origin: string, origins: Origins) => origins !== '*' && origins.includes(origin);

function isOwnPage(origin: string, { protocol, host }: Asked, publicUrl: string | null): boolean {
  if (publicUrl !== null) return origin === new URL(publicUrl).origin;
  return origin === `${protocol}://${host}` && isOwnName(host, publicUrl);
}

/** Whether no other site can have pointed its name here: the name is that of `publicUrl`, `localhost`, or an address in digits. */
function isOwnName(host: string, publicUrl: string | null): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  if (publicUrl !== null && hostname === new URL(publicUrl).hostname) return true;
  return hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}
