import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, type Limits, refuse } from './limits.ts';

interface CostRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How long the lists of these fields are, right below. */
interface Sizes {
  readonly fields: readonly string[];
  readonly size: number;
}
const NO_SIZES: Sizes = { fields: [], size: 0 };

/**
 * Refuses an operation that costs too much, before it runs. An object counts 1 times the sizes of all lists above it:
 * `first`, a number of ids, or what `@listSize` of the schema assumes. `__schema` and `__type` cost nothing.
 */
export function checkCost(request: CostRequest, limits: Limits): void {
  const cost = costOf(request);
  if (cost > limits.cost) throw refuse('cost', 'a cost of', cost, limits);
}

/** How many objects an operation may make at most; 0 where its variables do not fit, since then it does not run. */
export function costOf({ schema, document, operation, variables }: CostRequest): number {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const root = schema.getRootType(operation.operation);
  if (!coerced || !root) return 0;
  const fragments = fragmentsOf(document);
  // Every fragment is counted once for each way its lists are sized, so that nesting it many times costs no time.
  const counted = new Map<string, number>();

  const costOfSet = (set: SelectionSetNode, type: GraphQLNamedType, sizes: Sizes): number => {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += costOfField(selection, type, sizes);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
        cost += costOfSet(selection.selectionSet, on ?? type, sizes);
      } else cost += costOfFragment(selection.name.value, sizes);
    }
    return cost;
  };
  const costOfFragment = (name: string, sizes: Sizes): number => {
    const key = `${name} ${sizes.fields.join()} ${sizes.size}`;
    const known = counted.get(key);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const on = fragment && schema.getType(fragment.typeCondition.name.value);
    const cost = on ? costOfSet(fragment.selectionSet, on, sizes) : 0;
    counted.set(key, cost);
    return cost;
  };
  const costOfField = (node: FieldNode, type: GraphQLNamedType, sizes: Sizes): number => {
    const name = node.name.value;
    if (!(isObjectType(type) || isInterfaceType(type))) return 0;
    const field = type.getFields()[name];
    const target = field && getNamedType(field.type);
    if (!field || !isCompositeType(target) || node.selectionSet === undefined) return 0;
    const { own, below } = sizesOf(field, node, coerced);
    const isList = isListType(getNullableType(field.type));
    const count = !isList ? 1 : sizes.fields.includes(name) ? sizes.size : own;
    return count === 0 ? 0 : count * (1 + costOfSet(node.selectionSet, target, below));
  };
  return costOfSet(operation.selectionSet, root, NO_SIZES);
}

/** What `@listSize` says of a field in this document: its own size, and those of fields below it. */
function sizesOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): { own: number; below: Sizes } {
  const { assumed, slicing, sized } = listSizeOf(field);
  const size = slicing.length === 0 ? assumed : sliceOf(field, node, slicing, variables);
  if (sized.length === 0) return { own: size, below: NO_SIZES };
  return { own: assumed, below: { fields: sized, size } };
}

interface ListSize {
  readonly assumed: number;
  readonly slicing: readonly string[];
  readonly sized: readonly string[];
}

const listSizes = new WeakMap<GraphQLField<unknown, unknown>, ListSize>();

/** What the directive `@listSize` says of a field of the schema. */
export function listSizeOf(field: GraphQLField<unknown, unknown>): ListSize {
  let size = listSizes.get(field);
  if (size === undefined) listSizes.set(field, (size = readListSize(field)));
  return size;
}

function readListSize(field: GraphQLField<unknown, unknown>): ListSize {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'listSize');
  const said = new Map(directive?.arguments?.map(({ name, value }) => [name.value, value]));
  const strings = (name: string) => {
    const list = said.get(name);
    return list?.kind === Kind.LIST
      ? list.values.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : []))
      : [];
  };
  const assumed = said.get('assumedSize');
  return {
    assumed: assumed?.kind === Kind.INT ? Number(assumed.value) : 1,
    slicing: strings('slicingArguments'),
    sized: strings('sizedFields'),
  };
}

/** The greatest of the arguments that size the list; 0 where they do not fit, since then the field does not run. */
function sliceOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  slicing: readonly string[],
  variables: Readonly<Record<string, unknown>>,
): number {
  let values: Record<string, unknown>;
  try {
    values = getArgumentValues(field, node, variables);
  } catch {
    return 0;
  }
  return Math.max(
    ...slicing.map((name) => {
      const value = values[name] ?? field.args.find((one) => one.name === name)?.defaultValue;
      if (Array.isArray(value)) return value.length;
      return typeof value === 'number' && value > 0 ? value : 0;
    }),
  );
}
