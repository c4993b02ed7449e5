import { PublicError } from '../../errors.ts';
import { untilAborted } from '../../event-loop.ts';

/** The most keys of one statement: a page of codes, or a few dozen requests. */
const MOST = 500;

interface Waiting<Key, Answer> {
  readonly keys: readonly Key[];
  readonly signal: AbortSignal | undefined;
  resolve(answers: Answer[]): void;
  reject(error: unknown): void;
}

/**
 * A batch method that several requests share: what they ask in one turn of the event loop, or while a statement runs, is
 * sent as one statement, with equal keys once. One statement at a time is enough: building answers takes longer than
 * finding the rows. Requests that were aborted meanwhile are left out. Nothing is cached: later calls ask anew.
 */
export function shared<Key, Answer>(
  ask: (keys: readonly Key[]) => Promise<Answer[]>,
): (keys: readonly Key[], signal?: AbortSignal) => Promise<Answer[]> {
  let waiting: Waiting<Key, Answer>[] = [];
  let isUnderWay = false;

  /** As many of the waiting calls, in order, as fit in one statement; at least one. */
  function taken(): Waiting<Key, Answer>[] {
    waiting = waiting.filter(({ signal }) => !signal?.aborted);
    let keys = 0;
    const end = waiting.findIndex((one, index) => (keys += one.keys.length) > MOST && index > 0);
    const calls = end < 0 ? waiting : waiting.slice(0, end);
    waiting = end < 0 ? [] : waiting.slice(end);
    return calls;
  }

  /** Waits for the end of the turn, so that requests that were just answered ask their next question together. */
  const sendSoon = () => void setImmediate(send);

  async function send(): Promise<void> {
    const calls = taken();
    try {
      if (calls.length === 0) return;
      const places = new Map<string, number>();
      const keys: Key[] = [];
      const asked = calls.map((call) =>
        call.keys.map((key) => {
          const name = JSON.stringify(key);
          const place = places.get(name) ?? keys.push(key) - 1;
          places.set(name, place);
          return place;
        }),
      );
      const answers = await ask(keys);
      for (const [index, call] of calls.entries()) {
        call.resolve((asked[index] ?? []).map((place) => answers[place] as Answer));
      }
    } catch (error) {
      // If the database is unreachable, waiting calls fail at once too: they need not wait for a timeout of their own.
      const failed = isAway(error) ? [...calls, ...waiting.splice(0)] : calls;
      for (const call of failed) call.reject(error);
    } finally {
      isUnderWay = waiting.length > 0;
      if (isUnderWay) sendSoon();
    }
  }

  return (keys, signal) =>
    untilAborted(
      new Promise((resolve, reject) => {
        waiting.push({ keys, signal, resolve, reject });
        if (!isUnderWay) sendSoon();
        isUnderWay = true;
      }),
      signal,
    );
}

const isAway = (error: unknown) =>
  error instanceof PublicError && error.extensions.code === 'STORE_UNAVAILABLE';
