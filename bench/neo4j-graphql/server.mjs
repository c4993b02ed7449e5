import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { Neo4jGraphQL } from '@neo4j/graphql';
import fastify from 'fastify';
import neo4j from 'neo4j-driver';

/** Serves the graph of the Neo4j at NEO4J_URI by @neo4j/graphql, as its manual tells. The port is its argument. */
const TERM_TYPES = {
  AnatomicalRegion: ['regions', 'AT_REGION'],
  Compartment: ['compartments', 'IN_COMPARTMENT'],
  LesionType: ['lesionTypes', 'TREATS'],
  Operation: ['operations', 'BY_OPERATION'],
  Approach: ['approaches', 'VIA_APPROACH'],
  Extent: ['extents', 'TO_EXTENT'],
  Specialty: ['specialties', 'PERFORMED_BY'],
};

const typeDefs = `
  type Code @node {
    id: ID!
    code: String!
    system: String!
    label: String
    ${Object.entries(TERM_TYPES)
      .map(([type, [field, name]]) => `${field}: [${type}!]! @relationship(type: "${name}", direction: OUT)`)
      .join('\n')}
    related: [Code!]!
      @relationship(type: "DIFFERS", direction: OUT, queryDirection: UNDIRECTED, properties: "Differs")
  }
  type Differs @relationshipProperties {
    axes: [String!]!
    count: Int!
    distance: Int!
  }
  ${Object.keys(TERM_TYPES)
    .map((type) => `type ${type} @node { id: ID! name: String! }`)
    .join('\n')}
`;

const driver = neo4j.driver(process.env.NEO4J_URI);
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const apollo = new ApolloServer({ schema, nodeEnv: 'production', stopOnTerminationSignals: false });
await apollo.start();
const app = fastify();
app.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo) });
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit());
