/** How long work lets other work go first between its steps. Callers with an event loop pass `src/event-loop.ts`. */
export interface Yielding {
  shouldYield(): boolean;
  yieldToEventLoop(): Promise<void>;
}

/** Never yields, for callers that share the process with no other work. */
export const NEVER_YIELDING: Yielding = { shouldYield: () => false, yieldToEventLoop: async () => {} };
