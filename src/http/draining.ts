import type { FastifyInstance } from 'fastify';

/** How long requests in flight may take when the server stops. */
const DRAIN_MS = 8_000;

/**
 * Counts requests from their headers until their answer is sent or their client has left. `drained` resolves when there is
 * none any more, after 8 s at the latest. By the answer's own `close`: no hook of Fastify is told of a client that leaves
 * after its body was read.
 */
export function followRequests(app: FastifyInstance): { drained(): Promise<void> } {
  let begun = 0;
  let tell = () => {};
  app.addHook('onRequest', async (_, { raw }) => {
    begun++;
    raw.once('close', () => {
      begun--;
      if (begun === 0) tell();
    });
  });
  return {
    drained: () =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, DRAIN_MS);
        tell = () => {
          clearTimeout(late);
          resolve();
        };
        if (begun === 0) tell();
      }),
  };
}
