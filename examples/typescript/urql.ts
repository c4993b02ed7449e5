// urql with its normalized cache and the settings that the API wants: node urql.js http://127.0.0.1:4000/graphql
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { persistedExchange } from '@urql/exchange-persisted';
import { RelatedDocument } from 'codelattice/documents';
import { buildSchema, introspectionFromSchema, isObjectType } from 'graphql';

const url = process.argv[2] ?? 'http://127.0.0.1:4000/graphql';
// From a bundle it is better to import `codelattice/schema.graphql` by a loader, and to build this when the bundle is made.
const schema = buildSchema(await (await fetch(new URL('/schema.graphql', url))).text());
// What has no id is part of what names it. So is a name: it is in the language that `names` was asked in, under one id in all.
const embedded = Object.values(schema.getTypeMap()).filter(
  (type) => isObjectType(type) && (type.getFields().id === undefined || type.name === 'Name'),
);

const client = new Client({
  url,
  exchanges: [
    cacheExchange({
      schema: introspectionFromSchema(schema),
      keys: Object.fromEntries(embedded.map(({ name }) => [name, () => null])),
      resolvers: {
        Query: { codes: relayPagination(), search: relayPagination(), terms: relayPagination() },
        Code: { related: relayPagination(), bundles: relayPagination() },
      },
    }),
    // The server knows the documents of the package by the hash of their text.
    persistedExchange({ preferGetForPersistedQueries: true }),
    fetchExchange,
  ],
});

let after: string | null | undefined;
let related: { edges: readonly { node: { code: string }; sentence: string | null }[] } | undefined;
do {
  // The cache makes one list of the pages.
  const { data, error } = await client.query(RelatedDocument, {
    code: '63278',
    first: 20,
    after: after ?? null,
  });
  if (error) throw error;
  related = data?.code?.related;
  const page = data?.code?.related.pageInfo;
  after = page?.hasNextPage ? page.endCursor : undefined;
} while (after);
for (const { node, sentence } of related?.edges ?? []) console.log(node.code, sentence);

const refused = await client.query(RelatedDocument, { code: '63278', within: ['region:mars'] });
const [why] = refused.error?.graphQLErrors ?? [];
console.log(why?.extensions.code, why?.message);
