import { getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { checkIntrospection } from '../../src/graphql/introspection.ts';
import { DEFAULT_LIMITS } from '../../src/limits.ts';
import { schema } from '../documents.ts';
import { seededServer } from './server.ts';

const { ask } = seededServer();

const nested = (levels: number) => `${'ofType { kind name '.repeat(levels)}${'}'.repeat(levels)}`;
const full = (levels: number, deprecated = '(includeDeprecated: true)', more = '') => `
  fragment FullType on __Type {
    kind name description ${more}
    fields${deprecated} { name description args${deprecated} { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
    inputFields${deprecated} { ...InputValue }
    interfaces { ...TypeRef }
    enumValues${deprecated} { name description isDeprecated deprecationReason }
    possibleTypes { ...TypeRef }
  }
  fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
  fragment TypeRef on __Type { kind name ${nested(levels)} }`;
const roots = 'queryType { name } mutationType { name } subscriptionType { name }';

/** What tools send, in the form that they publish. */
const TOOLS: Readonly<Record<string, string>> = {
  'graphql-js, GraphiQL, Insomnia': getIntrospectionQuery(),
  'graphql-js with all it can ask for, Apollo Sandbox': getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  }),
  'GraphiQL 5': getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true }),
  'graphql-codegen, graphql-tools': getIntrospectionQuery({ descriptions: true, schemaDescription: false }),
  'urql, graphcache': getIntrospectionQuery({ descriptions: false }),
  'Apollo Rover': `query GraphIntrospectQuery { __schema { ${roots} types { ...FullType }
    directives { name description locations args { ...InputValue } } } } ${full(7)}`,
  'Apollo Client, possible types': '{ __schema { types { kind name possibleTypes { name } } } }',
  Postman: `query IntrospectionQuery { __schema { ${roots} types { ...FullType }
    directives { name description locations args { ...InputValue } } } } ${full(7)}`,
  Altair: `query IntrospectionQuery { __schema { ${roots} types { ...FullType }
    directives { name description args { ...InputValue } locations isRepeatable } } } ${full(9, '(includeDeprecated: true)', 'specifiedByURL')}`,
  'gql for Python': `query IntrospectionQuery { __schema { description ${roots} types { ...FullType }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } } ${full(7)}`,
  'Relay, names of types and the fields of one': `{ __schema { types { name } } ${[...'abcdefghij']
    .map(
      (alias) => `${alias}: __type(name: "Code") { fields { name type { name kind ofType { name kind } } } }`,
    )
    .join(' ')} }`,
};

/** How many fields an operation asks introspection for. */
function asked(query: string): number {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const passes = (introspection: number) => {
    try {
      checkIntrospection(
        { schema, document, operation, variables: {} },
        { ...DEFAULT_LIMITS, introspection },
      );
      return true;
    } catch {
      return false;
    }
  };
  let [low, high] = [0, 10_000_000];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

describe('what tools send', () => {
  test.each(Object.entries(TOOLS))('%s: is answered, with room to grow', async (_, query) => {
    const { status, body } = await ask(query);
    expect(body.errors).toBeUndefined();
    expect(status).toBe(200);
    expect(body.data.__schema.types.length).toBeGreaterThan(100);
    expect(asked(query)).toBeLessThan(DEFAULT_LIMITS.introspection / 2);
  });
});

describe('what no tool sends', () => {
  const aliases = (count: number, text: string) =>
    Array.from({ length: count }, (_, index) => `a${index}: ${text}`).join(' ');

  test.each([
    [
      'the schema twice',
      `{ ${aliases(2, '__schema { queryType { name } }')} }`,
      /`__schema` 2 times; at most 1/,
    ],
    [
      'the schema twice, in fragments',
      '{ ...A } fragment A on Query { ... { a: __schema { queryType { name } } } ...B } fragment B on Query { b: __schema { queryType { name } } }',
      /`__schema` 2 times; at most 1/,
    ],
    ['eleven types', `{ ${aliases(11, '__type(name: "Code") { name }')} }`, /`__type` 11 times; at most 10/],
    [
      'fields again and again, through fragments',
      `{ __schema { types { ...A } } } fragment A on __Type { ${aliases(10, 'fields { ...B }')} }
       fragment B on __Field { ${aliases(10, 'type { fields { name } }')} }`,
      /introspection of more fields than 100000.*LIMIT_INTROSPECTION, set where the server runs/,
    ],
    [
      'fragments that double each other',
      `{ __schema { types { ...F0 } } } ${Array.from({ length: 30 }, (_, i) => `fragment F${i} on __Type { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F30 on __Type { name }`,
      /LIMIT_INTROSPECTION|LIMIT_COST/,
    ],
  ])('%s: is refused', async (_, query, message) => {
    const { body } = await ask(query);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].extensions).toEqual({ code: 'LIMIT_EXCEEDED' });
    expect(body.errors[0].message).toMatch(message);
    expect(body.data).toBeUndefined();
  });

  test('the same once more, under the same name, is one', async () => {
    const { body } = await ask('{ __schema { queryType { name } } __schema { types { name } } }');
    expect(body.errors).toBeUndefined();
  });
});
