import { expect } from 'vitest';
import { DEFAULT_LIMITS, type Limits, limitVariable } from '../../src/limits.ts';
import { serverForTests, storeForTests } from '../opened.ts';
import { type Answer, ask, startTestServer } from '../served.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A server over the seed for the tests of one file, and what they ask of it. */
export function seededServer() {
  const lines: string[] = [];
  const own = storeForTests();
  const server = serverForTests(() => ({ store: own.store, log: (line) => lines.push(line) }));
  return {
    /** The lines of its log, one for each request. */
    lines,
    get url() {
      return server.url;
    },
    get store() {
      return own.store;
    },
    ask: server.ask,
    /** Asks another server over the same store, which has limits of its own. */
    async askUnder(limits: Partial<Limits>, query: string, variables: Variables = {}) {
      const limited = await startTestServer({ store: own.store, limits });
      try {
        return await ask(limited.url, query, variables);
      } finally {
        await limited.stop();
      }
    },
    /** The message of the one mistake that a request has. */
    async refusal(query: string, variables: Variables = {}): Promise<string> {
      const { status, body } = await server.ask(query, variables);
      expect(status).toBe(200);
      expect(body.errors).toHaveLength(1);
      expect(body.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT' });
      return body.errors[0].message;
    },
  };
}

/** The refusal names what is taken and the variable that raises it. */
export function expectRefused(
  { body }: Answer,
  limit: keyof Limits,
  taken = DEFAULT_LIMITS[limit],
  code = 'LIMIT_EXCEEDED',
): void {
  expect(body.errors[0]?.extensions).toEqual({ code });
  expect(body.errors[0].message).toMatch(
    new RegExp(`\\b${taken}\\b.*${limitVariable(limit)}, set where the server runs`),
  );
}

/** So many texts, with spaces between them. */
export const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
