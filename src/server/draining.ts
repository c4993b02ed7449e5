import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Counts requests from their headers until their answer is sent or their client has left. `drained` resolves when there is
 * none any more, after so many milliseconds at the latest. Listens for `close` of the answer, since no hook of Fastify
 * runs when a client leaves after its body was read; and of the connection, since a queued answer emits none.
 */
export function followRequests(app: FastifyInstance): { drained(atMost: number): Promise<void> } {
  let begun = 0;
  const begunOn = new Map<Socket, number>();
  let tell = () => {};
  const end = (count: number) => {
    begun -= count;
    if (begun === 0) tell();
  };
  app.addHook('onRequest', async ({ raw: { socket } }, { raw }) => {
    if (!begunOn.has(socket)) {
      socket.once('close', () => {
        end(begunOn.get(socket) ?? 0);
        begunOn.delete(socket);
      });
    }
    begun++;
    begunOn.set(socket, (begunOn.get(socket) ?? 0) + 1);
    raw.once('close', () => {
      const count = begunOn.get(socket);
      if (count === undefined) return;
      begunOn.set(socket, count - 1);
      end(1);
    });
  });
  return {
    drained: (atMost) =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, atMost);
        tell = () => {
          clearTimeout(late);
          resolve();
        };
        if (begun === 0) tell();
      }),
  };
}
