// Apollo Client 4 with the settings that the API wants: node apollo.js http://127.0.0.1:4000/graphql
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { RelatedDocument } from 'codelattice/documents';
import possibleTypes from 'codelattice/possible-types.json' with { type: 'json' };

/** The server knows the documents of the package by the hash of their text. */
async function sha256(text: string) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const client = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
    new HttpLink({ uri: process.argv[2] }),
  ]),
  cache: new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          codes: relayStylePagination(['filter']),
          search: relayStylePagination(['text', 'within', 'system']),
          terms: relayStylePagination(['axis']),
        },
      },
      Code: {
        fields: {
          related: relayStylePagination(['differsBy', 'within', 'near']),
          bundles: relayStylePagination(['direction', 'asOf']),
        },
      },
      // A name is in the language that `names` was asked in, under one id in all of them.
      Name: { keyFields: false },
      // Of these there is one at its place, of which documents ask different fields.
      Dataset: { merge: true },
      Guidance: { merge: true },
    },
  }),
});

const asked = { query: RelatedDocument, variables: { code: '63278', first: 20 } };
const query = client.watchQuery(asked);
const watching = query.subscribe(() => {});
let page = (await client.query(asked)).data?.code?.related.pageInfo;
while (page?.hasNextPage) {
  // It asks past the cache, which else would answer with the pages that it has.
  const { data } = await query.fetchMore({ variables: { after: page.endCursor } });
  page = data?.code?.related.pageInfo;
}
watching.unsubscribe();

// The cache has made one list of the pages.
const related = client.readQuery(asked)?.code?.related;
for (const { node, sentence } of related?.edges ?? []) console.log(node.code, sentence);

const { error } = await client.query({
  query: RelatedDocument,
  variables: { code: '63278', within: ['region:mars'] },
  errorPolicy: 'all',
});
if (CombinedGraphQLErrors.is(error)) console.log(error.errors[0]?.extensions?.code, error.message);
