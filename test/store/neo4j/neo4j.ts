import { describe, inject } from 'vitest';
import { type LocalNeo4j, type StartOptions, startNeo4j } from '../../../scripts/neo4j.ts';
import { type BoltOptions, openBolt, type Ran } from '../../../src/store/neo4j/driver.ts';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Dataset } from '../../../src/store/records.ts';
import type { Import } from '../../../src/store/release.ts';
import type { Store } from '../../../src/store/store.ts';
import { dataset } from '../../seeded.ts';

const given = inject('neo4j');
const line = process.env.NEO4J_LINE === 'lts' ? 'lts' : 'current';

/** A Neo4j of the tests' own. */
export const startOwn = (options: StartOptions = {}): Promise<LocalNeo4j> =>
  startNeo4j({ line, log: console.warn, ...options });

/** Describes tests that stop and start a Neo4j of their own; skipped where there is none. */
export const describeOwnNeo4j = describe.skipIf('why' in given || Boolean(process.env.NEO4J_TEST_URI));

/** Describes tests that need a Neo4j, which all files share one after the other; skipped where there is none. */
export function describeNeo4j(name: string, tests: (settings: () => BoltOptions) => void): void {
  describe.skipIf('why' in given)(name, () => {
    tests(() => {
      if ('why' in given) throw new Error(given.why);
      return settingsOf(given.uri);
    });
  });
}

/** As an operator has it, where a test is about a database that is late or away. */
export const USUAL_MS = 4_000;

/** Where a test is not about that, no statement is late, however busy the machine. */
export function settingsOf(uri: string, timeoutMs = 120_000): BoltOptions {
  const { protocol, host, username, password } = new URL(uri);
  return { uri: `${protocol}//${host}`, username, password, database: 'neo4j', timeoutMs };
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

/** All that the graph holds, but for the numbers of files, which are counted as they come, and times. */
export async function contentsOf(settings: BoltOptions): Promise<string[]> {
  const bolt = openBolt(settings);
  const nodes = await bolt.alone<object>('MATCH (n) RETURN labels(n) AS labels, properties(n) AS says');
  const edges = await bolt.alone<object>(
    `MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.name) AS from, type(r) AS type, coalesce(b.id, b.name) AS to,
       properties(r) AS says, COLLECT { MATCH (s:Source) WHERE s.file = r.file RETURN s.id } AS file`,
  );
  await bolt.close();
  return [...nodes, ...edges]
    .map((row) =>
      JSON.stringify(row, (_, value: unknown) =>
        typeof value !== 'object' || value === null || Array.isArray(value)
          ? value
          : Object.fromEntries(
              Object.entries(value)
                .filter(
                  ([name, one]) => name !== 'importedAt' && !(name === 'file' && typeof one === 'number'),
                )
                .sort(([a], [b]) => (a < b ? -1 : 1)),
            ),
      ),
    )
    .sort();
}

/** What Neo4j says of labels (01N50), relationship types (01N51) and properties (01N52) that the graph does not know. */
export function unknownNames({ text, statuses }: Ran): string[] {
  return statuses
    .filter(({ gqlStatus }) => /^01N5[012]$/.test(gqlStatus))
    .map(({ gqlStatus, statusDescription }) => `${gqlStatus} ${statusDescription} in: ${text}`);
}
