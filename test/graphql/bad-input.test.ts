import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, startTestServer, type TestServer } from '../served.ts';

const lines: string[] = [];
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ log: (line) => lines.push(line) });
});
afterAll(() => server.stop());

const askServer = (query: string, variables: Readonly<Record<string, unknown>> = {}) =>
  ask(server.url, query, variables);

async function refusal(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { status, body } = await askServer(query, variables);
  expect(status).toBe(200);
  expect(body.errors).toHaveLength(1);
  expect(body.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT' });
  return body.errors[0].message;
}

const CODE = 'query ($id: ID!) { code(id: $id) { id } }';
const NODE = 'query ($id: ID!) { node(id: $id) { id } }';

test('a path of which both ends are wrong is refused once, and the server goes on', async () => {
  const message = await refusal('{ paths(from: "99999", to: "banana") { cost } }');
  expect(message).toContain('"banana" is not a code');
  expect((await askServer('{ code(id: "63278") { code } }')).body.data.code.code).toBe('63278');
});

describe('ids of codes', () => {
  test.each([
    'banana',
    '',
    ' ',
    '632789',
    '6327X',
    'CPT',
    'CPT:',
    'CPT:banana',
    'XYZ:63278',
    'CPT:CPT:63278',
    '63278; DROP TABLE code',
    'ICD10PCS:0OBT0ZX',
    'C79.51.1',
    '6.3278e4',
    '__proto__',
    'constructor',
    'CPT:__proto__',
    'toString:63278',
  ])('%j is no code, and the answer says what one looks like', async (id) => {
    const message = await refusal(CODE, { id });
    expect(message).toContain('is not a code');
    expect(message).toContain('A code looks like 63278 or CPT:63278');
  });

  test.each([
    '63278',
    'CPT:63278',
    ' 63278 ',
    'cpt:63278',
    63278,
    ':63278',
    '6327８',
    '63278\u0000',
    "63278'",
    'CPT:63278}',
    '-63278',
    '63278-59',
    '63278 x2',
  ])('%j is 63278', async (id) => {
    const { body } = await askServer(CODE, { id });
    expect(body).toEqual({ data: { code: { id: 'CPT:63278' } } });
  });

  test.each([
    '99999',
    '6327',
    '００００１',
    'CPT:00000',
    'J1100',
    'HCPCS:A0000',
    '00BT1ZX',
    'C79.52',
    'ICD10CM:C7952',
    '0001T',
  ])('%s is well-formed, but not in the graph: null', async (id) => {
    expect((await askServer(CODE, { id })).body).toEqual({ data: { code: null } });
    expect((await askServer(NODE, { id })).body).toEqual({ data: { node: null } });
  });

  test.each([
    ['63278\n63277', 'names several codes'],
    ['63275-63278', 'is a range'],
    ['C79.51-59', 'only codes of CPT and HCPCS'],
  ])('%j is no single code, and the answer says why', async (id, why) => {
    expect(await refusal(CODE, { id })).toContain(why);
  });

  test('lookup answers in place', async () => {
    const ids = ['63278', '99999', 'banana', '63278', '', 'CPT:63278\u0007'];
    const { body } = await askServer(
      'query ($ids: [ID!]!) { lookup(ids: $ids) { input status code { id } } }',
      { ids },
    );
    const found = { id: 'CPT:63278' };
    expect(body.data.lookup).toEqual([
      { input: '63278', status: 'FOUND', code: found },
      { input: '99999', status: 'UNKNOWN', code: null },
      { input: 'banana', status: 'INVALID', code: null },
      { input: '63278', status: 'FOUND', code: found },
      { input: '', status: 'INVALID', code: null },
      { input: 'CPT:63278\u0007', status: 'FOUND', code: found },
    ]);
  });

  test.each(['banana', 'region:nowhere', 'family:none', '', 'CPT:99999', 'x:y:z'])(
    'node(%j) is null',
    async (id) => {
      const { body } = await askServer('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: [id, '63278'],
      });
      expect(body).toEqual({ data: { nodes: [null, { id: 'CPT:63278' }] } });
    },
  );
});

describe('what is asked for in a list, or as an end, must exist', () => {
  const lists: [string, string, string][] = [
    [
      'a term of a filter',
      '{ codes(filter: { terms: ["region:sacral", "region:mars"] }) { totalCount } }',
      'region:mars',
    ],
    ['a term of find', '{ find(terms: ["lesion:nothing"]) { exact { id } } }', 'lesion:nothing'],
    [
      'a term of related',
      '{ code(id: "63278") { related(within: ["compartment:attic"]) { totalCount } } }',
      'compartment:attic',
    ],
    ['a term of search', '{ search(text: "tumor", within: ["sacral"]) { totalCount } }', 'sacral'],
    ['a family', '{ codes(filter: { family: "family:addams" }) { totalCount } }', 'family:addams'],
    [
      'a family that is a term',
      '{ codes(filter: { family: "region:sacral" }) { totalCount } }',
      'region:sacral',
    ],
    ['a root', '{ subgraph(roots: ["63278", "CPT:99999"]) { truncated } }', 'CPT:99999'],
    ['a root that is nothing', '{ subgraph(roots: ["region:mars"]) { truncated } }', 'region:mars'],
    ['one end of a path', '{ paths(from: "63278", to: "99999") { cost } }', 'CPT:99999'],
    ['a code to compare', '{ compare(ids: ["63278", "99998"]) { summary } }', 'CPT:99998'],
  ];
  test.each(lists)('%s', async (_, query, named) => {
    expect(await refusal(query)).toContain(named);
  });

  test.each([
    ['an empty list of terms', '{ find(terms: []) { exact { id } } }', 'empty list'],
    [
      'an empty list of axes',
      '{ code(id: "63278") { related(differsBy: []) { totalCount } } }',
      'empty list',
    ],
    [
      'an axis that is not compared',
      '{ code(id: "63278") { related(differsBy: [SPECIALTY]) { totalCount } } }',
      'SPECIALTY',
    ],
    ['one code to compare', '{ compare(ids: ["63278", "CPT:63278"]) { summary } }', 'two to twelve'],
  ])('%s', async (_, query, says) => {
    expect(await refusal(query)).toContain(says);
  });
});

describe('input that is repeated in a message', () => {
  test.each([
    ['is long', 'x'.repeat(90_000)],
    ['has line breaks', 'a\r\nb\nc\u2028d\u2029e\u0085f'],
    ['has escape codes', '\u001b[31mred\u001b[0m\u0007\u0000\u009b31m'],
    ['turns the direction of text', 'a\u202eb\u2066c\ufeffd'],
    ['is half a character', 'a\ud800b\udc00'],
    ['is one very long character', `a${'\u0301'.repeat(5_000)}`],
  ])('is shown short and on one line when it %s', async (_, id) => {
    for (const query of [
      CODE,
      'query ($id: ID!) { find(terms: [$id]) { exact { id } } }',
      'query ($id: ID!) { codes(filter: { family: $id }) { totalCount } }',
      'query ($id: ID!) { subgraph(roots: [$id]) { truncated } }',
      'query ($id: ID!) { compare(ids: [$id]) { summary } }',
    ]) {
      const message = await refusal(query, { id });
      expect(message.length).toBeLessThan(450);
      expect(message).not.toMatch(/[\p{C}\u2028\u2029]/u);
      expect(message).not.toMatch(/x{61}|\u0301{61}/);
    }
  });
});

describe('cursors', () => {
  const PAGES: [string, string][] = [
    [
      'codes',
      'codes(filter: { terms: ["region:lumbar"] }, first: 2, after: $after) { pageInfo { endCursor } }',
    ],
    [
      'codes with another filter',
      'codes(filter: { terms: ["region:sacral"] }, first: 2, after: $after) { pageInfo { endCursor } }',
    ],
    ['search', 'search(text: "lumbar", first: 2, after: $after) { pageInfo { endCursor } }'],
    [
      'search for other words',
      'search(text: "thoracic", first: 2, after: $after) { pageInfo { endCursor } }',
    ],
    ['terms', 'terms(axis: REGION, first: 2, after: $after) { pageInfo { endCursor } }'],
    ['terms of another axis', 'terms(axis: OPERATION, first: 2, after: $after) { pageInfo { endCursor } }'],
    ['related', 'code(id: "63278") { related(first: 2, after: $after) { pageInfo { endCursor } } }'],
    [
      'related of another code',
      'code(id: "63277") { related(first: 2, after: $after) { pageInfo { endCursor } } }',
    ],
    [
      'related by region',
      'code(id: "63278") { related(first: 2, differsBy: [REGION], after: $after) { pageInfo { endCursor } } }',
    ],
    ['add-ons', 'code(id: "63278") { addOns(first: 1, after: $after) { pageInfo { endCursor } } }'],
    [
      'codes of a family',
      'family(id: "family:spine") { codes(first: 2, after: $after) { pageInfo { endCursor } } }',
    ],
  ];
  const document = (page: string) => `query ($after: String) { ${page} }`;
  const endOf = (data: unknown): string => {
    const text = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
    if (text === undefined) throw new Error(`no cursor in ${JSON.stringify(data)}`);
    return text;
  };

  test('of one list go on in that list only', async () => {
    const cursors = await Promise.all(
      PAGES.map(async ([, page]) => endOf((await askServer(document(page))).body.data)),
    );
    for (const [own, [name, page]] of PAGES.entries()) {
      const answers = await Promise.all(cursors.map((after) => askServer(document(page), { after })));
      for (const [index, { body }] of answers.entries()) {
        const what = `the cursor of ${PAGES[index]?.[0]} in ${name}`;
        if (index === own) expect(body.errors, what).toBeUndefined();
        else expect(body.errors?.[0].extensions, what).toEqual({ code: 'BAD_USER_INPUT' });
      }
    }
  });

  test.each(PAGES)('that are forged are refused: %s', async (_, page) => {
    const real = endOf((await askServer(document(page))).body.data);
    const [list, ...key] = JSON.parse(Buffer.from(real, 'base64url').toString()) as unknown[];
    const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const cursors = [
      '',
      'x',
      'WyJ',
      '====',
      '🦴',
      'null',
      '0',
      '[]',
      real.slice(0, -3),
      'A'.repeat(50_000),
      Buffer.from('null').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
      Buffer.from('"text"').toString('base64url'),
      Buffer.from('['.repeat(30_000)).toString('base64url'),
      Buffer.from([0xff, 0xfe, 0x00]).toString('base64url'),
      forged(list),
      forged(list, ...key, 1),
      forged('other', ...key),
      forged(null, ...key),
      forged(list, ...key.map((part) => (typeof part === 'number' ? String(part) : 7))),
      forged(list, ...key.map(() => null)),
      forged(list, ...key.map(() => ({ $gt: '' }))),
      forged(list, ...key.map((part) => [part])),
    ];
    for (const after of cursors) {
      const message = await refusal(document(page), { after });
      expect(message).toBe(
        '`after` is not a cursor of this list; give the `endCursor` of the same field with the same arguments.',
      );
    }
  });

  test.each(PAGES)('with values that no row has are harmless: %s', async (_, page) => {
    const real = endOf((await askServer(document(page))).body.data);
    const [list, ...key] = JSON.parse(Buffer.from(real, 'base64url').toString()) as unknown[];
    for (const value of [1e308, -1e308, 0.5, -1, 2 ** 53]) {
      for (const text of ["'; drop table code; --", '\u0000', 'zzzz', '']) {
        const after = Buffer.from(
          JSON.stringify([list, ...key.map((part) => (typeof part === 'number' ? value : text))]),
        ).toString('base64url');
        const { status, body } = await askServer(document(page), { after });
        expect(status).toBe(200);
        for (const { extensions } of body.errors ?? [])
          expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
      }
    }
  });
});

/** What means something to SQL, LIKE, FTS5, Lucene, Cypher, regular expressions, JSON, shells or printers. */
const HOSTILE = [
  "'",
  '"',
  '`',
  '´',
  '‘',
  '’',
  '“”',
  '«»',
  "''",
  '""',
  "\\'",
  '\\"',
  '\\',
  '\\\\',
  "' or '1'='1",
  '"; drop table code; --',
  "'); delete from code; --",
  '-- comment',
  '/* comment */',
  ';',
  '%',
  '_',
  '%%',
  '*',
  '?',
  'sac*',
  '*al',
  'sa?ral',
  '"sacral',
  'sacral"',
  'sacral AND',
  'AND',
  'OR',
  'NOT',
  'NEAR',
  'sacral NOT tumor',
  'NEAR(sacral tumor, 5)',
  'tokens:sacral',
  'label : sacral',
  '{tokens} : sacral',
  '^sacral',
  'sacral^2',
  'sacral~',
  'sacral~0.8',
  '+sacral -tumor',
  '[a TO z]',
  '{a TO z}',
  'sacral && tumor',
  'sacral || tumor',
  '!sacral',
  '(sacral',
  'sacral)',
  '((((',
  '[',
  ']',
  '{',
  '}',
  ':',
  '/sac.*/',
  '<sacral>',
  '=',
  '==',
  '$text',
  '$1',
  ':text',
  '@text',
  '?1',
  '{{text}}',
  '}) MATCH (n) DETACH DELETE n //',
  "' RETURN n //",
  'CALL db.labels()',
  '`) MATCH (n',
  '\\u0027 OR 1=1',
  '\u0000',
  'sac\u0000ral',
  '\u0001\u0007\u001b[31m',
  '\r\n',
  '\t',
  '\u2028',
  '\ufeff',
  '\u200b',
  '\u202e',
  '\ud800',
  '🦴',
  '脊柱',
  'العمود',
  'İıſßŒ',
  'e\u0301',
  '．＊％',
  '%00',
  '%27',
  '&quot;',
  '<script>alert(1)</script>',
  '\x24{7*7}',
  '{{7*7}}',
  '../../etc/passwd',
  'a'.repeat(256),
  '* '.repeat(128),
  '"'.repeat(256),
  'sacral tumor '.repeat(19),
  '-',
  '--',
  '../server',
  ',',
  '#',
  '~',
  '|',
];

describe('text that means something to a store', () => {
  test('there are at least 40 kinds of it', () => expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(100));

  test.each(HOSTILE)('%j is only text', async (text) => {
    const { status, body } = await askServer(
      `query ($text: String!) {
        search(text: $text, first: 500) { totalCount edges { match { text } node { __typename ... on Code { id } } } }
        codes(filter: { text: $text }, first: 500) { totalCount edges { node { id } } facets(axes: [REGION]) { terms { count } } }
      }`,
      { text },
    );
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.search.edges).toHaveLength(body.data.search.totalCount);
    expect(body.data.codes.edges).toHaveLength(body.data.codes.totalCount);
  });

  test('marks around words change nothing that is found', async () => {
    const found = async (text: string) =>
      (
        await askServer(
          'query ($text: String!) { search(text: $text) { totalCount edges { node { ... on Code { id } } } } }',
          { text },
        )
      ).body.data.search;
    const plain = await found('sacral tumor');
    expect(plain.totalCount).toBeGreaterThan(0);
    for (const text of [
      '"sacral" \'tumor\'',
      '(sacral) [tumor]',
      'sacral; tumor --',
      '+sacral +tumor',
      'sacral\u0000tumor',
      'sacral*, tumor*',
      '%sacral% _tumor_',
    ]) {
      expect(await found(text), text).toEqual(plain);
    }
    expect((await found('*')).totalCount).toBe(0);
    expect((await found('sacral NEAR tumor')).totalCount).toBe(0);
  });
});

describe('arguments of the wrong kind', () => {
  test.each([
    ['a number for a text', 'query ($x: String!) { search(text: $x) { totalCount } }', 5],
    ['null for what must be there', 'query ($x: String!) { search(text: $x) { totalCount } }', null],
    [
      'null for a default that must be there',
      'query ($x: [ID!]! = ["63278"]) { lookup(ids: $x) { status } }',
      null,
    ],
    ['null within a list', 'query ($x: [ID!]!) { lookup(ids: $x) { status } }', ['63278', null]],
    ['an object for an id', 'query ($x: ID!) { code(id: $x) { id } }', { $ne: null }],
    ['an unknown value of an enum', 'query ($x: Axis!) { terms(axis: $x) { totalCount } }', 'MARS'],
    [
      'an unknown field of an input',
      'query ($x: CodeFilter) { codes(filter: $x) { totalCount } }',
      { termz: [] },
    ],
    [
      'a list of a thousand mistakes',
      'query ($x: [ID!]!) { lookup(ids: $x) { status } }',
      Array(1_000).fill({}),
    ],
  ])('%s is said to be one', async (_, query, x) => {
    const { status, body } = await askServer(query, { x });
    expect(status).toBe(200);
    for (const { extensions } of body.errors) expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test.each([
    [
      'two documents of one name',
      'query A { __typename } query A { __typename }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['no document', '', 'BAD_REQUEST'],
    ['only a fragment', 'fragment F on Code { id }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a mutation', 'mutation { delete }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription', 'subscription { codes }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', '{ code(id: "63278 }', 'GRAPHQL_PARSE_FAILED'],
    ['text that is no document', 'hello \u001b[31m\r\nworld', 'GRAPHQL_PARSE_FAILED'],
    ['a fragment that spreads itself', '{ ...F } fragment F on Query { ...F }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s', async (_, query, code) => {
    const { body } = await askServer(query);
    expect(body.errors[0].extensions).toEqual({ code });
  });
});

test('none of all this was a fault of the server: its log holds no warning and no error', () => {
  const levels = lines.map((line) => (JSON.parse(line) as { level: number }).level);
  expect(levels.length).toBeGreaterThan(100);
  expect(levels.filter((level) => level >= 40)).toEqual([]);
});

describe('a language that there is none of', () => {
  const TEN = 'Language is one of EN, ES, ZH, RU, AR, VI, FR, DE, KO, TL.';

  test.each([
    ['as a literal', '{ code(id: "63278") { label(lang: XX) } }', {}],
    ['as a literal of another kind', '{ code(id: "63278") { label(lang: "ES") } }', {}],
    ['in guidance', '{ code(id: "63278") { guidance(lang: PT) { plainLanguage } } }', {}],
    ['as a variable', 'query ($lang: Language) { code(id: "63278") { label(lang: $lang) } }', { lang: 'XX' }],
    ['as a number', 'query ($lang: Language) { code(id: "63278") { label(lang: $lang) } }', { lang: 7 }],
    [
      'in small letters',
      'query ($lang: Language!) { code(id: "63278") { label(lang: $lang) } }',
      { lang: 'es' },
    ],
  ])('%s: the error lists the ten', async (_, query, variables) => {
    const { body } = await askServer(query, variables);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].message).toContain(TEN);
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(body.errors[0].extensions.code);
  });
});
