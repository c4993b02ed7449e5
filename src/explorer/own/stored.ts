import { useEffect, useState } from 'preact/hooks';

interface Now<Value> {
  readonly value: Value;
  /** False where the browser forbids it, or has no room: then it lasts as long as the page. */
  readonly isKept: boolean;
}

/** Something of the reader's own, kept in this browser and nowhere else; all its tabs have the same. */
export interface Stored<Value> {
  now(): Now<Value>;
  change(how: (before: Value) => Value): void;
  /** Calls after every change, until what it returns is called. */
  follow(told: () => void): () => void;
}

/** Keeps a value under a key; `read` makes it from what is found there, which may be anything. */
export function stored<Value>(key: string, read: (found: unknown) => Value): Stored<Value> {
  const followers = new Set<() => void>();
  const recall = (): Now<Value> => {
    try {
      return { value: read(parsed(localStorage.getItem(key))), isKept: true };
    } catch {
      return { value: read(null), isKept: false };
    }
  };
  let now = recall();
  const become = (next: Now<Value>) => {
    now = next;
    for (const told of followers) told();
  };
  const again = () => now.isKept && become(recall());
  // Another tab has changed it; a page that comes back by the back button was not told.
  addEventListener('storage', (event) => (event.key === key || event.key === null) && again());
  addEventListener('pageshow', (event) => event.persisted && again());
  return {
    now: () => now,
    change(how) {
      const latest = now.isKept ? recall() : now;
      const value = how(latest.isKept ? latest.value : now.value);
      try {
        localStorage.setItem(key, JSON.stringify(value));
        become({ value, isKept: true });
      } catch {
        become({ value, isKept: false });
      }
    },
    follow(told) {
      followers.add(told);
      return () => void followers.delete(told);
    },
  };
}

/** The value as it is, anew after every change. */
export function useStored<Value>(own: Stored<Value>): Now<Value> {
  const [now, setNow] = useState(own.now);
  useEffect(() => {
    const follow = () => setNow(own.now());
    follow();
    return own.follow(follow);
  }, [own]);
  return now;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
