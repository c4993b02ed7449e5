import { tooLong } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Snapshot, Store } from './store/store.ts';

/** The store as one request sees it: what it does not answer by the request's deadline is refused with TIMEOUT. */
export function withDeadline(store: Store, { deadlineMs }: Limits): Store {
  const end = Date.now() + deadlineMs;
  const inTime = <T>(work: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => reject(tooLong(deadlineMs)), Math.max(0, end - Date.now())).unref();
      work.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  return {
    name: store.name,
    at: async () => inTimeAll(await inTime(store.at()), inTime),
    close: () => store.close(),
  };
}

/** The snapshot with every method under the deadline; its other properties are those of the snapshot itself. */
function inTimeAll(snapshot: Snapshot, inTime: <T>(work: Promise<T>) => Promise<T>): Snapshot {
  const bounded = Object.create(snapshot) as Record<string, unknown>;
  for (const [name, method] of Object.entries(snapshot)) {
    if (typeof method !== 'function') continue;
    bounded[name] = (...given: unknown[]) => inTime(method.apply(snapshot, given));
  }
  return bounded as unknown as Snapshot;
}
