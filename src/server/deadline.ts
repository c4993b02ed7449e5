import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { clientLeft, tooLong } from '../errors.ts';

/**
 * A signal that aborts after so many milliseconds, or when the client of this answer leaves; its reason is the
 * error that fields fail with. Work that watches it stops at its next step, and nothing waits for the store any longer.
 */
export function deadlineSignal(milliseconds: number, answer?: ServerResponse): AbortSignal {
  const deadline = new AbortController();
  // Each store call listens until it ends; Node takes more than ten listeners for a leak and would warn at each request.
  setMaxListeners(0, deadline.signal);
  const timer = setTimeout(() => deadline.abort(tooLong(milliseconds)), milliseconds).unref();
  answer?.once('close', () => {
    clearTimeout(timer);
    if (!answer.writableFinished) deadline.abort(clientLeft());
  });
  return deadline.signal;
}
