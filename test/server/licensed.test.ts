import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSubgraph } from '../../src/graphql/federation.ts';
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

  test('is given to no foreign page by way of the entities of a subgraph', async () => {
    const server = await start({ schema: createSubgraph() });
    const entities = `{ _entities(representations: [{ __typename: "Code", id: "63278" }]) {
      ... on Code { descriptor(kind: SHORT) { text } } } }`;
    const own = await post(server, { query: entities }, { origin: server.url });
    expect(own.json.data._entities[0].descriptor.text).toBe(TEXT);
    const foreign = await post(server, { query: entities }, { origin: 'https://evil.example' });
    expect(foreign.text).not.toContain(TEXT);
    expect(foreign.json.errors[0].extensions.code).toBe('FORBIDDEN');
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
    for (const headers of [
      { host: 'evil.example', origin: 'https://evil.example' },
      { host: 'evil.example' },
    ]) {
      expect(isGiven(await sendGet(server.url, { query }, headers))).toBe(false);
    }
    expect(isGiven(await sendGet(server.url, { query }, { host: 'codes.example.org' }))).toBe(true);
  });

  test('is given by localhost and addresses in digits, never by a name that another site can point here', async () => {
    for (const corsOrigins of ['*', [NAMED]] as const) {
      const server = await start({ corsOrigins });
      for (const host of ['localhost:4000', 'LOCALHOST', '127.0.0.1:4000', '[::1]:4000', '192.168.0.7']) {
        for (const headers of [{ host }, { host, origin: `http://${host}` }]) {
          expect(isGiven(await sendGet(server.url, { query }, headers)), JSON.stringify(headers)).toBe(true);
        }
      }
      for (const host of [
        'evil.example:4000',
        'localhost.evil.example',
        'localhost.',
        '127.0.0.1.evil.example',
        'server',
      ]) {
        for (const headers of [{ host }, { host, origin: `http://${host}` }]) {
          for (const ask of [sendGet(server.url, { query }, headers), post(server, { query }, headers)]) {
            const { text, json } = await ask;
            expect(text).not.toContain(TEXT);
            expect(json.errors[0].message).toContain('PUBLIC_URL');
          }
        }
        const none = '{ code(id: "63277") { descriptor(kind: SHORT) { text } } }';
        const { json } = await sendGet(server.url, { query: none }, { host });
        expect(json).toEqual({ data: { code: { descriptor: null } } });
      }
    }
  });
});
