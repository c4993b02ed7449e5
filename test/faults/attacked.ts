import { afterAll, beforeAll, expect } from 'vitest';
import { serverForTests } from '../opened.ts';
import { alarmsIn } from '../served.ts';
import { send } from '../server/wire.ts';
import { HANGING_MS, watchful } from './watchful.ts';

/** A server that the tests of one file attack: meanwhile others are answered, and nobody is called. */
export function attackedServer(file: string) {
  const lines: string[] = [];
  // Once the server has stopped: what is set up first is taken down last.
  afterAll(() => expect(alarmsIn(lines)).toEqual([]));
  const server = serverForTests(() => ({ log: (line) => lines.push(line) }));
  let stopWatching: ReturnType<typeof watchful>;
  beforeAll(() => {
    stopWatching = watchful(server.url, 10);
  });
  afterAll(async () => {
    const { longest, asked } = await stopWatching();
    console.log(
      `${file}: { __typename } asked ${asked} times meanwhile, the longest answer after ${longest} ms`,
    );
    // The server shares its process with all these clients; test/faults/generated has one of its own.
    expect(longest).toBeLessThan(HANGING_MS);
    expect(asked).toBeGreaterThan(10);
  });
  return {
    get url() {
      return server.url;
    },
    post: (body: string | Buffer, headers: Record<string, string> = {}) =>
      send(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      }),
  };
}
