import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareImports } from '../../../src/load/releases/import.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { run } from '../../documents.ts';
import { seededFile } from '../../load/releases/taken.ts';
import { at, has } from '../../public.ts';
import { dataset } from '../../seeded.ts';
import { describeOwnNeo4j, loadedStore, settingsOf, startOwn } from './neo4j.ts';

const PROCEDURES = [
  'icd10pcs/cms_2025_pr.zip',
  'icd10pcs/icd10pcs_tables_2025.xml',
  'icd10pcs/icd10pcs_definitions_2025.xml',
  'icd10pcs/icd10pcs_index_2025.xml',
];
/** The part with the pairs of operations on the spine. */
const EDITS = 'ncci/ccipra-v302r0-f3.zip';
const LOADING_MS = 3_600_000;

describe.skipIf(!has(...PROCEDURES, EDITS))('ICD-10-PCS 2025 and a part of the NCCI edits', () => {
  // A Neo4j of its own: what is loaded here is long to wipe.
  describeOwnNeo4j('on SQLite and Neo4j', () => {
    const file = seededFile();
    let sqlite: Store;
    let neo4j: Store;
    const close: (() => unknown)[] = [file.remove];
    beforeAll(async () => {
      const server = await startOwn();
      close.unshift(() => server.stop());
      const settings = settingsOf(server.uri);
      const loaded = await loadedStore(settings, () => {}, dataset);
      neo4j = loaded.store;
      close.unshift(loaded.close);
      for (const paths of [PROCEDURES.map(at), [at(EDITS)]]) {
        await file.take(paths);
        const importedAt = new Date('2026-01-02T00:00:00Z');
        for (const one of await prepareImports(paths, { importedAt })) {
          await importNeo4j(settings, one.import);
        }
      }
      sqlite = openSqlite(file.file);
      close.unshift(() => sqlite.close());
    }, LOADING_MS);
    afterAll(async () => {
      for (const one of close) await one();
    });

    const same = async (text: string) => {
      const { data, errors } = await run(sqlite, text);
      expect(errors).toBeUndefined();
      expect((await run(neo4j, text)).data).toEqual(data);
      return JSON.parse(JSON.stringify(data));
    };

    it('find terms, their codes and tables by the words of people', async () => {
      for (const text of ['cauda equina', 'DLIF', 'X-STOP', 'laminectomy', 'hallux', 'ABECMA']) {
        const { search } = await same(`{
          search(text: "${text}", system: [ICD10PCS], first: 20) {
            totalCount
            edges {
              match { kind field text }
              node {
                ... on Node { id }
                ... on Term { synonyms explanation includes { text source { line file { id } } } }
                ... on Family { names { id kind leadsTo tables { id } source { line } } }
              }
            }
          }
        }`);
        expect(search.totalCount).toBeGreaterThan(0);
      }
      const { term } = await same(`{ term(id: "operation:pcs-excision") { explanation includes { text } } }`);
      expect(term.explanation).toMatch(/DIAGNOSTIC/);
    });

    it('count alike, and as the files do', async () => {
      const counts = await same(`{
        dataset { version counts { codes terms families edges { kind count } } editions { system edition codes }
          sources { id rows sha256 } }
      }`);
      expect(counts.dataset.editions).toContainEqual({ system: 'ICD10PCS', edition: '2025', codes: 78_948 });
      const bundles = counts.dataset.counts.edges.find(({ kind }: { kind: string }) => kind === 'BUNDLE');
      expect(bundles.count).toBeGreaterThan(600_000);
    });

    it.each([
      '{ families { id name codeCount } family(id: "family:icd10pcs-0qb") { codeCount codes(first: 50) { edges { node { id } } } } }',
      '{ terms(axis: BODY_PART, first: 500) { totalCount edges { node { id name codeCount } } } }',
      `{ code(id: "0QB10ZX") { label family { id codeCount } axes { axis terms { id name title } }
          related(first: 50) { totalCount edges { node { id label } differences { axis } sentence } } } }`,
      `{ codes(filter: { system: [ICD10PCS], terms: ["region:lumbar"] }, first: 50) {
          totalCount facets { axis terms { term { id } count } } edges { node { id } } } }`,
      '{ search(text: "excision sacrum", first: 30) { totalCount edges { node { __typename ... on Code { id label } } } } }',
      ...['2024-07-01', '2024-10-01'].map(
        (
          day,
        ) => `{ together(asOf: "${day}", ids: ["63278-59", "63295", "63283", "63277", "22630", "22840", "69990", "99213", "0054T"]) {
          lines { input verdict reasons { kind text stale source { line file { id } } } }
          pairs { a { id } b { id } verdict modifiers { code on { id } } reasons { kind text stale source { line file { id } } } } } }`,
      ),
      `{ code(id: "63278") { bundles(first: 50, direction: OUT, asOf: "2024-07-01") { totalCount edges { node { id } } } } }`,
    ])('answer %s alike', async (text) => {
      await same(text);
    });
  });
});
