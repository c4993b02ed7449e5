import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAMILY, STARTS } from '../../../src/commands/quiz.ts';
import { changesOf, stepsOf } from '../../../src/export/changes.ts';
import { createSubgraph } from '../../../src/graphql/federation.ts';
import { ALL_AXES } from '../../../src/lattice/axes.ts';
import { checkClaim } from '../../../src/mcp/check-claim.ts';
import { compareCodes } from '../../../src/mcp/compare-codes.ts';
import { crosswalkCodes } from '../../../src/mcp/crosswalk-codes.ts';
import { DATASET, FAMILIES, TERMS } from '../../../src/mcp/documents.ts';
import { findCodes } from '../../../src/mcp/find-codes.ts';
import { getCodes } from '../../../src/mcp/get-codes.ts';
import { relatedCodes } from '../../../src/mcp/related-codes.ts';
import { runQuery } from '../../../src/mcp/run-query.ts';
import { ToolError } from '../../../src/mcp/tool.ts';
import { tableDocument } from '../../../src/server/codes-table.ts';
import { COLUMNS } from '../../../src/server/table-columns.ts';
import type { Ran } from '../../../src/store/neo4j/driver.ts';
import type { Store } from '../../../src/store/store.ts';
import { DOCUMENT as CASES } from '../../case/said.ts';
import { examples, inputsOf, wrong } from '../../case/sample.ts';
import { documents, run, schema } from '../../documents.ts';
import { generatedDocument, saysSomething, targetsOf } from '../../generated.ts';
import { importedStore, releasesForSeed } from '../../imported.ts';
import evals from '../../mcp/evals.json' with { type: 'json' };
import { dataset } from '../../seeded.ts';
import { pagesAreSorted } from '../sorted.ts';
import { describeNeo4j, loadedStore, unknownNames } from './neo4j.ts';

/** Both stores give the same JSON, but for the time at which they were loaded. */
const without = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'importedAt' ? undefined : one)));

type Asked = [document: string, variables: Readonly<Record<string, unknown>>];

describeNeo4j('SQLite and Neo4j', (settings) => {
  let sqlite: Awaited<ReturnType<typeof importedStore>>;
  let neo4j: { store: Store; close(): Promise<void> };
  const unknown = new Set<string>();
  beforeAll(async () => {
    sqlite = await importedStore();
    const told = (ran: Ran) => {
      for (const name of unknownNames(ran)) unknown.add(name);
    };
    neo4j = await loadedStore(settings(), told, dataset, releasesForSeed());
  });
  afterAll(async () => {
    await sqlite.close();
    await neo4j.close();
    expect([...unknown]).toEqual([]);
  });

  const same = async (text: string, variables: Readonly<Record<string, unknown>> = {}, asked = schema) => {
    const [one, other] = await Promise.all([
      run(sqlite.store, text, variables, asked),
      run(neo4j.store, text, variables, asked),
    ]);
    expect(without(other), text).toEqual(without(one));
    return one;
  };

  it.each(documents)('answer $file alike', async ({ text, variables }) => {
    for (const values of variables) expect((await same(text, values)).errors).toBeUndefined();
  });

  it.each(evals)('answer $question of an assistant alike', async ({ tool, arguments: given }) => {
    const tools = [findCodes, getCodes, relatedCodes, compareCodes, checkClaim, crosswalkCodes];
    const asked = [...tools, runQuery(() => null)].find(({ name }) => name === tool);
    const answer = asked?.call(asked.input.parse(given), async (text, variables) => {
      const { data, errors } = await same(text, variables);
      return {
        data: data as Record<string, unknown> | null,
        errors: errors?.map((error) => error.toJSON()),
        dataset: null,
        headers: new Map(),
      };
    });
    await answer?.catch((error) => expect(error).toBeInstanceOf(ToolError));
  });

  it('answer what assistants read, a quiz, a table and changes ask alike', async () => {
    const asked: Asked[] = [
      [DATASET, {}],
      [FAMILIES, {}],
      ...ALL_AXES.map((axis): Asked => [TERMS, { axis }]),
      ...['family:lesion-neoplasm', 'family:spine', 'family:none'].map(
        (family): Asked => [FAMILY, { family }],
      ),
      [STARTS, { starts: ['63278', '22551', '22853', '63047', '99999'] }],
      ...[['CPT'], ['HCPCS'], ['ICD10PCS', 'ICD10CM']].map(
        (system): Asked => [tableDocument(Object.keys(COLUMNS)), { filter: { system }, first: 500 }],
      ),
    ];
    for (const [text, values] of asked) await same(text, values);
    const ask = async (text: string, values: Readonly<Record<string, unknown>>) => {
      const { data, errors } = await same(text, values);
      expect(errors).toBeUndefined();
      return data as Record<string, unknown>;
    };
    for (const system of ['CPT', 'HCPCS', 'ICD10CM', 'ICD10PCS'] as const) {
      for (const family of [null, 'family:lesion-neoplasm']) {
        const steps = (await stepsOf({ system }, ask)) ?? [];
        await changesOf(steps, { system, family, first: 100 }, ask);
      }
    }
  });

  it('give the same entities to a router, and say the same of what is none', async () => {
    const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename
      ... on Code { id label related(first: 3) { edges { node { id } } } }
      ... on Family { id name } ... on Term { id name codeCount } } }`;
    const named = [...dataset.codes, ...dataset.terms, ...dataset.families].map(({ id }) => id);
    const wanted = ['Code', 'Term', 'Family'];
    const representations = named.flatMap((id, index) => [
      { __typename: id.startsWith('family:') ? 'Family' : /^[a-z]/.test(id) ? 'Term' : 'Code', id },
      { __typename: wanted[index % 3], id: id.replace(/^[A-Z0-9]+:/, ' ').toLowerCase() },
    ]);
    for (let from = 0; from < representations.length; from += 500) {
      const some = representations.slice(from, from + 500);
      const { data } = await same(document, { representations: some }, createSubgraph());
      const entities = data?._entities as readonly unknown[];
      for (let at = 0; at < some.length; at += 2) expect(entities[at], some[at]?.id).not.toBeNull();
    }
  });

  it.each([null, '2024-06-30', '2024-07-01', '2024-09-30', '2024-10-01', '2025-10-01', '2030-01-01'])(
    'judge claims alike on %s',
    async (asOf) => {
      const document = `query ($ids: [ID!]!, $asOf: Date) { together(ids: $ids, asOf: $asOf) { asOf
        releases { kind release starts ends whole }
        lines { input code { id } units modifiers verdict reasons { kind text rationale stale source { id } } }
        pairs { a { id } b { id } verdict modifiers { code on { id } reason }
          reasons { kind text rationale stale source { id } } } } }`;
      const codes = dataset.codes.filter(({ system }) => system === 'CPT').map(({ code }) => code);
      const asked = fc.uniqueArray(fc.constantFrom(...codes, '63278-59', '63295 x2', '99999'), {
        maxLength: 12,
      });
      for (const ids of fc.sample(asked, 20)) await same(document, { ids, asOf });
    },
  );

  it.each(['EN', 'ES', 'KO'])('say the same of the examples of claims in %s', async (lang) => {
    for (const { asked } of [...examples, ...wrong]) {
      for (const asOf of [null, '2024-07-01']) {
        await same(CASES, { ids: inputsOf(asked), asOf, lang });
      }
    }
  });

  it('answer generated documents alike, most of which say something', async () => {
    const targets = targetsOf(schema);
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    console.log(`generated documents: SEED=${seed}`);
    const draws = fc.sample(fc.gen(), { numRuns: Math.max(240, targets.length), seed });
    let telling = 0;
    for (const [index, draw] of draws.entries()) {
      const target = targets[index % targets.length];
      if (!target) throw new Error('no targets');
      const { data, errors } = await same(generatedDocument(schema, target, draw));
      expect(errors).toBeUndefined();
      if (saysSomething(data)) telling++;
    }
    console.log(`${draws.length} documents, ${telling} of them say something`);
    expect(telling / draws.length).toBeGreaterThan(0.8);
  });

  it('page through codes in every order', async () => {
    await pagesAreSorted(neo4j.store);
  });

  it.each([
    ['code(id: "63278") { page: related(first: 7, after: $after) { PAGE } }', 5],
    ['code(id: "63295") { page: addOnTo(first: 10, after: $after) { PAGE } }', 3],
    ['page: codes(first: 20, after: $after) { PAGE }', 5],
    ['page: codes(sort: WORK_RVU, descending: true, first: 50, after: $after) { PAGE }', 5],
    [
      'page: codes(filter: { text: "lumbar" }, sort: FACILITY_TOTAL_RVU, first: 20, after: $after) { PAGE }',
      3,
    ],
    [
      'page: codes(filter: { family: "family:spine" }, sort: ID, descending: true, first: 50, after: $after) { PAGE }',
      3,
    ],
    ['page: terms(axis: OPERATION, first: 9, after: $after) { PAGE }', 4],
    ['page: search(text: "lumbar", first: 9, after: $after) { PAGE }', 3],
    ['family(id: "family:spine") { page: codes(first: 30, after: $after) { PAGE } }', 3],
    ['term(id: "region:thoracic") { page: nearCodes(first: 15, after: $after) { PAGE } }', 3],
  ])('page alike through %s', async (field, pages) => {
    const page = 'totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
    let after: string | null = null;
    for (let number = 1; ; number++) {
      const { data, errors } = await same(`query ($after: String) { ${field.replace('PAGE', page)} }`, {
        after,
      });
      expect(errors).toBeUndefined();
      const info = pageInfoIn(data);
      if (!info.hasNextPage) {
        expect(number).toBeGreaterThanOrEqual(pages);
        break;
      }
      after = info.endCursor;
    }
  });
});

function pageInfoIn(value: unknown): { hasNextPage: boolean; endCursor: string | null } {
  const data = value as Record<string, Record<string, unknown>>;
  const [top] = Object.values(data);
  const page = (top && 'page' in top ? top.page : top) as {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
  return page.pageInfo;
}
