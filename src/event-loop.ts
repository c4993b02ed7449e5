/** How long, in milliseconds, work may go on before other work that waits comes first. */
const TURN_MS = 20;

let began = 0;
let isRunning = false;

/** Whether the work of this turn of the event loop, that of all requests together, has gone on for so long that it should yield. */
export function shouldYield(): boolean {
  const now = performance.now();
  if (!isRunning) {
    isRunning = true;
    began = now;
    setImmediate(() => {
      isRunning = false;
    });
  }
  return now - began > TURN_MS;
}

/** Lets all other work that waits go first. */
export const yieldToEventLoop = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The results of the same work on each item, in order; yields between items where it should, until the signal aborts. */
export async function mapYielding<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
  signal?: AbortSignal,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    if (shouldYield()) await yieldToEventLoop();
    signal?.throwIfAborted();
    results.push(work(item));
  }
  return results;
}

/** The results of work on so many items at a time, in order; yields between them where it should, until the signal aborts. */
export async function mapSlices<Item, Result>(
  items: readonly Item[],
  size: number,
  work: (slice: readonly Item[]) => readonly Result[] | Promise<readonly Result[]>,
  signal?: AbortSignal,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += size) {
    if (shouldYield()) await yieldToEventLoop();
    signal?.throwIfAborted();
    for (const result of await work(items.slice(at, at + size))) results.push(result);
  }
  return results;
}

/** What the work gives, or the reason of the signal as soon as it aborts; the work goes on unheard. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    const end = () => signal.removeEventListener('abort', abort);
    work.then(resolve, reject).then(end, end);
  });
}
