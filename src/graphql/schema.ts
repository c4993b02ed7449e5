import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  parse,
  print,
} from 'graphql';
import { charge } from './bill.ts';
import { noteSources } from './cited.ts';
import type { Context } from './context.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { listSizeOf } from './sizes.ts';

/** The schema as text, each type once, with where `@listSize` and `@cost` stand: `printSchema` would leave that out. */
export function schemaText(schema: GraphQLSchema): string {
  const directives = schema.getDirectives().flatMap(({ astNode }) => (astNode ? print(astNode) : []));
  const types = Object.keys(schema.getTypeMap()).flatMap((name) => typeText(schema, name) ?? []);
  return [...directives, ...types].join('\n\n');
}

/** A type as it stands in the text of the schema, with its descriptions; null where the schema's files have none of this name. */
export function typeText(schema: GraphQLSchema, name: string): string | null {
  const type = schema.getType(name);
  if (!type?.astNode) return null;
  if (!isObjectType(type) || !type.astNode) return print(type.astNode);
  const { astNode, extensionASTNodes } = type;
  return print({
    ...astNode,
    fields: [astNode, ...extensionASTNodes].flatMap(({ fields }) => fields ?? []),
  });
}

/** The text of the files in schema/. */
export function readSchema(): DocumentNode {
  const folder = join(dirname(createRequire(import.meta.url).resolve('#package/package.json')), 'schema');
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return parse(texts.join('\n'));
}

/** The schema of the files in schema/, or of another text, with its resolvers. */
export function createSchema(text = readSchema(), resolving: object = resolvers): GraphQLSchema {
  const schema = buildASTSchema(text, { assumeValidSDL: true });
  for (const [name, given] of Object.entries(resolving)) {
    const type = schema.getType(name);
    if (given instanceof GraphQLScalarType) {
      const { serialize, parseValue, parseLiteral } = given;
      Object.assign(type as object, { serialize, parseValue, parseLiteral });
      continue;
    }
    for (const [field, resolve] of Object.entries<Resolve>(given)) {
      if (field === '__resolveType' && isAbstractType(type)) type.resolveType = resolve as never;
      else if (isObjectType(type) || isInterfaceType(type)) {
        const found = type.getFields()[field];
        if (found === undefined) throw new Error(`${name}.${field} has a resolver, but is not in the schema`);
        found.resolve = rejecting(resolve);
      } else throw new Error(`${name}.${field} has a resolver, but is not in the schema`);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) if (!type.name.startsWith('__')) charging(type);
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

/**
 * The same resolver, but an error becomes a rejected promise. If an item of a list throws, graphql-js drops the items
 * before it that are still being resolved. Nobody would handle their errors, and an unhandled rejection ends Node.
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

/**
 * Charges lists of objects for entries beyond the size that the cost assumed, and notes what objects rest on, where the
 * request asks for that.
 */
function charging(type: GraphQLNamedType): void {
  if (!isObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    if (!isCompositeType(getNamedType(field.type))) continue;
    const isList = isListType(getNullableType(field.type));
    const { assumed } = listSizeOf(field);
    const { name, resolve = (source) => (source as Readonly<Record<string, unknown>>)[name] } = field;
    const charged = (found: unknown, context: Context, info: GraphQLResolveInfo) => {
      if (Array.isArray(found) && found.length > assumed) charge(found.length, info, context);
      noteSources(found, context.cited);
      return found;
    };
    field.resolve = rejecting((source, given, context, info) => {
      const found: unknown = resolve(source, given, context, info);
      if (!isList && context.cited.sources === null) return found;
      return found instanceof Promise
        ? found.then((one) => charged(one, context, info))
        : charged(found, context, info);
    });
  }
}
