import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from '../../graphql/document-limits.ts';

/** What stands under one name in an answer: a value or values, an object, or a list of objects. */
export interface Shape {
  readonly key: string;
  readonly kind: 'value' | 'object' | 'list';
  /** Whether it is the `edges` of a connection, or the `node` of an edge. */
  readonly part: 'edges' | 'node' | null;
  readonly below: readonly Shape[];
}

interface Document {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
}

/** The shape of the answer to an operation, in the order in which it asks. What is for paging is left out. */
export function shapeOf(document: Document, operation: OperationDefinitionNode): readonly Shape[] {
  const root = document.schema.getRootType(operation.operation);
  return root ? shapesIn(operation.selectionSet, root, document) : [];
}

function shapesIn(set: SelectionSetNode, type: GraphQLNamedType, document: Document): Shape[] {
  return merged(
    fieldsOf(set, type, document).flatMap(({ field, type }) => shapeOfField(field, type, document)),
  );
}

/** A field that is asked, and the type that it is asked of. */
interface AskedField {
  readonly field: FieldNode;
  readonly type: GraphQLNamedType;
}

/** All fields that a selection set asks, those of its fragments too. */
export function fieldsOf(set: SelectionSetNode, type: GraphQLNamedType, document: Document): AskedField[] {
  return set.selections.flatMap((selection): AskedField[] => {
    if (selection.kind === Kind.FIELD) return [{ field: selection, type }];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : document.fragments.get(selection.name.value);
    if (fragment === undefined) return [];
    const on = fragment.typeCondition && document.schema.getType(fragment.typeCondition.name.value);
    return fieldsOf(fragment.selectionSet, on ?? type, document);
  });
}

function shapeOfField(node: FieldNode, type: GraphQLNamedType, document: Document): Shape[] {
  const name = node.name.value;
  const key = node.alias?.value ?? name;
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  const target = field && getNamedType(field.type);
  if (target?.name === 'PageInfo' || (isEdge(type) && name === 'cursor')) return [];
  if (!isCompositeType(target) || node.selectionSet === undefined) {
    return [{ key, kind: 'value', part: null, below: [] }];
  }
  const isList = isListType(getNullableType(field?.type));
  const part =
    isConnection(type) && name === 'edges' ? 'edges' : isEdge(type) && name === 'node' ? 'node' : null;
  return [
    { key, kind: isList ? 'list' : 'object', part, below: shapesIn(node.selectionSet, target, document) },
  ];
}

/** What several selections ask of one name, as one. */
function merged(shapes: readonly Shape[]): Shape[] {
  const all = new Map<string, Shape>();
  for (const shape of shapes) {
    const before = all.get(shape.key);
    all.set(shape.key, before ? { ...before, below: merged([...before.below, ...shape.below]) } : shape);
  }
  return [...all.values()];
}

/** Whether a type is a connection: it has `edges` and `pageInfo`. */
export const isConnection = (type: GraphQLNamedType) => has(type, 'edges') && has(type, 'pageInfo');
const isEdge = (type: GraphQLNamedType) => has(type, 'node') && has(type, 'cursor');

function has(type: GraphQLNamedType, field: string): boolean {
  return isObjectType(type) && type.getFields()[field] !== undefined;
}
