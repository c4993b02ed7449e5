import { describe, expect, it } from 'vitest';
import { createSubgraph } from '../../src/graphql/federation.ts';
import type { Limits } from '../../src/limits.ts';
import { documents } from '../documents.ts';
import { serverForTests, storeForTests } from '../opened.ts';
import { ask, startTestServer } from '../served.ts';
import { counting } from './counting.ts';
import { times } from './server.ts';

const own = storeForTests();
const schema = createSubgraph();
const plain = serverForTests(() => ({ store: own.store }));
const subgraph = serverForTests(() => ({ store: own.store, schema }));

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Code { id label } ... on Family { id name } ... on Term { id name } } }`;
const entities = (representations: unknown) => subgraph.ask(ENTITIES, { representations });
const code = (id: unknown) => ({ __typename: 'Code', id });

describe('without federation', () => {
  it('knows nothing of it', async () => {
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      const { body } = await plain.ask(query);
      expect(body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});

describe('the subgraph', () => {
  it('says its keys, and what it shares', async () => {
    const { body, headers } = await subgraph.ask('{ _service { sdl } }');
    const { sdl } = body.data._service;
    expect(sdl).toContain('@link(url: "https://specs.apollo.dev/federation/v2.3"');
    const nodes = schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name);
    expect(nodes).toEqual(expect.arrayContaining(['Code', 'Family', 'AnatomicalRegion']));
    for (const name of nodes) {
      expect(sdl).toMatch(new RegExp(`^type ${name} implements [^{]*@key\\(fields: "id"\\)`, 'm'));
    }
    expect(sdl).toMatch(/^type PageInfo\s+@shareable/m);
    // Its own directives would clash with those of the federation that have the same names.
    expect(sdl).not.toMatch(/@cost\b|@listSize|[Cc]acheControl/);
    expect(headers.get('cache-control')).toContain('public');
    expect(sdl.length / 5_000).toBeLessThan(Number(headers.get('graphql-cost')));
  });

  it('answers and prices all other documents as the server without it, and shows people the same schema', async () => {
    for (const { text, variables } of documents) {
      const [with_, without] = await Promise.all([
        subgraph.ask(text, variables[0]),
        plain.ask(text, variables[0]),
      ]);
      expect(with_.body).toEqual(without.body);
      expect(with_.headers.get('graphql-cost')).toBe(without.headers.get('graphql-cost'));
    }
    const [shown, before] = await Promise.all(
      [subgraph.url, plain.url].map(async (url) => (await fetch(`${url}/schema.graphql`)).text()),
    );
    expect(shown).toBe(before);
  });
});

describe('_entities', () => {
  it('gives what representations name, in their order, however their ids are written; null where there is none', async () => {
    const { body } = await entities([
      { __typename: 'Family', id: 'family:lesion-neoplasm' },
      code('CPT:63278'),
      code(' cpt 63278 '),
      code('CPT:99999'),
      { __typename: 'AnatomicalRegion', id: 'region:sacral' },
      code('63277-59'),
      { __typename: 'Term', id: 'operation:excision' },
      { __typename: 'Family', id: 'family:no-such' },
      code('9'.repeat(10_000)),
      { __typename: 'Code', id: 'ICD10CM:C79.51', code: 'ignored', more: { of: ['it'] } },
    ]);
    expect(body.errors).toBeUndefined();
    const ids = body.data._entities.map((one: { id: string } | null) => one?.id ?? null);
    expect(ids).toEqual([
      'family:lesion-neoplasm',
      'CPT:63278',
      'CPT:63278',
      null,
      'region:sacral',
      'CPT:63277',
      'operation:excision',
      null,
      null,
      'ICD10CM:C79.51',
    ]);
    expect(body.data._entities[6].__typename).toBe('Operation');
  });

  it.each([
    [
      'text',
      'CPT:63278',
      /^`representations\[1\]` has no `__typename`\. It looks like \{"__typename": "Code"/,
    ],
    ['a list', [code('CPT:63278')], /\[1\]` has no `__typename`/],
    ['no type', { id: 'CPT:63278' }, /\[1\]` has no `__typename`/],
    ['a type that is no text', { __typename: ['Code'], id: 'CPT:63278' }, /\[1\]` has no `__typename`/],
    ['an unknown type', { __typename: 'Drug', id: '1' }, /\[1\]`: "Drug" is no entity; there are .*\bCode\b/],
    ['a type of Object', { __typename: '__proto__', id: '1' }, /"__proto__" is no entity/],
    ['a type without a key', { __typename: 'PageInfo' }, /"PageInfo" is no entity/],
    ['a long type', { __typename: 'x'.repeat(5_000), id: '1' }, /"x{60}…" is no entity/],
    ['no id', { __typename: 'Code' }, /\[1\]` has no `id` that is text/],
    ['an id that is no text', code({ value: '63278' }), /\[1\]` has no `id` that is text/],
    ['a number for an id', code(63278), /\[1\]` has no `id` that is text/],
    [
      'another type',
      code('region:sacral'),
      /\[1\]`: region:sacral is of the type AnatomicalRegion, not Code/,
    ],
    ['a code for a term', { __typename: 'Term', id: '63278' }, /CPT:63278 is of the type Code, not Term/],
  ])('says what is wrong with %s, and gives the rest', async (_, wrong, message) => {
    const { status, body } = await entities([code('63278'), wrong, code('63277')]);
    expect(status).toBe(200);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0]).toMatchObject({
      path: ['_entities', 1],
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(body.errors[0].message).toMatch(message);
    expect(body.errors[0].message.length).toBeLessThan(400);
    const ids = body.data._entities.map((one: { id: string } | null) => one?.id ?? null);
    expect(ids).toEqual(['CPT:63278', null, 'CPT:63277']);
  });

  it.each([
    ['null', null],
    ['a null in the list', [null]],
    ['nothing', undefined],
  ])('refuses %s for the list', async (_, representations) => {
    const { body } = await entities(representations);
    expect(body.data?._entities ?? null).toBeNull();
    expect(body.errors[0].message).toMatch(/representations/);
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('takes representations that stand in the document, with variables in them', async () => {
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Code", id: $id },
      { __typename: "Code", id: "63277" }]) { ... on Code { id } } }`;
    const { body } = await subgraph.ask(query, { id: '63278' });
    expect(body.data._entities).toEqual([{ id: 'CPT:63278' }, { id: 'CPT:63277' }]);
  });

  it('asks the store as often for many codes as for one', async () => {
    const callsFor = async (ids: readonly string[]) => {
      const { store, calls } = counting(own.store);
      const server = await startTestServer({ store, schema });
      try {
        const representations = [...ids.map(code), { __typename: 'Term', id: 'region:sacral' }];
        const { body } = await ask(server.url, ENTITIES, { representations });
        expect(body.data._entities).toHaveLength(ids.length + 1);
        return calls.filter((call) => call !== 'codes' || calls.indexOf(call) === calls.lastIndexOf(call));
      } finally {
        await server.stop();
      }
    };
    const one = await callsFor(['63278']);
    expect(one.filter((call) => call === 'codes')).toHaveLength(1);
    expect(await callsFor(['63275', '63276', '63277', '63278', '63278', '63280', '99999'])).toEqual(one);
  });

  it('names what an answer rests on', async () => {
    const response = await fetch(`${subgraph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: ENTITIES,
        variables: { representations: [code('63278')] },
        extensions: { provenance: true },
      }),
    });
    const { extensions } = (await response.json()) as never as {
      extensions: { provenance: { sources: { id: string }[] } };
    };
    expect(extensions.provenance.sources.map(({ id }) => id)).toContain('seed/cpt/codes.csv');
  });
});

describe('who asks the subgraph for too much', () => {
  const under = async (limits: Partial<Limits>, query: string, variables = {}) => {
    const { store, calls } = counting(own.store);
    const server = await startTestServer({ store, schema, limits });
    try {
      const { body } = await ask(server.url, query, variables);
      expect(body.data ?? null).toBeNull();
      expect(body.errors[0].extensions.code).toBe('LIMIT_EXCEEDED');
      // It is refused before any work.
      expect(calls).toEqual([]);
      return body.errors[0].message as string;
    } finally {
      await server.stop();
    }
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => code(String(10_000 + index)));

  it('is told of 10,000 representations at each of the limits', async () => {
    const representations = many(10_000);
    const bodyBytes = 10_000_000;
    expect(await under({ bodyBytes }, ENTITIES, { representations })).toMatch(/LIMIT_VARIABLES/);
    const variables = 1_000_000;
    expect(await under({ bodyBytes, variables, cost: 10_000 }, ENTITIES, { representations })).toMatch(
      /cost of \d+; .* `_entities\(representations: 10000 of them\)` counts 10,000 of them; ask for fewer there/,
    );
    const unpriced = { bodyBytes, variables, cost: 1_000_000 };
    expect(await under(unpriced, ENTITIES, { representations })).toBe(
      '`representations` has 10000 entries; at most 500 are taken (LIMIT_IDS, set where the server runs).',
    );
  });

  it('has as many as LIMIT_IDS within all other limits', async () => {
    const { body, headers } = await entities(many(500));
    expect(body.errors).toBeUndefined();
    expect(body.data._entities).toHaveLength(500);
    expect(Number(headers.get('graphql-cost'))).toBeGreaterThanOrEqual(500);
  });

  it('pays for each alias, and for all below', async () => {
    const aliased = `query ($r: [_Any!]!) { ${times(50, (index) => `a${index}: _entities(representations: $r) { ... on Code { id label } }`)} }`;
    expect(await under({}, aliased, { r: many(400) })).toMatch(/`_entities\(r/);
    const deep = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Code {
      related(first: 100) { edges { node { related(first: 100) { edges { node { id } } } } } } } } }`;
    expect(await under({}, deep, { r: many(3) })).toMatch(/`related\(first: 100\)`/);
    const texts = `{ _service { ${times(60, (index) => `a${index}: sdl`)} } }`;
    const { body } = await subgraph.ask(texts);
    expect(body.errors[0].message).toMatch(/LIMIT_ANSWER_BYTES/);
  });
});
