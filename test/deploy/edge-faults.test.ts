import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { PublicError } from '../../src/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { installedCopy, run, serveUntilReady } from '../commands/installed.ts';
import { dataset, seededStore } from '../seeded.ts';
import { startTestServer } from '../served.ts';
import { post, type Reply, sendGet } from '../server/wire.ts';
import { edgeStatus } from './licensed-edge.ts';
import { describeNginx, startEdge } from './nginx.ts';

const LABEL = '{ code(id: "63278") { id label } }';

/** What a test has started, to be ended in the other order however it came out. */
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Fault = 'none' | 'away';

/** Two servers over a store that can be away or hold another dataset, behind an edge that keeps answers for a second. */
async function edgeOverStore() {
  const own = await seededStore();
  const now = { fault: 'none' as Fault, version: dataset.version };
  const store: Store = {
    ...own.store,
    async at() {
      if (now.fault === 'away') throw new PublicError('STORE_UNAVAILABLE', 'away');
      return { ...(await own.store.at()), version: now.version };
    },
  };
  const servers = await Promise.all([1, 2].map(() => startTestServer({ store })));
  const edge = await startEdge(
    servers.map(({ url }) => url),
    { seconds: 1 },
  );
  closing.push(own.close, ...servers.map(({ stop }) => stop), edge.stop);
  return { now, edge };
}

describeNginx('the edge, when something fails', () => {
  test('a server that is killed costs nobody an answer, nor does one that stops', async () => {
    const { folder, remove } = installedCopy();
    closing.push(remove);
    const variables = { CODELATTICE_DB: join(folder, 'x.db'), RESPONSE_CACHE_BYTES: '0' };
    await run(folder, ['seed'], variables);
    const servers = await Promise.all([1, 2, 3].map(() => serveUntilReady(folder, variables)));
    for (const server of servers) closing.push(() => server.process.kill('SIGKILL'));
    const edge = await startEdge(servers.map(({ url }) => url));
    closing.push(edge.stop);
    let [isOver, count] = [false, 0];
    const clients = Array.from({ length: 8 }, async (_, client) => {
      while (!isOver) {
        const query = `query Q${client}_${count++} { code(id: "63278") { id label } }`;
        const reply = client % 2 ? await sendGet(edge.url, { query }) : await post(edge, { query });
        expect([reply.status, reply.json.data?.code.id], reply.text).toEqual([200, 'CPT:63278']);
      }
    });
    const traffic = Promise.all(clients);
    const someMore = async () => {
      const enough = count + 100;
      while (count < enough) await Promise.race([pause(10), traffic]);
    };
    await someMore();
    servers[0]?.process.kill('SIGKILL');
    await servers[0]?.ended;
    await someMore();
    servers[1]?.process.kill('SIGTERM');
    await servers[1]?.ended;
    await someMore();
    isOver = true;
    await traffic;

    // All of them: what is known is answered, anything else refused as GraphQL.
    const known = await sendGet(edge.url, { query: LABEL });
    servers[2]?.process.kill('SIGKILL');
    await servers[2]?.ended;
    const kept = await sendGet(edge.url, { query: LABEL });
    expect([kept.status, kept.text]).toEqual([200, known.text]);
    for (let round = 0; round < 12; round++) {
      const refused = await post(edge, { query: '{ __typename }' });
      expect([refused.status, refused.json.errors[0].extensions.code]).toEqual([503, 'STORE_UNAVAILABLE']);
      expect(refused.headers['cache-control']).toBe('no-store');
    }
  });

  test('while the store is away known addresses are answered, past their time too, and others told so', async () => {
    const { now, edge } = await edgeOverStore();
    const asking = [
      () => sendGet(edge.url, { query: LABEL }),
      () => post(edge, { query: LABEL }),
      () => sendGet(edge.url, { query: LABEL }, { accept: 'application/graphql-response+json' }),
    ];
    const known = await Promise.all(asking.map((ask) => ask()));
    expect(known.map(({ status }) => status)).toEqual([200, 200, 200]);
    now.fault = 'away';
    await pause(3_500);
    for (let round = 0; round < 5; round++) {
      for (const [index, ask] of asking.entries()) {
        const { status, text, headers } = await ask();
        expect([status, text]).toEqual([200, known[index]?.text]);
        expect(headers['x-cache-status']).toBe('STALE');
      }
      const unknown = await sendGet(edge.url, { query: LABEL.replace('label', 'status') });
      expect([unknown.status, unknown.json.errors[0].extensions.code]).toEqual([503, 'STORE_UNAVAILABLE']);
      expect(unknown.headers['cache-control']).toBe('no-store');
    }
    now.fault = 'none';
    await expect
      .poll(async () => (await sendGet(edge.url, { query: LABEL.replace('label', 'status') })).status)
      .toBe(200);
    await expect.poll(async () => edgeStatus(await post(edge, { query: LABEL }))).toBe('HIT');
  });

  test('another dataset is there at once for a new question, and for a known one within the times of its header', async () => {
    const { now, edge } = await edgeOverStore();
    const versionOf = ({ headers }: Reply) => headers['codelattice-dataset'];
    const ask = () => sendGet(edge.url, { query: LABEL });
    expect(versionOf(await ask())).toBe(dataset.version);
    now.version = 'another';
    expect(versionOf(await sendGet(edge.url, { query: `${LABEL} # new` }))).toBe('another');
    // It is used while it is asked for anew, but never past that: who comes long after gets the new one at once.
    await pause(3_500);
    const late = await ask();
    expect([edgeStatus(late), versionOf(late)]).toEqual(['EXPIRED', 'another']);
    expect(late.headers['surrogate-key']).toBe('dataset-another');

    now.version = 'a third';
    const seen = new Set<string>();
    await expect
      .poll(
        async () => {
          const reply = await ask();
          seen.add(String(edgeStatus(reply)));
          return versionOf(reply);
        },
        { interval: 20 },
      )
      .toBe('a third');
    expect([...seen].every((one) => ['HIT', 'STALE', 'UPDATING', 'EXPIRED'].includes(one))).toBe(true);
  });
});
