import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bolt, openBolt } from '../../../src/store/neo4j/driver.ts';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import type { Dataset } from '../../../src/store/records.ts';
import { dataset } from '../../seeded.ts';
import { describeNeo4j, quiet } from './neo4j.ts';

/** The seed under another version, with labels that tell it. */
const edition = (version: string): Dataset => ({
  ...dataset,
  version,
  codes: dataset.codes.map((code) => ({ ...code, label: version })),
});

describeNeo4j('loading a Neo4j', (settings) => {
  let bolt: Bolt;
  beforeEach(async () => {
    bolt = openBolt(settings());
    await loadNeo4j(settings(), dataset, { ...quiet, reset: true });
  });
  afterEach(() => bolt.close());

  const rows = <Row>(statement: string) => bolt.read<Row>(statement);
  const size = async () =>
    (await rows<object>('RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS relationships'))[0];
  const refusal = { extensions: { code: 'STORE_UNAVAILABLE' }, message: expect.stringContaining('--reset') };

  it('does nothing where the dataset is there already', async () => {
    expect(await loadNeo4j(settings(), dataset, quiet)).toBe('unchanged');
  });

  it('replaces one dataset by another, and leaves nothing of the first', async () => {
    const before = await size();
    expect(await loadNeo4j(settings(), edition('other'), quiet)).toBe('loaded');
    expect(await size()).toStrictEqual(before);
    const smaller = { ...edition('smaller'), addOns: [], related: [] };
    expect(await loadNeo4j(settings(), smaller, quiet)).toBe('loaded');
    const [left] = await rows<{ left: number }>('RETURN COUNT { ()-[:DIFFERS|ADD_ON_TO]->() } AS left');
    expect(left).toStrictEqual({ left: 0 });
  });

  it('changes nothing where a row names a node that is not there', async () => {
    const before = await size();
    const [first] = dataset.related;
    if (first === undefined) throw new Error('the seed has related codes');
    const broken = { ...edition('broken'), related: [{ ...first, to: 'CPT:99999' }] };
    await expect(loadNeo4j(settings(), broken, quiet)).rejects.toThrow(/DIFFERS/);
    expect(await size()).toStrictEqual(before);
    expect(await loadNeo4j(settings(), dataset, quiet)).toBe('unchanged');
  });

  it.each([
    ['a node of another graph', 'CREATE (:Person {name: "Ada"})'],
    ['a node without labels', 'CREATE ()'],
    ['a note that someone hung on a code', 'MATCH (c:Code {code: "63278"}) CREATE (c)-[:ASKED_BY]->(c)'],
    ['a graph that only has our labels', 'MATCH (d:Dataset) DELETE d'],
  ])('refuses %s and leaves it alone, until it is told to wipe it', async (_, cypher) => {
    await bolt.alone(cypher);
    const before = await size();
    await expect(loadNeo4j(settings(), edition('other'), quiet)).rejects.toMatchObject(refusal);
    expect(await size()).toStrictEqual(before);
    expect(await loadNeo4j(settings(), dataset, { ...quiet, reset: true })).toBe('loaded');
  });

  it('wipes foreign indexes and constraints as well', async () => {
    await bolt.alone('CREATE CONSTRAINT theirs FOR (c:Code) REQUIRE c.edition IS UNIQUE').catch(() => {});
    await bolt.alone('CREATE INDEX theirs_too FOR (c:Code) ON (c.label)');
    await loadNeo4j(settings(), dataset, { ...quiet, reset: true });
    const names = await bolt.alone<{ name: string }>('SHOW INDEXES YIELD name');
    expect(names.filter(({ name }) => name.startsWith('theirs'))).toStrictEqual([]);
  });

  it('lets one of two loads go first, and the other find nothing to do', async () => {
    const other = edition('other');
    const outcomes = await Promise.all([
      loadNeo4j(settings(), other, quiet),
      loadNeo4j(settings(), other, quiet),
    ]);
    expect(outcomes.sort()).toStrictEqual(['loaded', 'unchanged']);
    const [found] = await rows<{ codes: number }>('RETURN COUNT { (:Code) } AS codes');
    expect(found).toStrictEqual({ codes: dataset.codes.length });
  });

  it('shows readers one dataset or the other, never a mixture', async () => {
    const store = openNeo4j(settings());
    const ids = dataset.codes.map(({ id }) => id);
    const facts = dataset.codes.flatMap((code) => code.facts).length;
    let loading = true;
    const seen = new Set<string>();
    const read = async () => {
      while (loading) {
        const snapshot = await store.at();
        const codes = await snapshot.codes(ids).catch((error: Error) => {
          expect(error.message).toContain('just been replaced');
          return null;
        });
        if (codes === null) continue;
        seen.add(snapshot.version);
        const expected =
          snapshot.version === dataset.version ? codes.map((code) => code?.label) : [snapshot.version];
        expect(new Set(codes.map((code) => code?.label))).toStrictEqual(new Set(expected));
        expect(codes.flatMap((code) => code?.facts ?? [])).toHaveLength(facts);
      }
    };
    const readers = [read(), read(), read()];
    for (let round = 1; round <= 8; round++) await loadNeo4j(settings(), edition(`round ${round}`), quiet);
    loading = false;
    await Promise.all(readers);
    await store.close();
    expect(seen.size).toBeGreaterThan(2);
  });
});
