import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { resolvers } from './resolvers/resolvers.ts';
import { root } from './root.ts';

/** The schema of the files in schema/, with its resolvers. */
export function createSchema(): GraphQLSchema {
  const folder = join(root, 'schema');
  const typeDefs = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return makeExecutableSchema({ typeDefs, resolvers });
}
