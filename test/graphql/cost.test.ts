import { getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { costOf } from '../../src/graphql/cost.ts';
import { DEFAULT_LIMITS } from '../../src/limits.ts';
import { documents, schema } from '../documents.ts';
import { type Answer, ask as askAt, startTestServer } from '../served.ts';
import { seededServer } from './server.ts';

const server = seededServer();
const { ask, askUnder } = server;

function cost(query: string, given: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the document has no operation');
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  expect(errors).toBeUndefined();
  return costOf({ schema, document, operation, variables: coerced ?? {} }).total;
}

/** What so many leaves cost, and so many under an alias. */
const leaves = (count: number) => count / 10;
const aliased = (count: number) => count / 2;
/** Costs are told as whole numbers. */
const whole = (sum: number) => Math.ceil(sum - 1e-6);

function expectTooCostly({ status, body }: Answer, taken = DEFAULT_LIMITS.cost): void {
  expect(status).toBe(200);
  expect(body.data).toBeUndefined();
  expect(body.errors).toHaveLength(1);
  expect(body.errors[0].extensions).toEqual({ code: 'LIMIT_EXCEEDED' });
  expect(body.errors[0].message).toMatch(
    new RegExp(
      `^The request has a cost of .*; at most ${taken} is taken \\(LIMIT_COST, set where the server runs\\)\\.( .*ask for (fewer there|it less often)\\.)?$`,
    ),
  );
}

describe('what a document costs', () => {
  test.each([
    ['an object is 1, a leaf a tenth', '{ code(id: "63278") { id system status } }', 1 + leaves(3)],
    ['the name of a type is nothing', '{ __typename }', 0],
    [
      'a leaf under an alias is a half',
      '{ code(id: "63278") { id a: id b: id c: __typename } }',
      1 + leaves(1) + aliased(3),
    ],
    [
      'a long or composed text counts as `@cost` says, each time',
      '{ code(id: "63278") { label guidance { procedure a: procedure } } }',
      1 + 0.5 + 20 + 1 + 5 + 5,
    ],
    [
      'a text that is looked for counts, in a filter too',
      '{ search(text: "a") { totalCount } codes(filter: { text: "a" }, first: 0) { pageInfo { endCursor } } }',
      1_500 + 1 + leaves(1) + 1_500 + 1 + 1 + leaves(1),
    ],
    [
      'a condition of a filter counts once, however many it lists',
      '{ codes(filter: { terms: ["region:sacral", "region:lumbar"], addOn: false }, first: 0) { pageInfo { endCursor } } }',
      1_000 + 300 + 1 + 1 + leaves(1),
    ],
    [
      'a page is itself, its edges and their nodes',
      '{ codes(first: 7) { totalCount edges { cursor node { id } } } }',
      1 + 10 + 7 + 7 + leaves(7 + 7),
    ],
    [
      '`first` left out is the default of the schema',
      '{ codes { edges { node { id } } } }',
      1 + 25 + 25 + leaves(25),
    ],
    [
      '`first: null` is the default too',
      '{ codes(first: null) { edges { node { id } } } }',
      1 + 25 + 25 + leaves(25),
    ],
    [
      '`first: 0` is only the page, and each look at what is not in it',
      '{ codes(first: 0) { totalCount edges { node { related(first: 500) { edges { cursor } } } } pageInfo { endCursor } } }',
      1 + 10 + 1 + 1 + leaves(1),
    ],
    [
      'an edge of a graph is as little as `@cost` says of its type',
      '{ family(id: "family:spine") { graph { edges { source target sentence } } } }',
      1 + 500 + 1 + 400 * (0.2 + 0.1 + 0.1 + 1.5),
    ],
    [
      'a list of ids is as long as it is',
      '{ lookup(ids: ["1", "2", "3"]) { code { id } } }',
      3 + 3 + leaves(3),
    ],
    ['one id that stands for a list is 1', '{ lookup(ids: "63278") { code { id } } }', 1 + 1 + leaves(1)],
    [
      'lists of terms are 2',
      '{ code(id: "63278") { regions { id } axes { terms { id } } } }',
      1 + 2 + 6 + 6 * 2 + leaves(2 + 6 * 2),
    ],
    [
      'sizes multiply',
      '{ codes(first: 3) { edges { node { related(first: 4) { edges { node { regions { id } } } } } } } }',
      1 + 3 + 3 + 3 * (1 + 4 + 4 + 4 * 2 + leaves(4 * 2)),
    ],
    [
      'facets are 12, each with as many terms as asked',
      '{ codes { facets(first: 5) { terms { term { id } } } } }',
      1 + 3_000 + 12 + 12 * 5 + 12 * 5 + leaves(12 * 5),
    ],
    ['every alias counts', '{ a: code(id: "63278") { id } b: code(id: "63278") { id } }', 2 + leaves(2)],
    [
      'fragments count where they are spread',
      '{ a: code(id: "63278") { ...F } b: code(id: "63277") { ...F } } fragment F on Code { regions { id } }',
      2 + 2 * 2 + leaves(2 * 2),
    ],
    [
      'a fragment counts by what is above it',
      '{ a: codes(first: 2) { ...F } b: codes(first: 30) { ...F } } fragment F on CodeConnection { edges { node { id } } }',
      1 + 2 + 2 + 1 + 30 + 30 + leaves(2 + 30),
    ],
    [
      'an inline fragment counts as its type',
      '{ node(id: "63278") { ... on Code { regions { id } } } }',
      1 + 2 + leaves(2),
    ],
    [
      'introspection is exempt',
      '{ __schema { types { fields { type { name } } } } __type(name: "Code") { fields { name } } }',
      0,
    ],
  ])('%s', (_, query, expected) => {
    expect(cost(query)).toBe(whole(expected));
  });

  test.each([
    [
      'a number',
      'query ($first: Int) { codes(first: $first) { edges { cursor } } }',
      { first: 9 },
      1 + 9 + leaves(9),
    ],
    [
      'left out',
      'query ($first: Int) { codes(first: $first) { edges { cursor } } }',
      {},
      1 + 25 + leaves(25),
    ],
    [
      'null',
      'query ($first: Int) { codes(first: $first) { edges { cursor } } }',
      { first: null },
      1 + 25 + leaves(25),
    ],
    [
      'a default',
      'query ($first: Int = 11) { codes(first: $first) { edges { cursor } } }',
      {},
      1 + 11 + leaves(11),
    ],
    [
      'a default that is overruled',
      'query ($first: Int = 1) { codes(first: $first) { edges { cursor } } }',
      { first: 400 },
      1 + 400 + leaves(400),
    ],
    [
      'ids',
      'query ($ids: [ID!]!) { lookup(ids: $ids) { code { id } } }',
      { ids: ['1', '2', '3', '4'] },
      4 + 4 + leaves(4),
    ],
    [
      'one id for a list',
      'query ($ids: [ID!]!) { lookup(ids: $ids) { code { id } } }',
      { ids: '63278' },
      1 + 1 + leaves(1),
    ],
    [
      'ids by default',
      'query ($ids: [ID!]! = ["1", "2"]) { lookup(ids: $ids) { code { id } } }',
      {},
      2 + 2 + leaves(2),
    ],
    [
      'an id within a list',
      'query ($id: ID!) { lookup(ids: [$id, "2", $id]) { code { id } } }',
      { id: '1' },
      3 + 3 + leaves(3),
    ],
  ])('variables: %s', (_, query, variables, expected) => {
    expect(cost(query, variables)).toBe(whole(expected));
  });

  test('fragments that nest each other twice over many levels are counted without walking them all', () => {
    const levels = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ ...F0 } ${levels.join(' ')} fragment F60 on Query { families { id } }`;
    expect(cost(query) / 2 ** 60).toBeCloseTo(55);
  });

  test('no number of levels is too much to count', () => {
    let query = '{ id }';
    for (let index = 0; index < 200; index++) query = `{ related(first: 500) { edges { node ${query} } } }`;
    expect(cost(`{ code(id: "63278") ${query} }`)).toBe(Number.POSITIVE_INFINITY);
    expect(cost(`{ codes(first: 0) { edges { node ${query} } } }`)).toBe(2);
  });
});

describe('the limit of 20,000', () => {
  test('is taken, and one more is refused', async () => {
    const page = (first: number) => `codes(first: ${first}) { edges { node { id } } }`;
    const at = `{ ${page(500)} ${'abcdefghijklmnopqr'.replaceAll(/./g, (a) => `${a}: ${page(500)} `)} x: ${page(14)} }`;
    expect(cost(at)).toBe(20_000);
    expect((await ask(at)).body.errors).toBeUndefined();
    const over = at.replace(/\}$/, ' y: __typename z: __typename }');
    expect(cost(over)).toBe(20_001);
    expectTooCostly(await ask(over));
  });

  test.each([
    [
      'in variables',
      'query ($n: Int) { codes(first: $n) { edges { node { related(first: $n) { edges { node { id } } } } } } }',
      { n: 500 },
    ],
    [
      'in defaults of variables',
      'query ($n: Int = 500) { codes(first: $n) { edges { node { related(first: $n) { edges { node { id } } } } } } }',
      {},
    ],
    [
      'in one id that stands for a list',
      'query ($ids: [ID!]!) { lookup(ids: $ids) { code { related(first: 500) { edges { node { related(first: 500) { totalCount edges { cursor } } } } } } } }',
      { ids: '63278' },
    ],
    [
      'in fragments',
      '{ codes(first: 500) { ...A } } fragment A on CodeConnection { edges { ...B } } fragment B on CodeEdge { node { ...C } } fragment C on Code { related(first: 500) { edges { cursor } } }',
      {},
    ],
    [
      'in fragments that double each other',
      `{ ...F0 } ${Array.from({ length: 30 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F30 on Query { families { id } }`,
      {},
    ],
    [
      'in fragments that double each other without objects',
      `{ ...F0 } ${Array.from({ length: 100 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F100 on Query { __typename }`,
      {},
    ],
    [
      'behind a skip that nobody takes',
      'query ($no: Boolean = false) { codes(first: 500) { edges { node { related(first: 500) @skip(if: $no) { edges { cursor } } } } } }',
      {},
    ],
    [
      'in lists of ids',
      'query ($ids: [ID!]!) { lookup(ids: $ids) { code { related(first: 50) { edges { cursor } } } } }',
      { ids: Array(500).fill('63278') },
    ],
    [
      'in the terms of a page',
      '{ terms(axis: REGION, first: 500) { edges { node { codes(first: 100) { edges { cursor } } } } } }',
      {},
    ],
    [
      'in subgraphs',
      `{ ${Array.from({ length: 25 }, (_, i) => `a${i}: subgraph(roots: ["63278"], first: 500) { nodes { kind } edges { source } }`).join(' ')} }`,
      {},
    ],
  ])('cannot be passed by sizes %s', async (_, query, variables) => {
    expectTooCostly(await ask(query, variables));
  });

  test('is set by configuration', async () => {
    const page = (first: number) =>
      `{ codes(first: ${first}) { edges { node { id code edition addOn status system labelKind lastValidDay } } } }`;
    expect((await askUnder({ cost: 22 }, page(7))).body.errors).toBeUndefined();
    expectTooCostly(await askUnder({ cost: 22 }, page(8)), 22);
  });
});

describe('documents of clients', () => {
  test.each(documents.map(({ file, text, variables }) => [file, text, variables[0]] as const))(
    '%s passes with 500 on a page',
    async (_, text, variables) => {
      const first = text.includes('$first') ? { first: 500 } : {};
      const { status, body } = await ask(text, { ...variables, ...first });
      expect(status).toBe(200);
      expect(body.errors).toBeUndefined();
    },
  );
});

describe('a deep document', () => {
  test('of 30 levels is refused while 200 cheap ones are answered', async () => {
    let deep = '{ id }';
    for (let level = 0; level < 30; level++) deep = `{ related(first: 30) { edges { node ${deep} } } }`;
    const deeper = await startTestServer({ store: server.store, limits: { depth: 1_000 } });
    const document = `{ code(id: "63278") ${deep} }`;
    await askAt(deeper.url, document);
    const start = performance.now();
    await askAt(deeper.url, document);
    const alone = performance.now() - start;
    const begun = performance.now();
    const sent = (work: Promise<Answer>) =>
      work.then((answer) => ({ answer, ms: performance.now() - begun }));
    const [refused, ...cheap] = await Promise.all([
      sent(askAt(deeper.url, document)),
      ...Array.from({ length: 200 }, () => sent(askAt(deeper.url, '{ code(id: "63278") { label } }'))),
    ]);
    await deeper.stop();
    expectTooCostly(refused.answer);
    expect(cheap.every(({ answer }) => answer.body.data.code.label.startsWith('Sacral'))).toBe(true);
    const slowest = Math.max(...cheap.map(({ ms }) => ms));
    console.log(
      `30 levels of related: refused after ${alone.toFixed(1)} ms alone, after ${refused.ms.toFixed(0)} ms beside 200 cheap ones; these were all answered, the last after ${slowest.toFixed(0)} ms`,
    );
  });

  test('is refused for its depth alone, too', async () => {
    let deep = '{ id }';
    for (let level = 0; level < 30; level++) deep = `{ related(first: 1) { edges { node ${deep} } } }`;
    const { body } = await ask(`{ code(id: "63278") ${deep} }`);
    expect(body.errors[0].message).toContain('LIMIT_DEPTH');
  });
});
