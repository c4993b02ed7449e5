import { tooLong } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Snapshot, Store } from './store/store.ts';

/** The store as one request sees it: what it does not answer by the request's deadline is refused with TIMEOUT. */
export function withDeadline(store: Store, { deadlineMs }: Limits): Store {
  const deadline = { end: Date.now() + deadlineMs, ms: deadlineMs };
  return {
    name: store.name,
    at: async () => new (boundOf(await inTime(store.at(), deadline)))(deadline) as unknown as Snapshot,
    close: () => store.close(),
  };
}

interface Deadline {
  /** As `Date.now()` tells it. */
  readonly end: number;
  readonly ms: number;
}

type Bound = new (deadline: Deadline) => { readonly deadline: Deadline };

const bounds = new WeakMap<Snapshot, Bound>();

/** A snapshot with every method under a deadline; its other properties are those of the snapshot itself. Made once: all requests share it. */
function boundOf(snapshot: Snapshot): Bound {
  const known = bounds.get(snapshot);
  if (known !== undefined) return known;
  class Bounded {
    readonly deadline: Deadline;
    constructor(deadline: Deadline) {
      this.deadline = deadline;
    }
  }
  Object.setPrototypeOf(Bounded.prototype, snapshot);
  for (const [name, method] of Object.entries(snapshot)) {
    if (typeof method !== 'function') continue;
    const value = function (this: Bounded, ...given: unknown[]) {
      return inTime(method.apply(snapshot, given), this.deadline);
    };
    Object.defineProperty(Bounded.prototype, name, { value });
  }
  bounds.set(snapshot, Bounded);
  return Bounded;
}

interface Waiting {
  readonly deadline: Deadline;
  readonly refuse: (reason: Error) => void;
}

/** How late a refusal may be. */
const LOOK_MS = 20;
const waiting = new Set<Waiting>();
let timer: NodeJS.Timeout | undefined;

/** Work, or its refusal once its deadline has passed. One timer looks after all that wait: one for each costs more than most of the work. */
function inTime<T>(work: Promise<T>, deadline: Deadline): Promise<T> {
  return new Promise((resolve, refuse) => {
    const one = { deadline, refuse };
    waiting.add(one);
    timer ??= setInterval(refuseLate, LOOK_MS).unref();
    work.then(
      (value) => {
        waiting.delete(one);
        resolve(value);
      },
      (error: unknown) => {
        waiting.delete(one);
        refuse(error);
      },
    );
  });
}

function refuseLate(): void {
  const now = Date.now();
  for (const one of waiting) {
    if (now < one.deadline.end) continue;
    waiting.delete(one);
    one.refuse(tooLong(one.deadline.ms));
  }
  if (waiting.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}
