import { afterAll, beforeAll, expect, it } from 'vitest';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Dataset } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { dataset } from '../../seeded.ts';
import { ask, startTestServer, type TestServer } from '../../served.ts';
import { describeNeo4j, quiet } from './neo4j.ts';

const renamed: Dataset = {
  ...dataset,
  version: 'another',
  terms: dataset.terms.map((term) => (term.id === 'region:sacral' ? { ...term, name: 'sacral anew' } : term)),
};
const NAMES: Readonly<Record<string, string>> = { [dataset.version]: 'sacral', another: 'sacral anew' };

const QUESTION =
  '{ dataset { version } term(id: "region:sacral") { name } code(id: "63278") { regions { name } related(first: 5) { edges { node { code } sentence } } } }';

// A cluster cannot be had here: one machine shows that reading goes by its protocol, and that nothing is mixed.
describeNeo4j('several servers over one Neo4j, one directly and one as over a cluster', (settings) => {
  let stores: Store[] = [];
  let servers: TestServer[] = [];
  beforeAll(async () => {
    await loadNeo4j(settings(), dataset, { ...quiet, reset: true });
    const { uri } = settings();
    const routed = uri.replace(/^bolt/, 'neo4j');
    expect(routed).toMatch(/^neo4j:/);
    stores = [uri, routed].map((one) => openNeo4j({ ...settings(), uri: one }));
    servers = await Promise.all(stores.map((store) => startTestServer({ store })));
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    for (const store of stores) await store.close();
  });

  it('answer the same', async () => {
    const [direct, routed] = await Promise.all(servers.map(({ url }) => ask(url, QUESTION)));
    expect(direct?.body.errors).toBeUndefined();
    expect(routed?.body).toEqual(direct?.body);
    expect(direct?.body.data.code.related.edges).toHaveLength(5);
  });

  it('all move over to another dataset, and mix it with the former in no answer', async () => {
    let isOver = false;
    const clients = servers.map(async ({ url }) => {
      for (let at = 0; !isOver; at++) {
        const { body, headers } = await ask(url, `${QUESTION} # ${at}`);
        // Overtaken by the load, a request is refused.
        if (body.errors !== undefined) {
          expect(body.errors[0].extensions.code).toBe('STORE_UNAVAILABLE');
          continue;
        }
        const { version } = body.data.dataset;
        expect([body.data.term.name, body.data.code.regions[0].name]).toEqual([
          NAMES[version],
          NAMES[version],
        ]);
        expect(headers.get('codelattice-dataset')).toBe(version);
      }
    });
    // Through routing, as over a cluster: it must find who takes writes.
    const uri = settings().uri.replace(/^bolt/, 'neo4j');
    await loadNeo4j({ ...settings(), uri }, renamed, quiet);
    for (const { url } of servers) {
      await expect.poll(async () => (await ask(url, QUESTION)).body.data?.dataset?.version).toBe('another');
    }
    isOver = true;
    await Promise.all(clients);
  });
});
