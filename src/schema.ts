import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  type GraphQLFieldResolver,
  GraphQLScalarType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
  print,
} from 'graphql';
import type { Context } from './context.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { root } from './root.ts';

/** The schema as text, each type once, with where `@listSize` stands: `printSchema` would leave that out. */
export function schemaText(schema: GraphQLSchema): string {
  const directives = schema.getDirectives().flatMap(({ astNode }) => astNode ?? []);
  const types = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || !type.astNode) return type.astNode ?? [];
    const { astNode, extensionASTNodes } = type;
    return { ...astNode, fields: [astNode, ...extensionASTNodes].flatMap(({ fields }) => fields ?? []) };
  });
  return [...directives, ...types].map(print).join('\n\n');
}

/** The schema of the files in schema/, with its resolvers. */
export function createSchema(): GraphQLSchema {
  const folder = join(root, 'schema');
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const schema = buildASTSchema(parse(texts.join('\n')), { assumeValidSDL: true });
  for (const [name, given] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (given instanceof GraphQLScalarType) {
      const { serialize, parseValue, parseLiteral } = given;
      Object.assign(type as object, { serialize, parseValue, parseLiteral });
      continue;
    }
    for (const [field, resolve] of Object.entries(given as object)) {
      if (field === '__resolveType' && isAbstractType(type)) type.resolveType = resolve;
      else if (isObjectType(type) || isInterfaceType(type)) {
        const found = type.getFields()[field];
        if (found === undefined) throw new Error(`${name}.${field} has a resolver, but is not in the schema`);
        found.resolve = rejecting(resolve);
      } else throw new Error(`${name}.${field} has a resolver, but is not in the schema`);
    }
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

/**
 * The same, but what it throws is a rejection. Where an item of a list throws, graphql-js forgets the items before it that are
 * still being resolved: what then becomes of them, nobody waits for, and an error that nobody waits for ends the process.
 */
function rejecting(resolve: Resolve): Resolve {
  return (source, given, context, info) => {
    try {
      return resolve(source, given, context, info);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}
