import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { written } from '../load/files/files.ts';
import { ownCsv } from '../load/files/samples.ts';
import { seededFile } from '../load/releases/taken.ts';
import { startTestServer, type TestServer } from '../served.ts';
import { cacheStatus, post, type Reply, sendGet } from './wire.ts';

const TEXT = 'Own wording of 63278';
const query = '{ code(id: "63278") { id descriptor(kind: SHORT) { text } } }';
const NAMED = 'https://named.example';

let graph: ReturnType<typeof seededFile>;
let store: Store;
const servers: TestServer[] = [];
beforeAll(async () => {
  graph = seededFile();
  await graph.take(written('own/a.csv', ownCsv('code,short,long', `63278,${TEXT},`)));
  store = openSqlite(graph.file);
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await store.close();
  graph.remove();
});

async function start(options: Parameters<typeof startTestServer>[0]): Promise<TestServer> {
  const server = await startTestServer({ store, ...options });
  servers.push(server);
  return server;
}

const isGiven = ({ json }: Reply) => json.data.code.descriptor?.text === TEXT;

describe('licensed text', () => {
  test('is given to a page of this server, to one that is named, and to what is no page', async () => {
    const server = await start({ corsOrigins: [NAMED] });
    for (const headers of [{}, { origin: server.url }, { origin: NAMED }]) {
      const answer = await sendGet(server.url, { query }, headers);
      expect(isGiven(answer)).toBe(true);
      expect(answer.headers['cache-control']).toBe('private, no-store');
      expect(cacheStatus(answer)).toBe('fwd=miss');
    }
  });

  test.each(['https://evil.example', 'null', 'https://named.example.evil.example', 'http://named.example'])(
    'is never given to a page of %s, also after one that may read it has asked the same',
    async (origin) => {
      for (const corsOrigins of ['*', [NAMED]] as const) {
        const server = await start({ corsOrigins });
        for (const ask of [
          (headers: Record<string, string>) => sendGet(server.url, { query }, headers),
          (headers: Record<string, string>) => post(server, { query }, headers),
        ]) {
          expect(isGiven(await ask({ origin: server.url }))).toBe(true);
          const answer = await ask({ origin });
          expect(answer.text).not.toContain(TEXT);
          expect(answer.json.data.code).toEqual({ id: 'CPT:63278', descriptor: null });
          expect(answer.json.errors[0].extensions.code).toBe('FORBIDDEN');
          expect(answer.json.errors[0].message).toContain('CORS_ORIGINS');
          expect(answer.headers['cache-control']).toBe('no-store');
        }
      }
    },
  );

  test('goes by PUBLIC_URL where it is set, whatever Host says', async () => {
    const server = await start({ publicUrl: 'https://codes.example.org' });
    expect(isGiven(await sendGet(server.url, { query }, { origin: 'https://codes.example.org' }))).toBe(true);
    expect(isGiven(await sendGet(server.url, { query }, { origin: server.url }))).toBe(false);
    const { host } = new URL('https://evil.example');
    expect(isGiven(await sendGet(server.url, { query }, { host, origin: 'https://evil.example' }))).toBe(
      false,
    );
  });
});
