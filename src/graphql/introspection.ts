import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  getArgumentValues,
  getNamedType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { limitExceeded } from '../errors.ts';
import { type Limits, refuse } from '../limits.ts';
import type { Operation } from './cost.ts';
import { fieldOf, fieldsOf, fragmentIn, fragmentsOf } from './selections.ts';

/** How often an operation may ask for the schema, and for a type of it. */
const MOST = { __schema: 1, __type: 10 };

/**
 * Refuses introspection that asks for more than tools do. It runs synchronously and no
 * deadline stops it, so its fields are counted before it runs.
 */
export function checkIntrospection(
  { schema, document, operation, variables }: Operation,
  limits: Limits,
): void {
  const fragments = fragmentsOf(document);
  const asked = { __schema: new Set<string>(), __type: new Set<string>() };
  const roots: FieldNode[] = [];
  const root = schema.getRootType(operation.operation);
  for (const { node } of root ? fieldsOf(operation.selectionSet, root, { schema, fragments }) : []) {
    const name = node.name.value;
    if (name !== '__schema' && name !== '__type') continue;
    asked[name].add((node.alias ?? node.name).value);
    roots.push(node);
  }
  for (const name of ['__schema', '__type'] as const) {
    if (asked[name].size <= MOST[name]) continue;
    throw limitExceeded(
      `The request asks for \`${name}\` ${asked[name].size} times; at most ${MOST[name]} is taken. Ask for it in several requests.`,
    );
  }

  let left = limits.introspection;
  const walk = (set: SelectionSetNode, type: GraphQLNamedType, source: unknown): void => {
    for (const selection of set.selections) {
      if (--left < 0) {
        throw refuse('introspection', 'introspection of more fields than', limits.introspection, limits);
      }
      if (selection.kind === Kind.FIELD) {
        const field = fieldOf({ node: selection, type });
        if (field !== undefined) give(selection, field, source);
      } else {
        const fragment = fragmentIn(selection, fragments);
        if (fragment !== undefined) walk(fragment.selectionSet, type, source);
      }
    }
  };
  const give = (node: FieldNode, field: GraphQLField<unknown, unknown>, source: unknown): void => {
    if (node.selectionSet === undefined) return;
    const given = getArgumentValues(field, node, variables);
    const value = field.resolve?.(source, given, undefined, { schema } as never);
    const type = getNamedType(field.type);
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item != null) walk(node.selectionSet, type, item);
    }
  };
  for (const node of roots) {
    give(node, node.name.value === '__schema' ? SchemaMetaFieldDef : TypeMetaFieldDef, undefined);
  }
}
