import { describe, expect, test } from 'vitest';
import { alarmsIn } from '../served.ts';
import { seededServer } from './server.ts';

const { ask, refusal, lines } = seededServer();

const CODE = 'query ($id: ID!) { code(id: $id) { id } }';
const NODE = 'query ($id: ID!) { node(id: $id) { id } }';

test('a path of which both ends are wrong is refused once, and the server goes on', async () => {
  const message = await refusal('{ paths(from: "99999", to: "banana") { cost } }');
  expect(message).toContain('"banana" is not a code');
  expect((await ask('{ code(id: "63278") { code } }')).body.data.code.code).toBe('63278');
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
    const { body } = await ask(CODE, { id });
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
    expect((await ask(CODE, { id })).body).toEqual({ data: { code: null } });
    expect((await ask(NODE, { id })).body).toEqual({ data: { node: null } });
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
    const { body } = await ask('query ($ids: [ID!]!) { lookup(ids: $ids) { input status code { id } } }', {
      ids,
    });
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
      const { body } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
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
    const { status, body } = await ask(query, { x });
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
    const { body } = await ask(query);
    expect(body.errors[0].extensions).toEqual({ code });
  });
});

test('none of all this was a fault of the server: its log holds no warning and no error', () => {
  expect(lines.length).toBeGreaterThan(100);
  expect(alarmsIn(lines)).toEqual([]);
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
    const { body } = await ask(query, variables);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].message).toContain(TEN);
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(body.errors[0].extensions.code);
  });
});
