import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { ALL_AXES, AXES } from '../../../src/lattice/axes.ts';
import { EDGE_KINDS } from '../../../src/lattice/edges.ts';
import { type Bolt, openBolt, type Plan, type Ran } from '../../../src/store/neo4j/driver.ts';
import type { Dataset } from '../../../src/store/records.ts';
import type { CodeQuery, Snapshot, Store } from '../../../src/store/store.ts';
import { releasesForSeed } from '../../imported.ts';
import { dataset } from '../../seeded.ts';
import { CLAIM_QUERIES, FAMILY_QUERIES } from './cypher-queries.ts';
import { describeNeo4j, loadedStore, unknownNames } from './neo4j.ts';

const QUERY: CodeQuery = {
  system: ['CPT'],
  status: ['ACTIVE'],
  addOn: false,
  families: null,
  within: [],
  text: null,
};
const within = [['region:lumbar', 'region:sacral'], ['lesion:neoplasm']];
const families = ['family:lesion-neoplasm'];
const text = { words: [['sacral'], ['tumor']], prefix: 'tum' };
const starts = [QUERY, { ...QUERY, within }, { ...QUERY, families }, { ...QUERY, text }];
const related = { id: 'CPT:63278', axes: ['REGION'], within, first: 5, after: null } as const;
const bundle = { id: 'CPT:63278', direction: 'OUT', release: '2024Q3', day: '2024-07-01' } as const;
const changes = { kind: 'icd10pcs', system: 'ICD10PCS', from: '2025', to: '2026', families } as const;
const addOn = { id: 'CPT:63278', direction: 'IN', first: 5, after: null } as const;

type Method = {
  [K in keyof Snapshot]: Snapshot[K] extends (...args: never[]) => unknown ? K : never;
}[keyof Snapshot];

/** Every statement of the store, by the method that runs it. */
const CALLS: Readonly<Record<Method, (snapshot: Snapshot) => Promise<unknown>>> = {
  codes: (snapshot) => snapshot.codes(['CPT:63278', 'CPT:99999']),
  members: (snapshot) => snapshot.members([families]),
  related: (snapshot) => snapshot.related([related]),
  relatedCount: (snapshot) => snapshot.relatedCount([related]),
  addOns: (snapshot) => snapshot.addOns([addOn]),
  addOnCount: (snapshot) => snapshot.addOnCount([addOn]),
  contractorDefinedPrimaries: (snapshot) => snapshot.contractorDefinedPrimaries(['CPT:63295']),
  crosswalk: (snapshot) => snapshot.crosswalk([{ id: 'CPT:63278', to: 'ICD10CM' }]),
  guidance: (snapshot) =>
    snapshot.guidance([
      { id: 'CPT:63278', first: 5, family: 'family:lesion-neoplasm', sources: ['codelattice-spine'] },
    ]),
  browse: (snapshot) =>
    snapshot.browse(
      starts.map((query) => ({
        ...query,
        first: 5,
        after: null,
        without: { of: 'workRvu', release: '2025D' },
      })),
    ),
  measured: (snapshot) =>
    snapshot.measured(
      starts.map((query) => ({
        ...query,
        measure: { of: 'workRvu', release: '2025D' },
        descending: true,
        first: 5,
        after: null,
      })),
    ),
  browseCount: (snapshot) => snapshot.browseCount(starts),
  ranges: (snapshot) =>
    snapshot.ranges([{ from: 'CPT:63275', to: 'CPT:63278~', endings: ['8'], first: 2, counted: 10 }]),
  facets: (snapshot) => snapshot.facets(starts.map((query) => ({ ...query, axes: ALL_AXES, first: 5 }))),
  candidates: (snapshot) => snapshot.candidates(within, 'CPT', 5),
  neighbours: (snapshot) => snapshot.neighbours(['CPT:63278', 'region:lumbar', 'family:spine'], EDGE_KINDS),
  search: (snapshot) => snapshot.search({ text, within, system: ['CPT'] }, 5),
  searchCount: (snapshot) => snapshot.searchCount({ text, within, system: ['CPT'] }),
  sources: (snapshot) => snapshot.sources(['codelattice-spine']),
  dataset: (snapshot) => snapshot.dataset(),
  billing: (snapshot) => snapshot.billing([{ id: 'CPT:63278', release: '2025D', modifier: '' }]),
  unitsPerDay: (snapshot) => snapshot.unitsPerDay([{ id: 'CPT:63278', release: '2024Q3' }]),
  bundles: (snapshot) => snapshot.bundles([{ ...bundle, first: 5, after: null }]),
  bundleCount: (snapshot) => snapshot.bundleCount([bundle]),
  pairs: (snapshot) => snapshot.pairs(['CPT:63278']),
  together: (snapshot) =>
    snapshot.together([
      { ids: ['CPT:63278', 'CPT:63295'], bundles: bundle, addOns: '2024-06', primaries: 8 },
    ]),
  descriptor: (snapshot) => snapshot.descriptor([{ id: 'CPT:63278', kind: 'LONG' }]),
  changes: (snapshot) => snapshot.changes([{ ...changes, first: 5, after: null }]),
  changeCounts: (snapshot) => snapshot.changeCounts([changes]),
};
const METHODS = Object.keys(CALLS) as Method[];

/** Operators of a plan that read a whole label, type or graph, and the methods that may, with the reason. */
const SCANS = /Scan$/;
const MAY_SCAN: Readonly<Record<string, string>> = {
  at: 'reads the vocabulary whole, once for each version of the dataset',
  dataset: 'lists all sources and counts the codes of each edition',
};

const EMPTY: Dataset = {
  version: 'empty',
  fingerprint: 'empty',
  sources: [],
  terms: [],
  families: [],
  performs: [],
  kinds: [],
  codes: [],
  addOns: [],
  accompanies: [],
  companions: [],
  confused: [],
  names: [],
  related: [],
  crosswalk: [],
  never: [],
  documents: [],
  imported: dataset.imported,
};

describeNeo4j('the graph in Neo4j', (settings) => {
  describe('with the seed and imported files', () => {
    const ran = new Map<string, Ran[]>();
    let loaded: { store: Store; close(): Promise<void> };
    let bolt: Bolt;
    let explained: Plan | null = null;
    beforeAll(async () => {
      let running = 'load';
      const told = (one: Ran) => ran.set(running, [...(ran.get(running) ?? []), one]);
      loaded = await loadedStore(settings(), told, dataset, releasesForSeed());
      running = 'at';
      const snapshot = await loaded.store.at();
      for (running of METHODS) await CALLS[running as Method](snapshot);
      bolt = openBolt({
        ...settings(),
        onStatement: ({ plan }) => {
          explained = plan;
        },
      });
    });
    afterAll(async () => {
      await loaded.close();
      await bolt.close();
    });

    const rows = <Row>(statement: string) => bolt.read<Row>(statement);
    const planOf = async ({ text, parameters }: Pick<Ran, 'text' | 'parameters'>): Promise<Plan> => {
      await bolt.read(`EXPLAIN ${text}`, parameters);
      if (explained === null) throw new Error(`no plan for ${text}`);
      return explained;
    };

    it.each(['at', ...METHODS])('%s reads by index', async (method) => {
      const statements = ran.get(method) ?? [];
      expect(statements.length).toBeGreaterThan(0);
      for (const statement of statements) {
        const scans = operators(await planOf(statement)).filter((operator) => SCANS.test(operator));
        if (method in MAY_SCAN) expect(scans).not.toContain('AllNodesScan');
        else expect(scans, statement.text).toStrictEqual([]);
      }
    });

    it.each(METHODS)('%s looks at what vouches for its rows when all have been read', async (method) => {
      for (const statement of ran.get(method) ?? []) {
        let plan: Plan | undefined = await planOf(statement);
        while (plan?.children.length === 1) plan = plan.children[0];
        const [rows, dataset] = plan?.children ?? [];
        expect(plan?.operatorType, statement.text).toMatch(/^Apply\b/);
        expect(rows?.operatorType).toMatch(/^EagerAggregation\b/);
        expect(dataset?.children).toStrictEqual([]);
        expect(dataset?.arguments.Details).toContain('d:Dataset(name)');
      }
    });

    it('asks one statement for each call (listings: for each start; by a number: with words and without)', () => {
      for (const method of METHODS) {
        const statements = new Set(ran.get(method)?.map(({ text }) => text));
        const starts = ['browse', 'browseCount', 'facets'].includes(method)
          ? 4
          : method === 'measured'
            ? 2
            : 1;
        expect(statements.size, method).toBe(starts);
      }
    });

    it('has the labels that GraphQL has types, and one for the kinds of codes', async () => {
      const labels = (
        await rows<{ label: string }>('MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label')
      ).map(({ label }) => label);
      expect(labels.sort()).toStrictEqual(
        [
          ...ALL_AXES.map((axis) => AXES[axis].type),
          'Code',
          'CodeKind',
          'Dataset',
          'Family',
          'Name',
          'Source',
          'Term',
        ].sort(),
      );
      const schema = readdirSync(join(root, 'schema')).map((file) =>
        readFileSync(join(root, 'schema', file), 'utf8'),
      );
      const types = [...schema.join('\n').matchAll(/^(?:type|interface) (\w+)/gm)].map(([, type]) => type);
      expect(types).toEqual(expect.arrayContaining(labels.filter((label) => label !== 'CodeKind')));
    });

    it('holds values that people can read: no JSON, no lists of ids', async () => {
      const found = await rows<{ properties: Record<string, unknown> }>(
        `MATCH (n) RETURN properties(n) AS properties
         UNION ALL MATCH ()-[r]->() RETURN properties(r) AS properties`,
      );
      expect(found.length).toBeGreaterThan(2_000);
      const ids = new Set(
        [...dataset.codes, ...dataset.terms, ...dataset.families, ...dataset.sources].map(({ id }) => id),
      );
      for (const { properties } of found) {
        for (const value of Object.values(properties)) {
          if (Array.isArray(value)) expect(value.filter((one) => ids.has(one))).toStrictEqual([]);
          else expect(String(value)).not.toMatch(/^[[{]/);
        }
      }
    });

    it('writes nothing by way of a read', async () => {
      await expect(rows('MATCH (d:Dataset) SET d.misspelt = true')).rejects.toMatchObject({
        code: 'Neo.ClientError.Statement.AccessMode',
      });
    });

    it('ends on the server what takes too long', async () => {
      const slow =
        'MATCH (a:Code), (b:Code), (c:Code), (d:Code) WHERE a.line + b.line + c.line < 0 RETURN count(d)';
      const hasty = openBolt({ ...settings(), timeoutMs: 1_000 });
      // The server looks every two seconds; by then it may count as away.
      await expect(hasty.read(slow)).rejects.toMatchObject({
        name: 'PublicError',
        extensions: { code: expect.stringMatching(/^(TIMEOUT|STORE_UNAVAILABLE)$/) },
      });
      const running = () =>
        rows<{ query: string }>('SHOW TRANSACTIONS YIELD currentQuery AS query RETURN query');
      await expect
        .poll(async () => (await running()).filter(({ query }) => query === slow))
        .toStrictEqual([]);
      await hasty.close();
    });

    it.each([...FAMILY_QUERIES, ...CLAIM_QUERIES])('in Cypher: $title', async ({ cypher, codes }) => {
      expect((await rows<{ code: string }>(cypher)).map(({ code }) => code)).toStrictEqual(codes);
    });

    it('draws what the example of Neo4j Browser says', async () => {
      const example = readFileSync(join(root, 'examples/neo4j/README.md'), 'utf8');
      const drawn = [...example.matchAll(/```cypher\n(\/\/ .*: (\d+) rows\n[\s\S]*?)```/g)];
      expect(drawn).toHaveLength(example.split('```cypher').length - 1);
      for (const [, cypher = '', count] of drawn)
        expect(await rows(cypher), cypher).toHaveLength(Number(count));
    });
  });

  it('knows every name that statements use, even when it is empty', async () => {
    const unknown: string[] = [];
    const { store, close } = await loadedStore(
      settings(),
      (ran) => unknown.push(...unknownNames(ran)),
      EMPTY,
    );
    const snapshot = await store.at();
    for (const method of METHODS) await CALLS[method](snapshot);
    await close();
    expect(unknown).toStrictEqual([]);
  });

  it('would say so if it did not', async () => {
    const told: string[] = [];
    const bolt = openBolt({ ...settings(), onStatement: (ran) => told.push(...unknownNames(ran)) });
    await bolt.read('MATCH (n:Misspelt)-[:MISSPELT_TOO]->() RETURN n.misspeltAsWell');
    await bolt.close();
    expect(told.map((one) => one.slice(0, 5)).sort()).toStrictEqual(['01N50', '01N51', '01N52']);
  });
});

function operators({ operatorType, children }: Plan): string[] {
  return [operatorType.replace(/@.*$/, ''), ...children.flatMap(operators)];
}
