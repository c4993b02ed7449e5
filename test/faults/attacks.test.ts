import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { attackedServer } from './attacked.ts';
import { expectHarmless } from './watchful.ts';

const { post } = attackedServer('attacks');

const MANY = 20_000;
const nested = (open: string, close: string, inner = '', count = MANY) =>
  open.repeat(count) + inner + close.repeat(count);

describe('20,000-fold nesting', () => {
  test.each([
    ['selection sets', nested('{a', '}', '', MANY)],
    ['selection sets that do not end', '{a'.repeat(MANY)],
    ['lists as a value', `{ codes(first: ${nested('[', ']')}) { totalCount } }`],
    ['lists that do not end', `{ codes(first: ${'['.repeat(MANY)}`],
    ['objects as a value', `{ codes(filter: ${nested('{a:', '}', '1')}) { totalCount } }`],
    ['objects that do not end', `{ codes(filter: ${'{a:'.repeat(MANY)}`],
    ['list types', `query ($a: ${nested('[', ']', 'ID')}) { __typename }`],
    ['list types that do not end', `query ($a: ${'['.repeat(MANY)}`],
    ['inline fragments', `{ ${nested('... {', '}', '__typename')} }`],
    ['inline fragments with a type', nested('{ ... on Query ', '}', '{ __typename }', 5_000)],
    ['fields', nested('{ node(id: "1") ', '}', '{ id }', 4_000)],
    ['directives', `{ __typename ${'@skip(if: false) '.repeat(MANY / 4)} }`],
    [
      'fragments, each in the one before',
      `{ ...f0 } ${Array.from({ length: 2_000 }, (_, at) => `fragment f${at} on Query { ...f${at + 1} }`).join(' ')}`,
    ],
    ['fragments in a circle', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
    ['operations', 'query a { __typename } '.repeat(4_000)],
    ['variables', `query (${'$a: Int '.repeat(9_000)}) { __typename }`],
    ['arguments', `{ codes(${'first: 1 '.repeat(9_000)}) { totalCount } }`],
    ['aliases', `{ ${'a: __typename '.repeat(6_000)} }`],
    ['a name', `{ ${'a'.repeat(90_000)} }`],
    ['a number', `{ codes(first: ${'9'.repeat(90_000)}) { totalCount } }`],
    ['a fraction', `{ codes(first: 1.${'9'.repeat(90_000)}) { totalCount } }`],
    ['a string', `{ code(id: "${'x'.repeat(90_000)}") { id } }`],
    ['a string of escapes', `{ code(id: "${'\\u0000'.repeat(15_000)}") { id } }`],
    ['a block string', `{ code(id: """${'\n '.repeat(40_000)}""") { id } }`],
    ['a string that does not end', `{ code(id: "${'x'.repeat(90_000)}`],
    ['comments', `${'#\n'.repeat(40_000)}{ __typename }`],
    ['commas', `{ ${','.repeat(90_000)} __typename }`],
    ['dots', `{ ${'.'.repeat(90_000)} }`],
    ['braces that close', '}'.repeat(90_000)],
    ['dollar signs', '$'.repeat(90_000)],
    ['ampersands', `type A implements ${'& B '.repeat(MANY)}`],
    ['marks that change direction', `{ code(id: "${'\u202e'.repeat(MANY)}") { id } }`],
  ])('of %s is refused, or answered', async (_, query) => {
    const answer = await post(JSON.stringify({ query }));
    expectHarmless(answer, query);
    // A name may be told once, as long as it is.
    expect(answer.text.length).toBeLessThan(query.length + 20_000);
    expect([200, 400, 413]).toContain(answer.status);
  });

  test.each([
    ['variables', `{"query":"{ __typename }","variables":{"a":${nested('[', ']', '1', 45_000)}}}`],
    ['objects in variables', `{"query":"{ __typename }","variables":${nested('{"a":', '}', '1', 15_000)}}`],
    [
      'variables that are used',
      `{"query":"query ($f: CodeFilter) { codes(filter: $f) { totalCount } }","variables":{"f":{"terms":${nested('[', ']', '"x"', 40_000)}}}}`,
    ],
    ['extensions', `{"query":"{ __typename }","extensions":${nested('{"a":', '}', '1', 15_000)}}`],
    ['the body itself', nested('[', ']', '1', 45_000)],
  ])('of JSON in %s', async (_, body) => {
    const answer = await post(body);
    expectHarmless(answer, body);
    expect([200, 400]).toContain(answer.status);
    expect(answer.text.length).toBeLessThan(20_000);
  });
});

describe('errors', () => {
  test.each([
    ['unknown fields', `{ ${Array.from({ length: 1_900 }, (_, at) => `f${at}`).join(' ')} }`],
    [
      'unknown arguments',
      `{ codes(${Array.from({ length: 900 }, (_, at) => `a${at}: 1`).join(' ')}) { totalCount } }`,
    ],
    ['unknown fragments', `{ ${Array.from({ length: 900 }, (_, at) => `...f${at}`).join(' ')} }`],
    ['unknown directives', `{ __typename ${Array.from({ length: 900 }, (_, at) => `@d${at}`).join(' ')} }`],
    [
      'unused variables',
      `query (${Array.from({ length: 900 }, (_, at) => `$v${at}: Int`).join(' ')}) { __typename }`,
    ],
    ['near misses', `{ ${Array.from({ length: 900 }, () => 'codez cod lokup relatd').join(' ')} }`],
    [
      'ids that are none',
      `{ lookup(ids: [${Array.from({ length: 500 }, (_, at) => `"no${at}"`).join(' ')}]) { code { id } } }`,
    ],
  ])('are not amplified: %s', async (_, query) => {
    const answer = await post(JSON.stringify({ query }));
    expectHarmless(answer, query);
    expect(answer.text.length).toBeLessThan(query.length * 4 + 20_000);
  });

  test('of 500 wrong values in variables are told within bounds', async () => {
    const body = JSON.stringify({
      query: 'query ($ids: [ID!]!) { lookup(ids: $ids) { code { id } } }',
      variables: { ids: Array.from({ length: 9_000 }, () => ({ a: null })) },
    });
    const answer = await post(body);
    expectHarmless(answer, body);
    expect(answer.text.length).toBeLessThan(30_000);
  });
});

describe('persisted hashes', () => {
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const persisted = (sha256Hash: unknown, query?: string, version: unknown = 1) =>
    post(
      JSON.stringify({
        ...(query !== undefined && { query }),
        extensions: { persistedQuery: { version, sha256Hash } },
      }),
    );

  test('name a document only where they are its own', async () => {
    const mine = '{ dataset { version } }';
    const yours = '{ __typename }';
    const forged = await persisted(hashOf(mine), yours);
    expect(forged.json.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect((await persisted(hashOf(mine))).json.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await persisted(hashOf(mine), mine)).json.data.dataset).toBeDefined();
    expect((await persisted(hashOf(mine))).json.data.dataset).toBeDefined();
  });

  test.each([
    ['a number', 5],
    ['null', null],
    ['a list', ['x']],
    ['an object', { toString: 'x' }],
    ['empty', ''],
    ['a key of objects', '__proto__'],
    ['another key of objects', 'constructor'],
    ['a path', '../../etc/passwd'],
    ['very long', 'f'.repeat(50_000)],
    ['control characters', '\u0000\r\n\u001b[31m'],
  ])('that are %s are refused', async (_, hash) => {
    const alone = await persisted(hash);
    const beside = await persisted(hash, '{ __typename }');
    for (const answer of [alone, beside]) {
      expectHarmless(answer, hash);
      expect(answer.json.errors).toHaveLength(1);
    }
  });
});
