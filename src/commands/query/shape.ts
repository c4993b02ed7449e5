import {
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type AskedField, fieldOf, fieldsOf, type Selecting } from '../../graphql/selections.ts';

/** What stands under one name in an answer: a value or values, an object, or a list of objects. */
export interface Shape {
  readonly key: string;
  readonly kind: 'value' | 'object' | 'list';
  /** Whether it is the `edges` of a connection, or the `node` of an edge. */
  readonly part: 'edges' | 'node' | null;
  readonly below: readonly Shape[];
}

/** The shape of the answer to an operation, in the order in which it asks. What is for paging is left out. */
export function shapeOf(selecting: Selecting, operation: OperationDefinitionNode): readonly Shape[] {
  const root = selecting.schema.getRootType(operation.operation);
  return root ? shapesIn(operation.selectionSet, root, selecting) : [];
}

function shapesIn(set: SelectionSetNode, type: GraphQLNamedType, selecting: Selecting): Shape[] {
  return merged(fieldsOf(set, type, selecting).flatMap((asked) => shapeOfField(asked, selecting)));
}

function shapeOfField(asked: AskedField, selecting: Selecting): Shape[] {
  const { node, type } = asked;
  const name = node.name.value;
  const key = node.alias?.value ?? name;
  const field = fieldOf(asked);
  const target = field && getNamedType(field.type);
  if (target?.name === 'PageInfo' || (isEdge(type) && name === 'cursor')) return [];
  if (!isCompositeType(target) || node.selectionSet === undefined) {
    return [{ key, kind: 'value', part: null, below: [] }];
  }
  const isList = isListType(getNullableType(field?.type));
  const part =
    isConnection(type) && name === 'edges' ? 'edges' : isEdge(type) && name === 'node' ? 'node' : null;
  const below = shapesIn(node.selectionSet, target, selecting);
  return [{ key, kind: isList ? 'list' : 'object', part, below }];
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
