import type { Snapshot, Store } from '../../src/store/store.ts';

/** A store that counts the calls of its snapshots' methods. */
export function counting(store: Store): { store: Store; calls: string[] } {
  const calls: string[] = [];
  const watch = (snapshot: Snapshot) =>
    new Proxy(snapshot, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          calls.push(String(name));
          return (value as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    });
  return { store: { ...store, at: async () => watch(await store.at()) }, calls };
}
