import { afterAll, beforeAll, describe } from 'vitest';
import { type LocalNeo4j, missing, type StartOptions, startNeo4j } from '../../scripts/neo4j.ts';
import type { BoltOptions, Ran } from '../../src/store/bolt.ts';
import type { Import } from '../../src/store/import.ts';
import { openNeo4j } from '../../src/store/neo4j.ts';
import { importNeo4j } from '../../src/store/neo4j-import.ts';
import { loadNeo4j } from '../../src/store/neo4j-load.ts';
import type { Dataset, Store } from '../../src/store/store.ts';
import { dataset } from '../seeded.ts';

/**
 * NEO4J_TEST_URI names a Neo4j for the tests, `bolt://user:password@host:7687`; they wipe it. Without it they start one
 * of their own for each file, and stop it again: the newest, or with NEO4J_LINE=lts that of the LTS line.
 */
const { NEO4J_TEST_URI, NEO4J_LINE, CI } = process.env;
const line = NEO4J_LINE === 'lts' ? 'lts' : 'current';
const why = NEO4J_TEST_URI ? null : await missing({ line, download: CI === 'true' });
if (why !== null && CI === 'true') throw new Error(why);
if (why !== null) console.warn(`Neo4j tests are skipped. ${why}`);

/** The first start downloads Neo4j. */
const START_MS = 600_000;

/** A Neo4j of the tests' own. */
export const startOwn = (options: StartOptions = {}): Promise<LocalNeo4j> =>
  startNeo4j({ line, log: console.warn, ...options });

/** Describes tests that stop and start a Neo4j of their own; skipped where there is none. */
export const describeOwnNeo4j = describe.skipIf(why !== null || Boolean(NEO4J_TEST_URI));

/** Describes tests that need a Neo4j: brings one up before them and down after them; skipped where there is none. */
export function describeNeo4j(name: string, tests: (settings: () => BoltOptions) => void): void {
  describe.skipIf(why !== null)(name, () => {
    let settings: BoltOptions | undefined;
    let stop = async () => {};
    beforeAll(async () => {
      if (NEO4J_TEST_URI) {
        settings = settingsOf(NEO4J_TEST_URI);
      } else {
        const server = await startOwn();
        settings = settingsOf(server.uri);
        stop = () => server.stop();
      }
    }, START_MS);
    afterAll(() => stop());
    tests(() => {
      if (settings === undefined) throw new Error('Neo4j is not up yet');
      return settings;
    });
  });
}

export function settingsOf(uri: string): BoltOptions {
  const { protocol, host, username, password } = new URL(uri);
  return { uri: `${protocol}//${host}`, username, password, database: 'neo4j' };
}

export const quiet = { reset: false, log: () => {} };

/** A store on a wiped database that holds the seed, or another dataset, and these releases; every statement it runs is told. */
export async function loadedStore(
  settings: BoltOptions,
  onStatement: (ran: Ran) => void,
  loaded: Dataset = dataset,
  releases: readonly Import[] = [],
): Promise<{ store: Store; close(): Promise<void> }> {
  await loadNeo4j({ ...settings, onStatement }, loaded, { ...quiet, reset: true });
  for (const release of releases) await importNeo4j({ ...settings, onStatement }, release);
  const store = openNeo4j({ ...settings, onStatement });
  return { store, close: () => store.close() };
}

/** What Neo4j says of labels (01N50), relationship types (01N51) and properties (01N52) that the graph does not know. */
export function unknownNames({ text, statuses }: Ran): string[] {
  return statuses
    .filter(({ gqlStatus }) => /^01N5[012]$/.test(gqlStatus))
    .map(({ gqlStatus, statusDescription }) => `${gqlStatus} ${statusDescription} in: ${text}`);
}
