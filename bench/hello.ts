import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { buildSchema } from 'graphql';

/** The yardstick: one field through Apollo and Fastify, and nothing else. The port is its argument. */
const schema = buildSchema('type Query { hello: String }');
Object.assign(schema.getQueryType()?.getFields().hello ?? {}, { resolve: () => 'world' });
const apollo = new ApolloServer({ schema, nodeEnv: 'production', stopOnTerminationSignals: false });
await apollo.start();
const app = fastify();
app.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo) });
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit());
