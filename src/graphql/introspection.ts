import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { limitExceeded } from '../errors.ts';
import { type Limits, refuse } from '../limits.ts';
import type { Operation } from './cost.ts';
import { fragmentsOf } from './document-limits.ts';

/** How often an operation may ask for the schema, and for a type of it. */
const MOST = { __schema: 1, __type: 10 };

/**
 * Refuses introspection that asks for more than tools do. It is made in one go, without the store and its deadline; so it is walked
 * through before, but nothing is made of it.
 */
export function checkIntrospection(
  { schema, document, operation, variables }: Operation,
  limits: Limits,
): void {
  const fragments = fragmentsOf(document);
  const asked = { __schema: new Set<string>(), __type: new Set<string>() };
  const roots: FieldNode[] = [];
  const seen = new Set<string>();
  const gather = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (name !== '__schema' && name !== '__type') continue;
        asked[name].add((selection.alias ?? selection.name).value);
        roots.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) gather(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) gather(fragment.selectionSet);
      }
    }
  };
  gather(operation.selectionSet);
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
        const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
        if (field !== undefined) give(selection, field, source);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, type, source);
      else {
        const fragment = fragments.get(selection.name.value);
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
