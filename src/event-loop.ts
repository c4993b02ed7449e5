/** How long work may go on before everything else that waits has its turn. */
const TURN_MS = 20;

let began = 0;
let isRunning = false;

/**
 * Whether the work of this turn of the event loop, that of all requests together, has gone on for so long that it should
 * stop for `nextTurn`.
 */
export function isTurnOver(): boolean {
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

/** Lets all else that waits have its turn. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Does the same with each item, as many in one turn as it may hold, until the signal aborts. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
  signal?: AbortSignal,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    if (isTurnOver()) await nextTurn();
    signal?.throwIfAborted();
    results.push(work(item));
  }
  return results;
}

/** Does something with so many items at a time, until the signal aborts, and puts what comes of each in order. */
export async function inSlices<Item, Result>(
  items: readonly Item[],
  size: number,
  work: (slice: readonly Item[]) => readonly Result[] | Promise<readonly Result[]>,
  signal?: AbortSignal,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += size) {
    if (isTurnOver()) await nextTurn();
    signal?.throwIfAborted();
    for (const result of await work(items.slice(at, at + size))) results.push(result);
  }
  return results;
}
