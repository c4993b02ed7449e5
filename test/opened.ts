import { afterAll, beforeAll } from 'vitest';
import { answer } from './documents.ts';
import { seededStore } from './seeded.ts';
import { ask, startTestServer, type TestServer } from './served.ts';

/** A store for the tests of a file or a group, of the seed alone where nothing else is opened; closed after the last. */
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

/** A server for the tests of a file or a group, over a store of the seed where none is given; stopped after the last. */
export function serverForTests(options: () => Parameters<typeof startTestServer>[0] = () => ({})) {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(options());
  });
  afterAll(() => server.stop());
  return {
    get url() {
      return server.url;
    },
    ask: (query: string, variables: Readonly<Record<string, unknown>> = {}) =>
      ask(server.url, query, variables),
  };
}
