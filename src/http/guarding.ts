import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/**
 * The headers that guard an answer in a browser, as helmet writes them. They are the same for all answers, so they are
 * written once: anew for each they took a third of the time of a small one.
 */
export function guardingHeaders(directives: Readonly<Record<string, readonly string[]>>) {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const guard = helmet({ contentSecurityPolicy: { useDefaults: false, directives } });
  guard(request, response, (error) => {
    if (error !== undefined) throw error;
  });
  return response.getHeaders();
}
