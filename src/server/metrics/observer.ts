import type { Snapshot, Store } from '../../store/store.ts';

/** How a request was answered. */
export interface Answered {
  /** The path of the route, never that of the request: `/families/:family`. */
  readonly path: string;
  /** `OK`, or the first code of its errors. */
  readonly outcome: string;
  /** Whether the answer came from memory. */
  readonly isHit: boolean;
  readonly seconds: number;
}

/** Told of what the server does, for figures and for traces. */
export interface Observer {
  /** Called when a method of the store is called; the returned function is called when it has answered, or failed. */
  storeCall(method: string): (failure?: unknown) => void;
  answered?(answer: Answered): void;
}

/** The store, with every call reported to the observers. */
export function observed(store: Store, observers: readonly Observer[]): Store {
  if (observers.length === 0) return store;
  const told = async <T>(method: string, call: () => Promise<T>): Promise<T> => {
    const ends = observers.map((watch) => watch.storeCall(method));
    try {
      const answer = await call();
      for (const end of ends) end();
      return answer;
    } catch (failure) {
      for (const end of ends) end(failure ?? 'unknown');
      throw failure;
    }
  };
  // One wrapper for each state of the dataset: others compare snapshots to see whether the dataset has changed.
  const snapshots = new WeakMap<Snapshot, Snapshot>();
  const watchedSnapshot = (snapshot: Snapshot): Snapshot => {
    const known = snapshots.get(snapshot);
    if (known !== undefined) return known;
    const made = Object.create(snapshot) as Record<string, unknown>;
    for (const [name, method] of Object.entries(snapshot)) {
      made[name] =
        typeof method === 'function'
          ? (...given: unknown[]) => told(name, () => method.apply(snapshot, given))
          : method;
    }
    snapshots.set(snapshot, made as unknown as Snapshot);
    return made as unknown as Snapshot;
  };
  return {
    name: store.name,
    at: async (signal) => watchedSnapshot(await told('at', () => store.at(signal))),
    close: () => store.close(),
  };
}
