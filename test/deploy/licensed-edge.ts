import { afterAll, beforeAll } from 'vitest';
import { storeWith } from '../imported.ts';
import { startTestServer, type TestServer } from '../served.ts';
import { type Reply, sendGet } from '../server/wire.ts';
import { licensed } from '../small-releases.ts';
import { type Edge, startEdge } from './nginx.ts';

export const OWN = 'https://codes.example';
export const LISTED = ['https://a.example', 'https://b.example'] as const;
/** Stands for a descriptor. */
export const HELD = 'a text that somebody holds a licence for';

/** An edge over two servers that hold a licensed text, for all tests of a `describe`. */
export function licensedEdge() {
  let opened: Awaited<ReturnType<typeof storeWith>>;
  let servers: TestServer[] = [];
  let edge: Edge;
  beforeAll(async () => {
    opened = await storeWith([licensed([['63278', 'LONG', HELD]])]);
    const { store } = opened;
    servers = await Promise.all(
      [1, 2].map(() => startTestServer({ store, corsOrigins: LISTED, publicUrl: OWN })),
    );
    edge = await startEdge(servers.map(({ url }) => url));
  });
  afterAll(async () => {
    await edge.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await opened.close();
  });
  return {
    get url() {
      return edge.url;
    },
    /** A server that the edge stands before. */
    get server() {
      return servers[0]?.url ?? '';
    },
    get: (query: string, headers: Readonly<Record<string, string>> = {}) =>
      sendGet(edge.url, { query }, headers),
  };
}

/** What nginx says of where an answer came from. */
export const edgeStatus = ({ headers }: Reply) => headers['x-cache-status'];

let asked = 0;
/** A document that nobody sent before. */
export const fresh = (fields = 'id label') => `query Q${asked++} { code(id: "63278") { ${fields} } }`;
