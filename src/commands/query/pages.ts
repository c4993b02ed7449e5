import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';
import { fieldOf, fieldsOf, fragmentsOf } from '../../graphql/selections.ts';
import { isConnection } from './shape.ts';

type Values = Readonly<Record<string, unknown>>;

/** The connection whose pages are walked. */
export interface Walked {
  /** The names that lead to it in an answer. */
  readonly path: readonly string[];
  /** Under which name its edges stand. */
  readonly edges: string;
  readonly field: FieldNode;
  /** How many edges a page has where the document does not say. */
  readonly pageSize: number;
}

/**
 * The outermost connection of an operation, of which edges are asked; of several the first. Null where there is none, and
 * where it stands in a list, since every element would have pages of its own.
 */
export function outermostConnection(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Walked | null {
  const selecting = { schema, fragments: fragmentsOf(document) };
  const root = schema.getRootType(operation.operation);
  let level: { set: SelectionSetNode; type: GraphQLNamedType; path: readonly string[] }[] = root
    ? [{ set: operation.selectionSet, type: root, path: [] }]
    : [];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { set, type: above, path } of level) {
      for (const asked of fieldsOf(set, above, selecting)) {
        const field = asked.node;
        const found = fieldOf(asked);
        if (found === undefined || field.selectionSet === undefined) continue;
        if (isListType(getNullableType(found.type))) continue;
        const target = getNamedType(found.type);
        const here = [...path, field.alias?.value ?? field.name.value];
        if (isConnection(target)) {
          const edges = fieldsOf(field.selectionSet, target, selecting).find(
            ({ node }) => node.name.value === 'edges',
          )?.node;
          const takesAfter = found.args.some(({ name }) => name === 'after');
          const first = found.args.find(({ name }) => name === 'first');
          if (edges && takesAfter && first)
            return {
              path: here,
              field,
              edges: edges.alias?.value ?? edges.name.value,
              pageSize: Number(first.defaultValue ?? DEFAULT_PAGE),
            };
        } else next.push({ set: field.selectionSet, type: target, path: here });
      }
    }
    level = next;
  }
  return null;
}

/** Where the schema leaves the size of a page open. */
const DEFAULT_PAGE = 20;

/** How many edges the `first` of a document asks for; null where it has none. */
export function rowsByFirst(
  { field }: Walked,
  operation: OperationDefinitionNode | undefined,
  variables: Values,
): number | null {
  const given = argumentOf(field, 'first');
  if (given?.kind !== Kind.VARIABLE) return given?.kind === Kind.INT ? Number(given.value) : null;
  const name = given.name.value;
  const byDefault = operation?.variableDefinitions?.find((one) => one.variable.name.value === name);
  const value = name in variables ? variables[name] : byDefault?.defaultValue;
  if (typeof value === 'number') return value;
  const written = value as ValueNode | null | undefined;
  return written?.kind === Kind.INT ? Number(written.value) : null;
}

const argumentOf = (field: FieldNode, name: string) =>
  field.arguments?.find((one) => one.name.value === name)?.value;

/** Under which name an answer tells where its page ends; a name that no document uses. */
const PAGE = 'page_of_query';

/** Which page: behind a cursor or the first one; of how many edges, where the document is not to decide. */
export interface Page {
  readonly after: string | null;
  readonly first: number | null;
}

/** The document for a page, with its variables; it also asks where that page ends. */
export function pageAfter(
  document: DocumentNode,
  { field }: Walked,
  variables: Values,
  { after, first }: Page,
): { readonly query: string; readonly variables: Values } {
  const variable = (name: string) => {
    const given = argumentOf(field, name);
    return given?.kind === Kind.VARIABLE ? given.name.value : null;
  };
  const cursor = variable('after');
  const written = [
    ...(after !== null && cursor === null ? [['after', JSON.stringify(after)] as const] : []),
    ...(first === null ? [] : [['first', String(first)] as const]),
  ];
  const asking = visit(document, {
    enter: (node) =>
      node !== field
        ? undefined
        : {
            ...field,
            arguments: [
              ...(field.arguments ?? []).filter(({ name }) => written.every(([one]) => one !== name.value)),
              ...written.flatMap(([name, value]) => argumentsOf(`${name}: ${value}`)),
            ],
            selectionSet: selecting(field.selectionSet, `${PAGE}: pageInfo { hasNextPage endCursor }`),
          },
  });
  return {
    query: print(first === null ? asking : withoutUnused(asking, variable('first'))),
    variables: after === null || cursor === null ? variables : { ...variables, [cursor]: after },
  };
}

/** A document without the definition of a variable that nothing in it uses any more: it would be refused. */
function withoutUnused(document: DocumentNode, variable: string | null): DocumentNode {
  let isUsed = false;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      isUsed ||= node.kind === Kind.VARIABLE && node.name.value === variable;
      return undefined;
    },
  });
  if (isUsed) return document;
  return visit(document, {
    enter: (node) =>
      node.kind === Kind.VARIABLE_DEFINITION && node.variable.name.value === variable ? null : undefined,
  });
}

const firstField = (text: string) =>
  (parse(text).definitions[0] as OperationDefinitionNode).selectionSet.selections[0] as FieldNode;
const argumentsOf = (text: string) => firstField(`{ field(${text}) }`).arguments ?? [];

function selecting(set: SelectionSetNode | undefined, text: string): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: [...(set?.selections ?? []), firstField(`{ ${text} }`)] };
}

type Connection = Record<string, unknown>;

/** Where the page of an answer ends; null at the last one. Takes out of the answer what `pageAfter` asked besides. */
export function endOfPage(data: Values, walked: Walked): string | null {
  const connection = connectionIn(data, walked);
  const page = connection?.[PAGE] as { hasNextPage: boolean; endCursor: string | null } | undefined;
  if (connection === null || page === undefined) return null;
  delete connection[PAGE];
  return page.hasNextPage && edgesIn(connection, walked).length > 0 ? page.endCursor : null;
}

/** Puts the edges of a later page behind those of an answer. */
export function appendPage(data: Values, later: Values, walked: Walked): void {
  const [connection, next] = [connectionIn(data, walked), connectionIn(later, walked)];
  if (connection === null || next === null) return;
  const edges = edgesIn(connection, walked);
  for (const edge of edgesIn(next, walked)) edges.push(edge);
  connection[walked.edges] = edges;
  if (connection.pageInfo && next.pageInfo) {
    const { hasNextPage, endCursor } = next.pageInfo as Connection;
    const asked = connection.pageInfo as Connection;
    for (const [name, value] of Object.entries({ hasNextPage, endCursor }))
      if (name in asked) asked[name] = value;
  }
}

/**
 * The names of connections of which an answer says that it has some, and not all, each with how often; but for the one
 * whose pages were walked.
 */
export function unfinished(data: Values, walked: Walked | null): ReadonlyMap<string, number> {
  return unfinishedIn(data, '', walked && connectionIn(data, walked), new Map());
}

function unfinishedIn(
  value: unknown,
  name: string,
  walked: unknown,
  found: Map<string, number>,
): Map<string, number> {
  if (typeof value !== 'object' || value === null) return found;
  const { edges, totalCount, pageInfo } = value as Connection;
  if (Array.isArray(edges) && edges.length > 0 && value !== walked) {
    const isCut = typeof totalCount === 'number' && totalCount > edges.length;
    if (isCut || (pageInfo as Connection | undefined)?.hasNextPage === true) {
      found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  for (const [key, below] of Object.entries(value))
    unfinishedIn(below, Array.isArray(value) ? name : key, walked, found);
  return found;
}

/** How many edges an answer has, and how many there are in all, where the answer tells. */
export function progressOf(
  data: Values,
  walked: Walked,
): { readonly edges: number; readonly total: number | null } {
  const connection = connectionIn(data, walked);
  const total = connection?.totalCount;
  return {
    edges: connection === null ? 0 : edgesIn(connection, walked).length,
    total: typeof total === 'number' ? total : null,
  };
}

function connectionIn(data: Values, { path }: Walked): Connection | null {
  let found: unknown = data;
  for (const key of path) found = (found as Connection | null)?.[key] ?? null;
  return found as Connection | null;
}

const edgesIn = (connection: Connection, { edges }: Walked) => (connection[edges] ?? []) as unknown[];
