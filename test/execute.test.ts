import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createExecute, Written } from '../src/execute/execute.ts';
import { schema as codes } from './documents.ts';

const schema = buildSchema(`
  type Query { thing(id: ID = "1", size: Int, kinds: [Kind!]): Thing  must: Thing!  things: [Thing]  sure: [Thing!]  strict: [Thing!]!
    later: [Thing]  lates: [Thing!]  any: [Any]  node: Node  word: String  words: [String!]  number: Int!  kind: Kind  bad: Kind
    nested: [[Int]]  notAList: [Int]  slow(ms: Int!): String  slowFails(ms: Int!): String!  holder: Holder  wrong: Any  none: Thing }
  type Holder { a: String!  b: Thing  c: String! slowA(ms: Int!): String! slowB(ms: Int!): String }
  interface Node { id: ID! }
  type Thing implements Node { id: ID!  name: String  fails: String  needs: String!  other: Thing  others(first: Int! = 2): [Thing!]
    promised: String  rejects: String  rejectsHard: String!  text: String  method: String  flag: Boolean  ratio: Float  echo(a: [String], n: In): String }
  type Else implements Node { id: ID!  what: String }
  input In { x: Int!  y: [Kind!] = [A] }
  union Any = Thing | Else
  enum Kind { A B }
`);

interface Thing {
  readonly id: string | number;
  readonly [name: string]: unknown;
}
const make = (id: string, depth = 0): Thing => ({
  id,
  name: `a "name" of ${id}, \\ \n  é 𝒳 \ud800`,
  text: depth === 0 ? null : 'plain',
  flag: depth === 0,
  ratio: 1.5,
  method: (args: unknown) => `called with ${JSON.stringify(args)}`,
});
const one = make('1');
const two = make('2', 1);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function define(type: string, fields: Record<string, unknown>): void {
  const found = schema.getType(type);
  if (!found || !('getFields' in found)) throw new Error(type);
  for (const [name, resolve] of Object.entries(fields))
    Object.assign(found.getFields()[name] ?? {}, { resolve });
}
define('Query', {
  thing: (_: unknown, args: unknown) => ({ ...one, name: JSON.stringify(args) }),
  must: () => one,
  things: () => [
    one,
    null,
    two,
    new Error('an item that is an error'),
    one,
    Promise.reject(new Error('late item')),
  ],
  sure: () => [one, null],
  strict: () => [one, Promise.resolve(two), Promise.reject(new Error('strict'))],
  later: async () => [one, two, { id: null }],
  lates: () => new Set([Promise.resolve(one), Promise.resolve(one)]),
  any: () => [one, { id: 'e', what: 'else' }, two, null],
  node: () => ({ id: 'n', what: 'a node' }),
  word: () => 7,
  words: () => 'not a list',
  number: async () => 2 ** 40,
  kind: () => 'A',
  bad: () => 'C',
  nested: () => [[1, '2', true], null, ['x']],
  notAList: () => 5,
  slow: async (_: unknown, { ms }: { ms: number }) => {
    await wait(ms);
    return `after ${ms}`;
  },
  slowFails: async (_: unknown, { ms }: { ms: number }) => {
    await wait(ms);
    throw new GraphQLError('slow', { extensions: { code: 'SLOW' } });
  },
  holder: () => ({ a: 'a', b: one, c: null }),
  wrong: () => ({ id: 'w', nothing: true }),
});
define('Holder', {
  slowA: async (_: unknown, { ms }: { ms: number }) => {
    await wait(ms);
    throw new Error('slowA');
  },
  slowB: async (_: unknown, { ms }: { ms: number }) => {
    await wait(ms);
    throw new Error('slowB');
  },
});
define('Thing', {
  fails: () => {
    throw new Error('it fails');
  },
  needs: () => null,
  other: async () => two,
  others: (_: unknown, { first }: { first: number }) => [one, two, one].slice(0, first),
  promised: async ({ id }: Thing) => `promised ${id}`,
  rejects: async () => Promise.reject(new Error('it rejects')),
  rejectsHard: () => Promise.reject('no error at all'),
  echo: (_: unknown, args: unknown) => JSON.stringify(args),
});
for (const name of ['Node', 'Any']) {
  Object.assign(schema.getType(name) as object, {
    resolveType: (value: object) => ('what' in value ? 'Else' : 'nothing' in value ? 'Nothing' : 'Thing'),
  });
}

const compiled = createExecute(schema);

async function both(
  document: DocumentNode,
  variables: Record<string, unknown> = {},
  given: GraphQLSchema = schema,
) {
  const run = given === schema ? compiled : createExecute(given);
  const plain = await execute({ schema: given, document, variableValues: variables });
  const operation = getOperationAST(document) ?? undefined;
  const answers: unknown[] = [];
  for (let time = 0; time < 2; time++) {
    const { data, ...rest } = await run({
      document,
      operation,
      operationName: undefined,
      variables,
      context: {},
    });
    const text = data instanceof Written ? data.take() : JSON.stringify(data);
    answers.push(`${JSON.stringify(rest.errors)} ${text}`);
  }
  return { plain: `${JSON.stringify(plain.errors)} ${JSON.stringify(plain.data)}`, answers };
}

describe('a plan gives what graphql-js gives, byte by byte', () => {
  test.each([
    '{ __typename thing { __typename id name text flag ratio method } }',
    '{ thing { id } again: thing(id: "x", size: 3, kinds: [A, B]) { id name } same: thing { id again: id } }',
    '{ thing { fails name } }',
    '{ thing { needs name } }',
    '{ thing { other { needs } name } number }',
    '{ must { needs } }',
    '{ must { rejectsHard } word }',
    '{ must { rejects promised other { fails promised other { id } } } }',
    '{ things { id name fails promised } }',
    '{ things { id needs } sure { id } }',
    '{ strict { id rejectsHard } }',
    '{ strict { id } things { rejects } }',
    '{ later { id name } lates { id fails } }',
    '{ any { __typename ... on Thing { name others { id fails } } ... on Else { what } ... on Node { id } } }',
    '{ node { id ... on Else { what } } wrong { __typename } }',
    '{ word words kind nested notAList }',
    '{ bad kind }',
    '{ number }',
    '{ holder { a b { id } c } word }',
    '{ holder { slowA(ms: 5) slowB(ms: 1) b { fails } } }',
    '{ holder { slowA(ms: 1) slowB(ms: 5) c } word }',
    '{ holder { slowB(ms: 1) c b { rejects } } slow(ms: 10) }',
    '{ a: slow(ms: 4) b: slow(ms: 1) c: holder { slowB(ms: 2) } d: holder { b { rejects } } }',
    '{ slowFails(ms: 1) slow(ms: 3) }',
    '{ a: holder { slowB(ms: 3) } slowFails(ms: 6) }',
    '{ thing { others(first: 3) { id name others(first: 1) { id } } ...f ...f ... { name } } } fragment f on Thing { text others { text } }',
    '{ thing { echo(a: ["x", null], n: { x: 1 }) } }',
    '{ things { ... on Else { what } } any { ... on Node { id } } }',
    '{ __schema { queryType { name } } word }',
    '{ __type(name: "Thing") { name } }',
  ])('%s', async (text) => {
    const document = parse(text);
    const { plain, answers } = await both(document);
    expect(answers).toEqual([plain, plain]);
  });

  const decided = `query ($yes: Boolean!, $no: Boolean = false, $first: Int, $id: ID, $in: In) {
    thing(id: $id) @include(if: $yes) { id name @skip(if: $no) others(first: $first) { id ... @include(if: $no) { text } }
      echo(n: $in) ...f @skip(if: $yes) } word @skip(if: $yes) }
    fragment f on Thing { flag }`;
  test.each([
    { yes: true },
    { yes: true, no: true, first: 1, id: 'q' },
    { yes: false, no: true },
    { yes: true, no: null },
    { yes: true, first: null },
    { yes: true, in: { x: 1, y: ['B'] } },
    { yes: true, in: { x: 'one' } },
    { yes: 'yes' },
    {},
    { yes: true, id: null, more: 'than asked' },
  ])('%j', async (variables) => {
    const { plain, answers } = await both(parse(decided), variables);
    expect(answers).toEqual([plain, plain]);
  });

  test('of a document with variables one after the other, through the same plans', async () => {
    const document = parse(decided);
    for (const yes of [true, false, true]) {
      for (const no of [false, true]) {
        for (const first of [1, 3]) {
          const { plain, answers } = await both(document, { yes, no, first, id: `${first}` });
          expect(answers).toEqual([plain, plain]);
        }
      }
    }
  });

  test('of documents without the operation asked for', async () => {
    const document = parse('query A { word } query B { word }');
    for (const operationName of [undefined, 'C', 'B']) {
      const request = { document, operation: undefined, operationName, variables: {}, context: {} };
      const plain = await execute({ schema, document, operationName });
      expect(JSON.stringify(await compiled(request))).toBe(JSON.stringify(plain));
    }
  });
});

test('fragments that multiply a document are left to graphql-js, at once', async () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const below = level === 11 ? '{ id }' : `{ ...f${level + 1} }`;
    return `fragment f${level} on Thing { a${level}: other ${below} b${level}: other ${below} c${level}: other ${below} }`;
  });
  const document = parse(`{ holder { b { name } } none { ...f0 } } ${levels.join(' ')}`);
  expect(validate(schema, document)).toEqual([]);
  const began = performance.now();
  const { plain, answers } = await both(document);
  expect(answers).toEqual([plain, plain]);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('no resolver or type of the schema takes the argument that plans do not give', () => {
  for (const type of Object.values(codes.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if ('resolveType' in type) expect(type.resolveType?.length ?? 0, type.name).toBeLessThan(3);
    if (!('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      if ('resolve' in field)
        expect(field.resolve?.length ?? 0, `${type.name}.${field.name}`).toBeLessThan(4);
    }
  }
});
