import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Limits } from '../../src/limits.ts';
import { type Answer, ask as askAt, startTestServer } from '../served.ts';
import { expectRefused as expectRefusal, seededServer, times } from './server.ts';

const server = seededServer();
const { ask, askUnder } = server;

function expectTaken({ status, body }: Answer): void {
  expect(body.errors).toBeUndefined();
  expect(status).toBe(200);
}

/** Nothing is answered beside the refusal. */
function expectRefused(answer: Answer, limit: keyof Limits, code?: string, taken?: number): void {
  expect(answer.status).toBe(200);
  expectRefusal(answer, limit, taken, code);
  expect(JSON.stringify(answer.body.data ?? null)).toMatch(/^(null|\{("\w+":(null|\{"\w+":null\}),?)+\})$/);
}

/** `{ code { related { edges { node { … } } } } }` with a leaf at the given depth. */
function nested(depth: number, first = 1): string {
  const steps = [`related(first: ${first})`, 'edges', 'node'];
  const fields = Array.from({ length: depth - 1 }, (_, index) =>
    index === 0 ? 'code(id: "63278")' : steps[(index - 1) % 3],
  );
  return `{ ${fields.join(' { ')} { __typename ${'} '.repeat(depth)}`;
}

describe('limits that a document alone can break', () => {
  test('depth 15, with the leaf', async () => {
    expectTaken(await ask(nested(15)));
    expectRefused(await ask(nested(16)), 'depth');
    expectTaken(await askUnder({ depth: 16 }, nested(16)));
  });

  test('depth in fragments, and in an operation that is not the one asked for', async () => {
    const inFragments = (leaf: string) => `
      query Small { __typename }
      query Deep { code(id: "63278") { ...Far } }
      fragment Far on Code { related(first: 1) { ... { edges { node { ...Farther } } } } }
      fragment Farther on Code { related(first: 1) { edges { node { ...Farthest } } } ...Farthest }
      fragment Farthest on Code { related(first: 1) { edges { node { related(first: 1) { edges { node ${leaf} } } } } } }`;
    const run = (query: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName: 'Small' }),
      }).then(async (response): Promise<Answer> => {
        return { status: response.status, headers: response.headers, body: await response.json() };
      });
    expectTaken(await run(inFragments('{ family { id } }')));
    expectRefused(await run(inFragments('{ family { parent { id } } }')), 'depth');
  });

  test('60 aliases, in fragments too', async () => {
    const aliased = (count: number) =>
      `{ ${times(count - 1, (index) => `a${index}: __typename`)} ...More } fragment More on Query { b: __typename }`;
    expectTaken(await ask(aliased(60)));
    expectRefused(await ask(aliased(61)), 'aliases');
    expectTaken(await askUnder({ aliases: 61 }, aliased(61)));
  });

  test('50 directives, wherever they stand', async () => {
    const directed = (count: number) =>
      `{ ${times(count - 2, () => '__typename @skip(if: false)')} ... @include(if: true) { __typename } ...More @include(if: true) }
       fragment More on Query { __typename }`;
    expectTaken(await ask(directed(50)));
    expectRefused(await ask(directed(51)), 'directives');
    expectTaken(await askUnder({ directives: 51 }, directed(51)));
  });

  test('10 operations', async () => {
    const operations = (count: number) => times(count, (index) => `query Q${index} { __typename }`);
    const { body } = await ask(operations(10));
    expect(body.errors[0].extensions).toEqual({ code: 'OPERATION_RESOLUTION_FAILURE' });
    expectRefused(await ask(operations(11)), 'operations');
  });

  test('4,000 tokens', async () => {
    const document = (tokens: number) => `{ lookup(ids: [${times(tokens - 12, () => '"1"')}]) { status } }`;
    const wide = { ids: 10_000, cost: 1_000_000 };
    expectTaken(await askUnder(wide, document(4_000)));
    expectRefused(await askUnder(wide, document(4_001)), 'tokens');
    expectTaken(await askUnder({ ...wide, tokens: 4_001 }, document(4_001)));
  });

  test('the same fields again and again', async () => {
    const { body } = await ask(`{ ${'families { id } '.repeat(999)} }`);
    expect(body.errors).toEqual([
      {
        message: 'The document repeats fields too often to be checked; ask for each once.',
        extensions: { code: 'LIMIT_EXCEEDED' },
      },
    ]);
  });
});

describe('`first` is from 0 to 500; what is not is an error, not a clamp', () => {
  const PAGES: [string, (first: string) => string][] = [
    ['codes', (first) => `codes(first: ${first}) { totalCount }`],
    ['facets', (first) => `codes { facets(axes: [REGION], first: ${first}) { axis } }`],
    ['search', (first) => `search(text: "sacral", first: ${first}) { totalCount }`],
    ['terms', (first) => `terms(axis: REGION, first: ${first}) { totalCount }`],
    ['paths', (first) => `paths(from: "63278", to: "63277", first: ${first}) { cost }`],
    ['subgraph', (first) => `subgraph(roots: ["63278"], first: ${first}) { truncated }`],
    ['related', (first) => `code(id: "63278") { related(first: ${first}) { totalCount } }`],
    ['addOns', (first) => `code(id: "63278") { addOns(first: ${first}) { totalCount } }`],
    ['addOnTo', (first) => `code(id: "63295") { addOnTo(first: ${first}) { totalCount } }`],
    ['codes of a term', (first) => `term(id: "region:sacral") { codes(first: ${first}) { totalCount } }`],
    ['nearCodes', (first) => `term(id: "region:sacral") { nearCodes(first: ${first}) { totalCount } }`],
    ['codes of a family', (first) => `family(id: "family:spine") { codes(first: ${first}) { totalCount } }`],
  ];

  test.each(PAGES)('%s', async (_, page) => {
    const byVariable = `query ($first: Int) { ${page('$first')} }`;
    for (const first of [0, 500]) {
      expectTaken(await ask(`{ ${page(`${first}`)} }`));
      expectTaken(await ask(byVariable, { first }));
    }
    for (const first of [-1, 501]) {
      expectRefused(await ask(`{ ${page(`${first}`)} }`), 'first', 'BAD_USER_INPUT');
      expectRefused(await ask(byVariable, { first }), 'first', 'BAD_USER_INPUT');
      expectRefused(
        await ask(byVariable.replace('$first: Int', `$first: Int = ${first}`)),
        'first',
        'BAD_USER_INPUT',
      );
    }
    const literal = await ask(`{ ${page('2147483648')} }`);
    expect(literal.body.errors[0].extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    for (const first of [2 ** 31, 1e300, 1.5, '5', [5], true]) {
      const { body } = await ask(byVariable, { first });
      expect(body.errors[0].extensions, String(first)).toEqual({ code: 'BAD_USER_INPUT' });
    }
  });

  test('the limit is set by configuration', async () => {
    expectTaken(await askUnder({ first: 501 }, '{ codes(first: 501) { totalCount } }'));
    expectRefused(
      await askUnder({ first: 3 }, '{ codes(first: 4) { totalCount } }'),
      'first',
      'BAD_USER_INPUT',
      3,
    );
  });
});

describe('lists of ids, text, levels and nodes', () => {
  const many = (count: number, id: string) => Array.from({ length: count }, () => id);

  test.each([
    ['lookup', 'query ($ids: [ID!]!) { lookup(ids: $ids) { status } }', '63278'],
    ['nodes', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', '63278'],
    ['roots', 'query ($ids: [ID!]!) { subgraph(roots: $ids) { truncated } }', '63278'],
    ['terms of find', 'query ($ids: [ID!]!) { find(terms: $ids) { exact { id } } }', 'region:sacral'],
    [
      'terms of a filter',
      'query ($ids: [ID!]) { codes(filter: { terms: $ids }) { totalCount } }',
      'region:sacral',
    ],
    [
      'within of search',
      'query ($ids: [ID!]) { search(text: "a", within: $ids) { totalCount } }',
      'region:sacral',
    ],
    [
      'within of related',
      'query ($ids: [ID!]) { code(id: "63278") { related(within: $ids) { totalCount } } }',
      'region:sacral',
    ],
  ])('500 ids: %s', async (_, query, id) => {
    expectTaken(await ask(query, { ids: many(500, id) }));
    expectRefused(await ask(query, { ids: many(501, id) }), 'ids');
    expectRefused(await askUnder({ ids: 3 }, query, { ids: many(4, id) }), 'ids', 'LIMIT_EXCEEDED', 3);
  });

  test.each([
    ['search', 'query ($text: String!) { search(text: $text) { totalCount } }'],
    ['the filter of codes', 'query ($text: String) { codes(filter: { text: $text }) { totalCount } }'],
  ])('256 characters of text: %s', async (_, query) => {
    expectTaken(await ask(query, { text: '🦴'.repeat(256) }));
    expectTaken(await ask(query, { text: 'a '.repeat(128) }));
    expectRefused(await ask(query, { text: '🦴'.repeat(257) }), 'text');
    expectRefused(await askUnder({ text: 3 }, query, { text: 'bone' }), 'text', 'LIMIT_EXCEEDED', 3);
  });

  test.each([
    [
      'hops of a path',
      (levels: number) => `{ paths(from: "63278", to: "63047", maxHops: ${levels}) { cost } }`,
      0,
    ],
    [
      'steps from the roots',
      (levels: number) => `{ subgraph(roots: ["63278"], depth: ${levels}) { truncated } }`,
      -1,
    ],
  ])('4 levels: %s', async (_, query, tooFew) => {
    expectTaken(await ask(query(4)));
    for (const levels of [5, 2_147_483_647, tooFew]) {
      expectRefused(await ask(query(levels)), 'levels', 'BAD_USER_INPUT');
    }
    expectTaken(await askUnder({ levels: 5 }, query(5)));
  });

  test('nodes of a drawn family', async () => {
    const query = '{ family(id: "family:spine") { graph { truncated } } }';
    expectTaken(await ask(query));
    expectRefused(await askUnder({ nodes: 20 }, query), 'nodes', 'LIMIT_EXCEEDED', 20);
  });

  test('cells of a grid, before one is drawn', async () => {
    const query = '{ family(id: "family:lesion-neoplasm") { grid { cells { state } } } }';
    expectTaken(await askUnder({ nodes: 25 }, query));
    expectRefused(await askUnder({ nodes: 24 }, query), 'nodes', 'LIMIT_EXCEEDED', 24);
  });
});

describe('a slow store', () => {
  const DEADLINE = { deadlineMs: 150 };
  /** Time enough for all that answers. */
  const LONG = { deadlineMs: 3_000 };
  const never = () => new Promise<never>(() => {});

  test('a method that does not answer is TIMEOUT at the deadline; the rest is answered', async () => {
    const slow = {
      ...server.store,
      at: async () => ({ ...(await server.store.at()), codes: never }),
    };
    const limited = await startTestServer({ store: slow, limits: LONG });
    const answer = await askAt(
      limited.url,
      '{ code(id: "63278") { id } term(id: "region:sacral") { name } __typename }',
    );
    await limited.stop();
    expect(answer.body.data).toEqual({ code: null, term: { name: 'sacral' }, __typename: 'Query' });
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors[0].extensions).toEqual({ code: 'TIMEOUT' });
    expect(answer.body.errors[0].message).toContain('3000 ms');
    expect(answer.body.errors[0].message).toContain('LIMIT_DEADLINE_MS, set where the server runs');
  });

  test('many calls that are each in time do not add up to more than the deadline', async () => {
    const slow = {
      ...server.store,
      async at() {
        const snapshot = await server.store.at();
        const related: typeof snapshot.related = async (requests) => {
          await new Promise((resolve) => setTimeout(resolve, 100));
          return snapshot.related(requests);
        };
        return { ...snapshot, related };
      },
    };
    const limited = await startTestServer({ store: slow, limits: DEADLINE });
    const { body } = await askAt(limited.url, nested(10));
    await limited.stop();
    expect(body.errors[0].extensions).toEqual({ code: 'TIMEOUT' });
  });

  test('a store that does not even begin', async () => {
    const limited = await startTestServer({ store: { ...server.store, at: never }, limits: DEADLINE });
    const { body } = await askAt(limited.url, '{ __typename dataset { version } }');
    const ready = await fetch(`${limited.url}/readyz`);
    await limited.stop();
    expect(body.data).toEqual({ __typename: 'Query', dataset: null });
    expect(body.errors[0].extensions).toEqual({ code: 'TIMEOUT' });
    expect(ready.status).toBe(503);
  });
});

describe('what tools send', () => {
  test.each([
    ['by default', {}],
    [
      'with all it can ask for',
      {
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      },
    ],
    ['with nothing it can leave out', { descriptions: false }],
  ])('the standard introspection query passes %s', async (_, options) => {
    const { status, body } = await ask(getIntrospectionQuery(options));
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.__schema.queryType.name).toBe('Query');
  });

  test('introspection that goes round in circles is refused', async () => {
    const query = `{ __schema { types ${'{ fields { type '.repeat(5)}{ name } ${'} }'.repeat(5)} } }`;
    const { body } = await ask(query);
    expect(body.errors[0].extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});
