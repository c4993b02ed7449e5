import {
  type ConstDirectiveNode,
  concatAST,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  isUnionType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { badInput } from '../errors.ts';
import type { Context } from './context.ts';
import { checkIds, shown } from './resolvers/arguments.ts';
import { type Node, nodeNamed, typeOfNode } from './resolvers/node.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { createSchema, readSchema } from './schema.ts';

/** An interface with a key: another subgraph can add a field to the terms of all axes at once, by `@interfaceObject`. */
const TERM = 'Term';

/**
 * The schema as a subgraph of Apollo Federation 2: what has a global id is an entity, and PageInfo is shared with others.
 * The additions are those of the specification of subgraphs; apollographql.com/docs/federation/subgraph-spec.
 */
export function createSubgraph(): GraphQLSchema {
  const text = readSchema();
  const sdl = print(subgraphText(text));
  const Query = { ...resolvers.Query, _service: () => ({ sdl }), _entities: entitiesOf };
  const more = { Query, _Entity: { __resolveType: typeOfNode } };
  return createSchema(concatAST([text, additions(text)]), { ...resolvers, ...more });
}

/** What routers ask, beside what people do. */
function additions({ definitions }: DocumentNode): DocumentNode {
  const entities = definitions.flatMap((one) =>
    one.kind === Kind.OBJECT_TYPE_DEFINITION && isNode(one) ? [one.name.value] : [],
  );
  return parse(`
    extend type Query {
      "The schema as a router composes it. Example: \`_service { sdl }\`."
      _service: _Service!
      """
      What other subgraphs name, in the order asked, null where there is none.
      Example: \`_entities(representations: [{ __typename: "Code", id: "CPT:63278" }]) { __typename }\`.
      """
      _entities(
        "At most 500. Example: [{ __typename: \\"Code\\", id: \\"CPT:63278\\" }]."
        representations: [_Any!]!
      ): [_Entity]! @listSize(slicingArguments: ["representations"])
    }
    "The schema as a subgraph. Example: \`{ sdl }\`."
    type _Service {
      "Its text, about 120 kB. Example: \\"extend schema @link(…)\\"."
      sdl: String @cost(weight: "100")
    }
    "What a subgraph names an entity by. Example: { __typename: \\"Code\\", id: \\"CPT:63278\\" }."
    scalar _Any
    "What other subgraphs can name and add fields to. Example: \`CPT:63278\`."
    union _Entity = ${entities.sort().join(' | ')}`);
}

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const isNode = ({ interfaces }: Fielded) => interfaces?.some(({ name }) => name.value === 'Node') ?? false;

/**
 * The text of the schema with keys on what has a global id, and without this server's own directives: it prices what a
 * router asks as all other requests, but they mean nothing to the router, and `@cost` would clash with the federation's.
 */
function subgraphText(text: DocumentNode): DocumentNode {
  const own = text.definitions.flatMap((one) =>
    one.kind === Kind.DIRECTIVE_DEFINITION ? [one.name.value] : [],
  );
  const keyed = (type: Fielded) => {
    const more = isNode(type) ? KEY : type.name.value === 'PageInfo' ? SHAREABLE : [];
    return { ...type, directives: [...(type.directives ?? []), ...more] };
  };
  const bare = visit(text, {
    [Kind.OBJECT_TYPE_DEFINITION]: keyed,
    [Kind.INTERFACE_TYPE_DEFINITION]: keyed,
    [Kind.DIRECTIVE]: ({ name }) => (own.includes(name.value) ? null : undefined),
    [Kind.DIRECTIVE_DEFINITION]: () => null,
    [Kind.ENUM_TYPE_DEFINITION]: ({ name }) => (name.value === 'CacheControlScope' ? null : undefined),
  });
  return concatAST([parse(LINK), bare]);
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const KEY = directivesOf('@key(fields: "id")');
const SHAREABLE = directivesOf('@shareable');

/** Directives as they stand in the text of a schema. */
function directivesOf(text: string): readonly ConstDirectiveNode[] {
  const [scalar] = parse(`scalar S ${text}`).definitions;
  return scalar?.kind === Kind.SCALAR_TYPE_DEFINITION ? (scalar.directives ?? []) : [];
}

type Entities = GraphQLFieldResolver<unknown, Context, { readonly representations: readonly unknown[] }>;

/** The entities that representations name, in their order; null where there is none. */
const entitiesOf: Entities = async (_, { representations }, context, { schema }) => {
  checkIds(representations, 'representations', context);
  const entity = schema.getType('_Entity');
  const types = isUnionType(entity) ? entity.getTypes().map(({ name }) => name) : [];
  return Promise.all(
    representations.map((one, index) => entityOf(one, `\`representations[${index}]\``, types, context)),
  );
};

/** An entity; what is wrong with its representation gives an error for it only. */
async function entityOf(
  representation: unknown,
  place: string,
  types: readonly string[],
  context: Context,
): Promise<Node | null> {
  // Returned and not thrown: graphql-js then reports it for this entity only.
  const refuse = (message: string) => badInput(`${place}${message}`) as never;
  const { __typename: wanted, id } = (representation ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof wanted !== 'string') return refuse(` has no \`__typename\`. ${SHAPE}`);
  if (wanted !== TERM && !types.includes(wanted)) {
    return refuse(`: "${shown(wanted)}" is no entity; there are ${[...types, TERM].join(', ')}.`);
  }
  if (typeof id !== 'string') return refuse(` has no \`id\` that is text. ${SHAPE}`);
  const node = await nodeNamed(id, context);
  if (node === null || node instanceof Error) return node;
  const type = typeOfNode(node);
  if (type === wanted || (wanted === TERM && 'axis' in node)) return node;
  return refuse(`: ${node.id} is of the type ${type}, not ${wanted}.`);
}

const SHAPE = 'It looks like {"__typename": "Code", "id": "CPT:63278"}.';
