import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentOf, REFUSAL, REFUSED, RELATED, served } from './served.mjs';

const INTROSPECTION = `{ __schema { queryType { name } mutationType { name } subscriptionType { name } types {
  kind name possibleTypes { name } interfaces { name } fields { name args { name } type { ...Type } } } } }
  fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

let server;
let client;
const warned = vi.spyOn(console, 'warn');
beforeAll(async () => {
  server = await served();
  const schema = await server.ask(INTROSPECTION);
  // What has no id is part of what names it.
  const keys = Object.fromEntries(
    schema.__schema.types
      .filter(({ kind, fields }) => kind === 'OBJECT' && !fields.some(({ name }) => name === 'id'))
      .map(({ name }) => [name, () => null]),
  );
  client = new Client({
    url: server.endpoint,
    fetch: server.fetch,
    exchanges: [
      cacheExchange({ schema, keys, resolvers: { Code: { related: relayPagination() } } }),
      fetchExchange,
    ],
  });
});
afterEach(() => expect(warned.mock.calls).toEqual([]));
afterAll(() => server.stop());

// Short enough for an address: what is longer is posted.
const related = gql`query Related($code: ID!, $first: Int, $after: String) { code(id: $code) { id code related(first: $first, after: $after) {
  totalCount edges { node { id code label } } pageInfo { hasNextPage endCursor } } } }`;
const subgraph = gql(documentOf('subgraph'));

describe('@urql/core with its graphcache', () => {
  it('asks by a plain GET and merges the pages of a connection into one list', async () => {
    server.asked.length = 0;
    let after;
    let list;
    do {
      const { data, error } = await client.query(related, { code: '63278', first: 7, after });
      expect(error).toBeUndefined();
      list = data.code.related;
      after = list.pageInfo.endCursor;
    } while (list.pageInfo.hasNextPage);
    expect([list.edges.length, list.totalCount]).toEqual([RELATED.count, RELATED.count]);
    expect(list.edges[0].node.code).toBe(RELATED.first);
    expect(server.asked.map(({ method }) => method)).toEqual(Array(5).fill('GET'));
  });

  it('keeps a code that two documents name, beside the node of the graph', async () => {
    const { data } = await client.query(subgraph, { roots: ['63278'] });
    expect(data.subgraph.nodes.map(({ node }) => node.id)).toContain('CPT:63277');
    const before = server.asked.length;
    const { data: again, error } = await client.query(related, { code: '63278', first: 7 });
    expect(error).toBeUndefined();
    expect(again.code).toMatchObject({ id: 'CPT:63278', code: '63278' });
    expect(server.asked.length).toBe(before);
  });

  it('knows by the schema that a fragment on an interface fits', async () => {
    const { data } = await client.query(
      gql`{ node(id: "region:sacral") { __typename id ... on Term { axis name } } }`,
      {},
    );
    expect(data.node).toMatchObject({ __typename: 'AnatomicalRegion', axis: 'REGION', name: 'sacral' });
  });

  it('shows why a question is refused', async () => {
    const { error } = await client.query(gql(REFUSED), {});
    expect(error.message).toMatch(REFUSAL.message);
    expect(error.graphQLErrors[0].extensions.code).toBe(REFUSAL.code);
  });
});
