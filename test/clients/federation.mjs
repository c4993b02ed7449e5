import { createServer } from 'node:http';
import { ApolloGateway, IntrospectAndCompose, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

/** A hospital's own graph, which adds fields to codes, families and the terms of all axes. */
const HOSPITAL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
    import: ["@key", "@shareable", "@interfaceObject", "@cost", "@listSize"])
  type Query { notes(first: Int = 10): NoteConnection! @listSize(slicingArguments: ["first"], sizedFields: ["edges"]) @cost(weight: 2) }
  type NoteConnection { edges: [NoteEdge!]! pageInfo: PageInfo! }
  type NoteEdge { node: Note! }
  type Note { id: ID! text: String! about: Code }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Code @key(fields: "id") { id: ID! notes: [Note!]! }
  type Family @key(fields: "id") { id: ID! ward: String }
  type Term @key(fields: "id") @interfaceObject { id: ID! seen: Int! }
`;
/** Each names its code as somebody has written it, as files of hospitals do. */
const NOTES = [
  { id: '1', text: 'Ask for the level.', code: 'CPT:63278' },
  { id: '2', text: 'Needs a second surgeon.', code: '63277-62' },
  { id: '3', text: 'Of a system that is not loaded.', code: 'CPT:99999' },
];
const noteOf = ({ id, text, code }) => ({ id, text, about: { __typename: 'Code', id: code } });
const resolvers = {
  Query: {
    notes: (_, { first }) => ({
      edges: NOTES.slice(0, first).map((note) => ({ node: noteOf(note) })),
      pageInfo: { hasNextPage: first < NOTES.length, hasPreviousPage: false },
    }),
  },
  Code: { notes: ({ id }) => NOTES.filter(({ code }) => code === id).map(noteOf) },
  Family: { ward: ({ id }) => (id === 'family:lesion-neoplasm' ? '4 West' : null) },
  Term: { seen: ({ id }) => id.length },
};

// The address of codelattice is the one argument; it runs until its input ends.
const [codelattice] = process.argv.slice(2);
const asked = [];
const hospital = await startStandaloneServer(
  new ApolloServer({ schema: buildSubgraphSchema([{ typeDefs: parse(HOSPITAL), resolvers }]) }),
  { listen: { port: 0, host: '127.0.0.1' } },
);
class Counted extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    const language = context?.language;
    if (language) request.http?.headers.set('accept-language', language);
    if (this.url.startsWith(codelattice)) asked.push({ query: request.query, variables: request.variables });
  }
}
const gateway = new ApolloGateway({
  supergraphSdl: new IntrospectAndCompose({
    subgraphs: [
      { name: 'codelattice', url: `${codelattice}/graphql` },
      { name: 'hospital', url: hospital.url },
    ],
  }),
  buildService: ({ url }) => new Counted({ url }),
  logger: { debug() {}, info() {}, warn: console.error, error: console.error },
});
const router = await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => ({ language: req.headers['accept-language'] }),
});
const told = createServer((_, response) => response.end(JSON.stringify(asked.splice(0))));
told.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ router: router.url, asked: `http://127.0.0.1:${told.address().port}` }));
});
process.stdin.resume().on('end', () => process.exit());
