import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { clientLeft, tooLong } from '../errors.ts';

/**
 * A signal that aborts after so many milliseconds, or when the client of this answer leaves; its reason is the refusal that
 * a field is told. Work that takes it stops at its next step, and what waits for a store is dropped.
 */
export function deadlineSignal(milliseconds: number, answer?: ServerResponse): AbortSignal {
  const deadline = new AbortController();
  // Each call of the store listens until it ends; Node takes more than ten for a leak, and would say so for each request.
  setMaxListeners(0, deadline.signal);
  const timer = setTimeout(() => deadline.abort(tooLong(milliseconds)), milliseconds).unref();
  answer?.once('close', () => {
    clearTimeout(timer);
    if (!answer.writableFinished) deadline.abort(clientLeft());
  });
  return deadline.signal;
}
