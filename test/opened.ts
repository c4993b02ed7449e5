import { afterAll, beforeAll } from 'vitest';
import { answer } from './documents.ts';
import { seededStore } from './seeded.ts';

/** A store for the tests of a file or a group: open before the first, closed after the last. With the seed alone if not said otherwise. */
export function storeForTests(open: typeof seededStore = seededStore) {
  let own: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    own = await open();
  });
  afterAll(() => own.close());
  return {
    get store() {
      return own.store;
    },
    get path() {
      return own.path;
    },
    /** The data of an answer; throws where it has an error. */
    ask: (text: string, variables: Readonly<Record<string, unknown>> = {}) =>
      answer(own.store, text, variables),
  };
}
