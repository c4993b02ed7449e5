import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openNeo4j } from '../../src/store/neo4j/open.ts';
import { loadNeo4j } from '../../src/store/neo4j/write/load-seed.ts';
import { dataset } from '../seeded.ts';
import { startTestServer } from '../served.ts';
import { sendGet } from '../server/wire.ts';
import { describeOwnNeo4j, quiet, settingsOf, startOwn, USUAL_MS } from '../store/neo4j/neo4j.ts';
import { describeNginx, startEdge } from './nginx.ts';

const known = { query: '{ code(id: "63278") { id label } }' };
const unknown = { query: '{ code(id: "63277") { id label } }' };

describeOwnNeo4j('a Neo4j that is killed', () => {
  describeNginx('behind the edge', () => {
    it('leaves known addresses answered, and others refused with 503', async () => {
      const neo4j = await startOwn();
      await loadNeo4j(settingsOf(neo4j.uri), dataset, quiet);
      const stores = [1, 2].map(() => openNeo4j(settingsOf(neo4j.uri, USUAL_MS)));
      const servers = await Promise.all(stores.map((store) => startTestServer({ store })));
      const edge = await startEdge(
        servers.map(({ url }) => url),
        { seconds: 1 },
      );
      try {
        await expect.poll(async () => (await sendGet(edge.url, known)).status).toBe(200);
        const made = await sendGet(edge.url, known);
        expect(made.json.data.code.id).toBe('CPT:63278');
        await neo4j.kill();
        await pause(3_500);
        for (let round = 0; round < 4; round++) {
          const kept = await sendGet(edge.url, known);
          expect([kept.status, kept.text, kept.headers['x-cache-status']]).toEqual([200, made.text, 'STALE']);
          const refused = await sendGet(edge.url, unknown);
          expect([refused.status, refused.json.errors[0].extensions.code]).toEqual([
            503,
            'STORE_UNAVAILABLE',
          ]);
        }
      } finally {
        await edge.stop();
        for (const server of servers) await server.stop();
        for (const store of stores) await store.close();
        await neo4j.kill();
      }
    });
  });
});
