import { describe, expect, test } from 'vitest';
import { expectRefused, seededServer, times } from './server.ts';

const server = seededServer();
const { ask, askUnder } = server;

describe('what a request costs is said', () => {
  const QUERY = '{ codes(first: 2) { edges { node { id } } } }';
  const send = async (extensions: unknown) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY, extensions }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    const body: any = await response.json();
    return { header: response.headers.get('graphql-cost'), body };
  };

  test('in a header; in the answer where `extensions: { cost: true }` asks for it', async () => {
    const plain = await send(undefined);
    expect(plain.header).toBe('6');
    expect(plain.body.extensions).toBeUndefined();
    const asked = await send({ cost: true });
    expect(asked.header).toBe('6');
    expect(asked.body.extensions).toEqual({ cost: { requested: 6, limit: 20_000 } });
    expect(asked.body.data).toEqual(plain.body.data);
    expect((await send({ cost: 1 })).body.extensions).toBeUndefined();
  });

  test.each([
    [
      'lists in one another',
      'query ($n: Int) { codes(first: $n) { edges { node { related(first: 100) { edges { node { id } } } } } } }',
      { n: 500 },
      '`codes(first: 500)` > `related(first: 100)` counts 50,000 of them; ask for fewer there.',
    ],
    [
      'a list of ids, in a fragment',
      'query ($ids: [ID!]!) { dataset { version } ...A } fragment A on Query { nodes(ids: $ids) { ... on Code { axes { terms { name synonyms definition } } crosswalk(to: ICD10CM) { node { label } } } } }',
      { ids: Array(500).fill('63278') },
      '`nodes(ids: 500 of them)` > `crosswalk` counts 32,000 of them; ask for fewer there.',
    ],
    [
      'something dear, too often',
      `{ ${times(21, (i) => `a${i}: codes(first: 0) { facets(axes: [REGION], first: 1) { axis } }`)} }`,
      {},
      '`codes(first: 0)` > `facets(first: 1)` counts 12 of them; ask for fewer there.',
    ],
  ])('a refusal names what counts most: %s', async (_, query, variables, advice) => {
    const answer = await ask(query, variables);
    expectRefused(answer, 'cost');
    expect(answer.body.errors[0].message).toContain(advice);
    expect(answer.headers.get('graphql-cost')).toBeNull();
  });
});

describe('values in variables', () => {
  const QUERY = 'query ($f: CodeFilter) { codes(filter: $f) { totalCount } }';
  const keys = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));

  test('2,000 are taken, however they are nested', async () => {
    expectRefused(await ask(QUERY, { f: keys(2_000) }), 'variables');
    expectRefused(await ask('{ __typename }', { a: Array(2_000).fill(1) }), 'variables');
    expectRefused(await ask(QUERY, { f: { terms: Array(1_999).fill('region:sacral') } }), 'variables');
    expectRefused(await askUnder({ variables: 3 }, QUERY, { f: keys(3) }), 'variables', 3);
    const { body } = await ask('{ __typename }', { a: Array(1_999).fill(1) });
    expect(body.errors).toBeUndefined();
  });

  test('ten levels are taken', async () => {
    let deep: unknown = 1;
    for (let level = 0; level < 11; level++) deep = [deep];
    const { body } = await ask(QUERY, { f: { terms: deep } });
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].message).toContain('nest deeper than 10 levels');
  });

  test.each([
    ['in a variable', () => ask(QUERY, { f: keys(1_900) })],
    [
      'in a literal',
      () => ask(`{ codes(filter: { ${times(1_200, (index) => `k${index}: 1`)} }) { totalCount } }`),
    ],
  ])('what is wrong with them is told in short: %s', async (_, sent) => {
    const { body } = await sent();
    expect(body.errors).toHaveLength(21);
    expect(body.errors[20].message).toMatch(/^There are \d+ more errors\.$/);
    expect(body.errors[0].message).toMatch(/Field "k0" is not defined by type "CodeFilter"\.$/);
    expect(JSON.stringify(body).length).toBeLessThan(30_000);
  });
});

describe('one mistake is told once, however often it is made', () => {
  test.each([
    ['directives', `{ __typename ${'@aa'.repeat(10)} }`, 1],
    ['fields', `{ ${times(10, (index) => `a${index}: code(id: "63278") { nothing }`)} }`, 1],
    ['of two kinds', `{ ${times(10, (index) => `a${index}: code(id: "63278") { nothing }`)} nothing }`, 2],
  ])('%s', async (_, query, count) => {
    const { body } = await ask(query);
    expect(body.errors).toHaveLength(count);
    expect(body.errors[0].locations).toHaveLength(1);
    expect(body.errors[0].extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  test('in fields each is told with its path, 20 of them', async () => {
    const { body } = await ask(`{ ${times(30, (index) => `a${index}: code(id: "banana") { id }`)} }`);
    expect(body.errors).toHaveLength(21);
    expect(body.errors.map(({ path }: { path?: string[] }) => path?.[0])).toEqual([
      ...Array.from({ length: 20 }, (_, index) => `a${index}`),
      undefined,
    ]);
    expect(body.errors[20]).toEqual({
      message: 'There are 10 more errors.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('an answer', () => {
  test('of more bytes than LIMIT_ANSWER_BYTES is not sent', async () => {
    const query = '{ codes(first: 100) { edges { node { id label } } } }';
    const whole = JSON.stringify((await ask(query)).body).length;
    expectRefused(
      await askUnder({ answerBytes: Math.round(whole * 0.8) }, query),
      'answerBytes',
      Math.round(whole * 0.8),
    );
    expect((await askUnder({ answerBytes: Math.round(whole * 1.2) }, query)).body.errors).toBeUndefined();
  });
});

describe('a text', () => {
  const QUERY = 'query ($text: String!) { search(text: $text) { totalCount } }';

  test('is as long as it is once its signs are written out', async () => {
    // 18 letters each.
    expect((await ask(QUERY, { text: '\ufdfa'.repeat(14) })).body.errors).toBeUndefined();
    expectRefused(await ask(QUERY, { text: '\ufdfa'.repeat(15) }), 'text');
    expectRefused(await ask(QUERY, { text: '\ufdfa'.repeat(30_000) }), 'text');
  });

  test('64 different words of a request are corrected', async () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const word = (index: number) => `zqx${letters[index % 26]}${letters[Math.floor(index / 26)]}wv`;
    const words = (from: number, count: number) => times(count, (index) => word(from + index));
    const texts = (count: number) =>
      `{ a: search(text: "${words(0, 30)}") { totalCount } b: search(text: "${words(30, 30)} tumr") { totalCount } c: search(text: "${words(61, count)} ${words(0, 10)}") { totalCount } }`;
    expect((await ask(texts(3))).body.errors).toBeUndefined();
    expectRefused(await ask(texts(4)), 'corrections');
    expectRefused(
      await askUnder({ corrections: 1 }, '{ search(text: "tumr sacrl") { totalCount } }'),
      'corrections',
      1,
    );
  });
});

describe('a list that turns out longer than it was counted with', () => {
  // 50 are counted with, each at 1.2.
  const QUERY = '{ find(terms: ["region:spine"]) { exact { id code } } }';

  test('is charged before anything is made of it', async () => {
    const { headers, body } = await ask(QUERY);
    expect(body.data.find.exact.length).toBeGreaterThan(60);
    const counted = Number(headers.get('graphql-cost'));
    const answer = await askUnder({ cost: counted + 10 }, QUERY);
    expectRefused(answer, 'cost', counted + 10);
    expect(answer.body.errors[0].message).toMatch(/`exact` has \d+ entries; ask for less of each\./);
    expect(answer.body.errors[0].path).toEqual(['find', 'exact']);
    expect((await askUnder({ cost: counted + 120 }, QUERY)).body.errors).toBeUndefined();
  });
});

describe('walks', () => {
  test.each([
    [
      'paths',
      '{ paths(from: "63278", to: "63047") { cost } }',
      /Ask for fewer kinds in `via`, fewer `maxHops`, or a smaller `first`\./,
    ],
    [
      'subgraph',
      '{ subgraph(roots: ["63278"], depth: 2) { truncated } }',
      /Ask for fewer `kinds`, a smaller `depth` or `first`, or fewer `roots`\./,
    ],
    [
      'a drawn family',
      '{ family(id: "family:spine") { graph { truncated } } }',
      /Ask for the graph of a smaller family\./,
    ],
  ])('look at so many edges of a request: %s', async (_, query, advice) => {
    expect((await ask(query)).body.errors).toBeUndefined();
    const answer = await askUnder({ edges: 50 }, query);
    expectRefused(answer, 'edges', 50);
    expect(answer.body.errors[0].message).toMatch(advice);
  });

  test('all of a request together', async () => {
    const walk = (name: string) => `${name}: subgraph(roots: ["63278"]) { truncated }`;
    expect((await askUnder({ edges: 3_000 }, `{ ${walk('a')} }`)).body.errors).toBeUndefined();
    expectRefused(await askUnder({ edges: 3_000 }, `{ ${times(30, (i) => walk(`a${i}`))} }`), 'edges', 3_000);
  });
});
