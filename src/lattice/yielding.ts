/** How long work lets other work go first between its steps. Given by who runs an event loop; `src/event-loop.ts` is one. */
export interface Yielding {
  shouldYield(): boolean;
  yieldToEventLoop(): Promise<void>;
}

/** For who has nothing else to do. */
export const NEVER_YIELDING: Yielding = { shouldYield: () => false, yieldToEventLoop: async () => {} };
