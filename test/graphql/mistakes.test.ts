import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  parseValue,
  valueFromAST,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../documents.ts';
import { alarmsIn } from '../served.ts';
import { seededServer } from './server.ts';

const RUNS = process.env.FAULTS === 'all' ? 5_000 : 300;
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31));

const { ask, lines } = seededServer();

const codesOf = (body: { errors?: { extensions: { code: string } }[] }) =>
  (body.errors ?? []).map(({ extensions }) => extensions.code);

describe('a mistake of a client is told as one, and calls nobody', () => {
  test.each([
    [
      'null over a default, where none may be',
      'query ($i: ID = "63278") { code(id: $i) { label } }',
      { i: null },
    ],
    ['the same in a list', 'query ($i: ID = "63278") { lookup(ids: [$i]) { status } }', { i: null }],
    [
      'the same in a filter',
      'query ($s: CodeSystem = CPT) { codes(filter: { system: [$s] }) { totalCount } }',
      { s: null },
    ],
    [
      'the same below a list',
      'query ($s: CodeSystem = CPT) { codes(first: 3) { edges { node { crosswalk(to: $s) { confidence } } } } }',
      { s: null },
    ],
    ['null for a condition', 'query ($b: Boolean = true) { __typename @skip(if: $b) }', { b: null }],
    [
      'null for a condition, in a fragment',
      'query ($b: Boolean = true) { code(id: "63278") { ...F } } fragment F on Code { id @include(if: $b) }',
      { b: null },
    ],
    ['a huge number', 'query ($n: Int) { codes(first: $n) { totalCount } }', { n: 1e300 }],
    [
      'a value that no enum has',
      'query ($f: CodeFilter) { codes(filter: $f) { totalCount } }',
      { f: { system: ['X'] } },
    ],
    ['half a character', 'query ($t: String!) { search(text: $t) { totalCount } }', { t: 'a\ud800' }],
    ['half a character as an id', 'query ($i: ID!) { code(id: $i) { id } }', { i: '\ud800' }],
  ])('%s', async (_, query, variables) => {
    const { status, body } = await ask(query, variables);
    expect(status).toBe(200);
    expect(codesOf(body)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(alarmsIn(lines)).toEqual([]);
  });

  test('null over a default is BAD_USER_INPUT and says where', async () => {
    const { body } = await ask('query ($i: ID = "63278") { code(id: $i) { label } }', {
      i: null,
    });
    expect(body.errors).toEqual([
      {
        message: 'Argument "id" of non-null type "ID!" must not be null.',
        locations: [{ line: 1, column: 37 }],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  test('what is left out is not looked at', async () => {
    const query =
      'query ($i: ID = "63278", $no: Boolean = false) { code(id: $i) @include(if: $no) { label } __typename }';
    expect((await ask(query, { i: null })).body).toEqual({ data: { __typename: 'Query' } });
  });
});

/** Every field that takes arguments, with the way to it from a root. */
const roots: readonly (readonly [string, string])[] = [
  ['Query', ''],
  ['Code', 'code(id: "63278")'],
  ['AnatomicalRegion', 'term(id: "region:sacral") { ... on AnatomicalRegion'],
  ['Family', 'family(id: "family:lesion-neoplasm")'],
];
const targets = roots.flatMap(([name, way]) => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`there is no type ${name}`);
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.map((argument) => ({ way, field, argument })),
  );
});

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    '\ud800',
    '\u0000',
    2 ** 31,
    -(2 ** 31) - 1,
    1e300,
    -0,
    1.5,
    true,
    [],
    [null],
    [[]],
    [['63278']],
    {},
    { text: null },
    { system: [null] },
    { terms: { a: 1 } },
    { __proto__: null },
    '2024-02-30',
    '63278',
    'CPT',
    'region:sacral',
    ['63278', null],
  ),
  fc.jsonValue(),
  fc.dictionary(
    fc.constantFrom('system', 'terms', 'text', 'status', 'near', '__proto__', 'x'),
    fc.jsonValue(),
  ),
);

/** A call of a field with one of its arguments by a variable, which may be null where the argument may not. */
function callOf(
  way: string,
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  hasDefault: boolean,
) {
  const isNeeded = isNonNullType(argument.type);
  const type = isNeeded && hasDefault ? getNullableType(argument.type) : argument.type;
  const fallback = isNeeded && hasDefault ? defaultOf(argument) : '';
  const others = field.args
    .filter((one) => one !== argument && isNonNullType(one.type))
    .map((one) => `, ${one.name}: ${defaultOf(one).slice(3)}`);
  const below = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  const call = `${field.name}(${argument.name}: $v${others.join('')})${below}`;
  const closing = way.includes('{') ? '} }' : '}';
  return `query ($v: ${String(type)}${fallback}) { ${way === '' ? call : `${way} { ${call} ${closing}`} }`;
}

function defaultOf({ type }: GraphQLArgument): string {
  const texts = ['"63278"', '["63278", "63277"]', 'CPT', 'REGION', '1', '"2024-07-01"', '{}', 'true'];
  const fit = texts.find((text) => valueFromAST(parseValue(text), type) !== undefined);
  return ` = ${fit ?? 'null'}`;
}

test(`${RUNS} generated mistakes: none is a fault of the server`, async () => {
  console.log(`generated mistakes: seed ${SEED} (FAULTS_SEED)`);
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...targets),
      fc.boolean(),
      odd,
      async ({ way, field, argument }, has, v) => {
        const query = callOf(way, field, argument, has);
        const { status, body } = await ask(query, { v });
        const codes = codesOf(body);
        for (const code of codes.length > 0 ? codes : ['data']) seen.set(code, (seen.get(code) ?? 0) + 1);
        expect([200, 400], query).toContain(status);
        expect(codes, `${query} ${JSON.stringify(v)}`).not.toContain('INTERNAL_SERVER_ERROR');
        expect(JSON.stringify(body).length).toBeLessThan(100_000);
      },
    ),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
  console.log(Object.fromEntries(seen));
  expect(alarmsIn(lines)).toEqual([]);
  expect(seen.get('BAD_USER_INPUT') ?? 0).toBeGreaterThan(RUNS / 10);
  expect(seen.get('data') ?? 0).toBeGreaterThan(RUNS / 50);
});
