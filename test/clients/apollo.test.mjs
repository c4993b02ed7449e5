import { createHash } from 'node:crypto';
import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, REFUSAL, REFUSED, RELATED, served } from './served.mjs';

let server;
let client;
beforeAll(async () => {
  server = await served();
  const { __schema } = await server.ask('{ __schema { types { name possibleTypes { name } } } }');
  const possibleTypes = Object.fromEntries(
    __schema.types.flatMap(({ name, possibleTypes }) =>
      possibleTypes ? [[name, possibleTypes.map((one) => one.name)]] : [],
    ),
  );
  client = new ApolloClient({
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: { Code: { fields: { related: relayStylePagination(['differsBy', 'within', 'near']) } } },
    }),
    link: ApolloLink.from([
      new PersistedQueryLink({
        sha256: (text) => createHash('sha256').update(text).digest('hex'),
        useGETForHashedQueries: true,
      }),
      new HttpLink({ uri: server.endpoint, fetch: server.fetch }),
    ]),
  });
});
afterAll(async () => {
  client.stop();
  await server.stop();
});

const related = gql(documentOf('related'));
const subgraph = gql(documentOf('subgraph'));

describe('@apollo/client', () => {
  it('merges the pages of a connection into one list', async () => {
    const asked = { query: related, variables: { code: '63278', first: 7 } };
    const { data } = await client.query(asked);
    expect(data.code.related.edges).toHaveLength(7);
    const query = client.watchQuery(asked);
    const watch = query.subscribe(() => {});
    for (let page = data.code.related.pageInfo; page.hasNextPage; ) {
      const more = await query.fetchMore({ variables: { after: page.endCursor } });
      page = more.data.code.related.pageInfo;
    }
    const { edges, totalCount } = client.readQuery(asked).code.related;
    expect([edges.length, totalCount]).toEqual([RELATED.count, RELATED.count]);
    expect(edges[0].node.code).toBe(RELATED.first);
    expect(new Set(edges.map(({ node }) => node.id)).size).toBe(RELATED.count);
    watch.unsubscribe();
  });

  it('keeps one object for a code that two documents name, beside the node of the graph', async () => {
    const { data } = await client.query({ query: subgraph, variables: { roots: ['63278'] } });
    expect(data.subgraph.nodes.map(({ node }) => node.id)).toContain('CPT:63277');
    const kept = client.cache.extract();
    expect(kept['Code:CPT:63277']).toMatchObject({ __typename: 'Code', code: '63277' });
    expect(Object.keys(kept).filter((key) => key.startsWith('GraphNode'))).toEqual([]);
    const { code } = client.readQuery({ query: related, variables: { code: '63278', first: 7 } });
    expect(code).toMatchObject({ __typename: 'Code', id: 'CPT:63278', code: '63278' });
  });

  it('matches a fragment on an interface by the possible types', async () => {
    const query = gql`query { node(id: "region:sacral") { id ... on Term { axis name } } }`;
    const { data } = await client.query({ query });
    expect(data.node).toMatchObject({ __typename: 'AnatomicalRegion', axis: 'REGION', name: 'sacral' });
    expect(client.readQuery({ query })).toEqual(data);
  });

  it('asks by hash and GET once the server knows the document', async () => {
    const query = gql`query Hashed { code(id: "63278") { id label } }`;
    server.asked.length = 0;
    for (let time = 0; time < 2; time++) {
      const { data } = await client.query({ query, fetchPolicy: 'network-only' });
      expect(data.code.id).toBe('CPT:63278');
    }
    expect(server.asked.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
    expect(server.asked[2].url).toContain('persistedQuery');
    expect(server.asked[2].url).not.toContain('query=');
  });

  it('shows why a question is refused', async () => {
    const failure = await client.query({ query: gql(REFUSED) }).catch((error) => error);
    expect(CombinedGraphQLErrors.is(failure)).toBe(true);
    expect(failure.message).toMatch(REFUSAL.message);
    expect(failure.errors[0].extensions.code).toBe(REFUSAL.code);
  });
});
