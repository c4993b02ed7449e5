import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LocalNeo4j } from '../../../scripts/neo4j.ts';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Snapshot, Store } from '../../../src/store/store.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';
import { describeOwnNeo4j, quiet, settingsOf, startOwn, USUAL_MS } from './neo4j.ts';

const AWAY =
  'The graph database does not answer. See that it runs and that NEO4J_URI names it, then try again.';

describeOwnNeo4j('a Neo4j that goes away', () => {
  let home: ReturnType<typeof temporaryFolder>;
  let server: LocalNeo4j;
  let port = 0;
  let store: Store;
  let snapshot: Snapshot;
  const start = async () => {
    server = await startOwn({ home: home.folder, port });
    port = Number(new URL(server.uri).port);
  };
  beforeAll(async () => {
    home = temporaryFolder();
    await start();
    store = openNeo4j(settingsOf(server.uri, USUAL_MS));
  });
  afterAll(async () => {
    await store?.close();
    await server?.stop();
    home?.remove();
  });

  /** The refusal must come though the database does not, and say no word of the driver's. */
  const refused = async (work: () => Promise<unknown>, message = AWAY) => {
    const refusal = { name: 'PublicError', message, extensions: { code: 'STORE_UNAVAILABLE' } };
    await expect(work()).rejects.toMatchObject(refusal);
  };
  const answers = () =>
    expect.poll(() => store.at().then((at) => at.codes(['CPT:63278'])), { interval: 100 });

  it('says what to do where nothing is loaded', async () => {
    const nothing =
      'The graph database holds no dataset. Run `npm run seed` with the same NEO4J_URI to load it.';
    const told = () => store.at().catch(({ message }) => message);
    await expect.poll(told).toBe(nothing);
    await refused(() => store.at(), nothing);
    await loadNeo4j(settingsOf(server.uri), dataset, quiet);
    await answers().toHaveLength(1);
    snapshot = await store.at();
  });

  it('is refused while it does not answer, and answers again', async () => {
    process.kill(server.pid, 'SIGSTOP');
    await Promise.all([refused(() => snapshot.codes(['CPT:63278'])), refused(() => snapshot.dataset())]);
    process.kill(server.pid, 'SIGCONT');
    await answers().toHaveLength(1);
  });

  it('is refused while it is down, and answers again once it is back', async () => {
    await server.kill();
    const later = openNeo4j(settingsOf(server.uri, USUAL_MS));
    await Promise.all([refused(() => snapshot.codes(['CPT:63278'])), refused(() => later.at())]);
    await refused(() => loadNeo4j(settingsOf(server.uri, USUAL_MS), dataset, quiet));
    await start();
    await answers().toHaveLength(1);
    await expect.poll(async () => (await later.at()).version).toBe(dataset.version);
    await later.close();
  });
});
