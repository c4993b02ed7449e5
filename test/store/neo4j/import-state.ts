import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Bolt, openBolt } from '../../../src/store/neo4j/driver.ts';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import { run } from '../../documents.ts';
import { dataset } from '../../seeded.ts';
import { DOCUMENTS } from './import-releases.ts';
import { quiet } from './neo4j.ts';

/** Before each test the graph holds only the seed; what may be read of it afterwards. */
export function importState(settings: () => Parameters<typeof openBolt>[0]) {
  let bolt: Bolt;
  beforeAll(() => {
    bolt = openBolt(settings());
  });
  afterAll(() => bolt.close());
  beforeEach(() => loadNeo4j(settings(), dataset, { ...quiet, reset: true }));

  const rows = <Row>(text: string) => bolt.alone<Row>(text);

  /** What a client reads just now. */
  async function answers(): Promise<unknown[]> {
    const store = openNeo4j(settings());
    try {
      const given: unknown[] = [];
      for (const text of DOCUMENTS) {
        const { data, errors } = await run(store, text);
        expect(errors, text).toBeUndefined();
        given.push(JSON.parse(JSON.stringify(data)));
      }
      return given;
    } finally {
      await store.close();
    }
  }

  /** All that the graph holds: its nodes and relationships, a line each. */
  async function contents(): Promise<string[]> {
    const nodes = await rows<{ labels: string[]; says: object }>(
      'MATCH (n) RETURN labels(n) AS labels, properties(n) AS says',
    );
    const edges = await rows<object>(
      `MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.name) AS from, labels(a) AS label, type(r) AS type,
         coalesce(b.id, b.name) AS to, properties(r) AS says`,
    );
    return [...nodes, ...edges].map((row) => JSON.stringify(sorted(row))).sort();
  }
  const unfinished = async () => {
    const store = openNeo4j(settings());
    const { unfinishedImports } = await (await store.at()).dataset();
    await store.close();
    return unfinishedImports.map(({ source }) => source.id);
  };
  const leftovers = async () => {
    const [left] = await rows<{ left: number }>(
      `RETURN COUNT { (:ArrivingCode) } + COUNT { (:ArrivingTerm) } + COUNT { (:ArrivingFamily) }
         + COUNT { (:ArrivingSource) } + COUNT { (:ReplacedSource) } + COUNT { (:Import) } AS left`,
    );
    return left?.left;
  };

  return { rows, answers, contents, unfinished, leftovers };
}

/** The lines that only one of two contents has. */
export const differing = (now: readonly string[], expected: readonly string[]) => {
  const [there, wanted] = [new Set(now), new Set(expected)];
  return {
    more: now.filter((line) => !wanted.has(line)),
    missing: expected.filter((line) => !there.has(line)),
    count: now.length - expected.length,
  };
};
export const SAME = { more: [], missing: [], count: 0 };

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
