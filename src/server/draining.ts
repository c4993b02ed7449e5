import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** The requests of a server while it works, and while it ends. */
export interface Requests {
  isDraining(): boolean;
  /** Accepts no new connection; resolves when no request is worked on any more, after so many milliseconds at the latest. */
  drained(atMost: number): Promise<void>;
}

/**
 * Counts requests from their headers until their answer is sent or their client has left. Listens for `close` of the answer, since no hook of Fastify
 * runs when a client leaves after its body was read; and of the connection, since a queued answer emits none.
 */
export function followRequests(app: FastifyInstance): Requests {
  let draining = false;
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
  app.addHook('onSend', async (_, reply, payload) => {
    if (draining) reply.header('connection', 'close');
    return payload;
  });
  return {
    isDraining: () => draining,
    drained: (atMost) =>
      new Promise((resolve) => {
        draining = true;
        // One connection is open at least while there are requests, so that no other is accepted.
        app.server.maxConnections = 1;
        const late = setTimeout(resolve, atMost);
        tell = () => {
          clearTimeout(late);
          resolve();
        };
        if (begun === 0) tell();
      }),
  };
}
