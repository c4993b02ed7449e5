import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf, fieldsOf, fragmentsOf } from './selections.ts';
import { listSizeOf, weightOf } from './sizes.ts';

type Values = Readonly<Record<string, unknown>>;

/** An operation with its variables as they are coerced. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Values;
}

/** The price of a list: how many entries the cost assumes, and the cost of each. */
export interface Price {
  readonly count: number;
  readonly each: number;
}

export interface Cost {
  readonly total: number;
  /** Of every list of objects. If it turns out longer than assumed, the rest is charged while the request runs. */
  readonly prices: ReadonlyMap<FieldNode, Price>;
}

/** A leaf costs little; under an alias more, since the same value may be computed and sent many times. */
const LEAF = 0.1;
const ALIASED_LEAF = 0.5;
/** From this weight on, advice on an expensive request names a field. */
const DEAR = 50;

/** The fields directly below whose lists get their size from here (`sizedFields` of `@listSize`), and that size. */
interface Above {
  readonly fields: readonly string[];
  readonly size: number;
}
const NOTHING: Above = { fields: [], size: 0 };

/** What one field costs: in all, by itself; how many objects it gives, and the sizes that it sets below. */
interface FieldCost {
  readonly cost: number;
  readonly own: number;
  readonly count: number;
  readonly below: Above;
  readonly type: GraphQLNamedType;
}

/**
 * What an operation costs at most, known before it runs. An object counts 1 times the sizes of all lists above it:
 * `first`, a number of ids, or what `@listSize` of the schema assumes; an empty list counts 1. A leaf counts a tenth, under
 * an alias a half; `@cost` states what takes more or less. `__schema` and `__type` are not in it.
 */
export function costOf(asked: Operation): Cost {
  const root = asked.schema.getRootType(asked.operation.operation);
  const prices = new Map<FieldNode, Price>();
  const cost = root ? counting(asked, prices).ofSet(asked.operation.selectionSet, root, NOTHING) : 0;
  return { total: Math.ceil(cost - 1e-6), prices };
}

/** The path of the most expensive fields, as written, from the outermost in; and how many objects they make. */
export function dearestOf(asked: Operation): { readonly fields: readonly string[]; readonly count: number } {
  const { ofField } = counting(asked);
  const selecting = { schema: asked.schema, fragments: fragmentsOf(asked.document) };
  const fields: string[] = [];
  const look = (set: SelectionSetNode, type: GraphQLNamedType, above: Above): number => {
    const all = fieldsOf(set, type, selecting).map((one) => ({
      node: one.node,
      of: ofField(one.node, one.type, above),
    }));
    const [first] = all.sort((a, b) => b.of.cost - a.of.cost);
    if (first === undefined || first.of.cost <= 0) return 1;
    const { node, of } = first;
    // The connection above has already been named with its `first`.
    const isNamed = above.fields.includes(node.name.value);
    if (!isNamed && (of.below.fields.length > 0 || of.count > 1 || of.own >= DEAR)) {
      fields.push(`${node.name.value}${sizingOf(node, asked)}`);
    }
    return node.selectionSet === undefined ? of.count : of.count * look(node.selectionSet, of.type, of.below);
  };
  const root = asked.schema.getRootType(asked.operation.operation);
  const count = root ? look(asked.operation.selectionSet, root, NOTHING) : 1;
  return { fields, count };
}

/** The arguments of a field that say how much it gives, as the request has them. */
function sizingOf(node: FieldNode, { variables }: Operation): string {
  const sizes = node.arguments?.flatMap(({ name, value }) => {
    const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : value;
    if (value.kind === Kind.INT) return [`${name.value}: ${value.value}`];
    if (typeof given === 'number') return [`${name.value}: ${given}`];
    return Array.isArray(given) && given.length > 1 ? [`${name.value}: ${given.length} of them`] : [];
  });
  return sizes === undefined || sizes.length === 0 ? '' : `(${sizes.join(', ')})`;
}

function counting({ schema, document, variables }: Operation, prices?: Map<FieldNode, Price>) {
  const fragments = fragmentsOf(document);
  // A fragment is counted once for each size from above, so that using it many times takes no more time.
  const counted = new Map<string, number>();

  const ofSet = (set: SelectionSetNode, type: GraphQLNamedType, above: Above): number => {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, type, above).cost;
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
        cost += ofSet(selection.selectionSet, on ?? type, above);
      } else cost += ofFragment(selection.name.value, above);
    }
    return cost;
  };
  const ofFragment = (name: string, above: Above): number => {
    const key = `${name} ${above.fields.join()} ${above.size}`;
    const known = counted.get(key);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const on = fragment && schema.getType(fragment.typeCondition.name.value);
    const cost = on ? ofSet(fragment.selectionSet, on, above) : 0;
    counted.set(key, cost);
    return cost;
  };
  const ofField = (node: FieldNode, type: GraphQLNamedType, above: Above): FieldCost => {
    const name = node.name.value;
    const field = fieldOf({ node, type });
    const target = field && getNamedType(field.type);
    const nothing = { own: 0, count: 1, below: NOTHING, type: target ?? type };
    if (!field || !target) return { ...nothing, cost: node.alias === undefined ? 0 : ALIASED_LEAF };
    const own = weightOf(field) ?? 0;
    if (!isCompositeType(target) || node.selectionSet === undefined) {
      return { ...nothing, own, cost: Math.max(own, node.alias === undefined ? LEAF : ALIASED_LEAF) };
    }
    const values = valuesOf(field, node, variables);
    // The arguments do not fit, so the field does not run.
    if (values === null) return { ...nothing, cost: 0, count: 0 };
    const given = weightOfGiven(field, values);
    const { size, below } = sizesOf(field, values);
    const isList = isListType(getNullableType(field.type));
    const count = !isList ? 1 : above.fields.includes(name) ? above.size : size;
    const each = count === 0 ? 0 : (weightOf(target) ?? 1) + ofSet(node.selectionSet, target, below);
    if (isList && prices) {
      const known = prices.get(node);
      prices.set(node, {
        count: Math.min(count, known?.count ?? count),
        each: Math.max(each, known?.each ?? each),
      });
    }
    return {
      cost: own + given + (count === 0 ? 1 : count * each),
      own: own + given,
      count,
      below,
      type: target,
    };
  };
  return { ofSet, ofField };
}

/** The arguments of a field; null where they do not fit, since then it does not run. */
function valuesOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Values): Values | null {
  if (field.args.length === 0) return {};
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return null;
  }
}

/** The `@cost` of the given arguments, those inside a filter included: reading a text, for example, takes time. */
function weightOfGiven({ args }: GraphQLField<unknown, unknown>, values: Values): number {
  let sum = 0;
  for (const argument of args) {
    const value = values[argument.name];
    if (value === undefined || value === null) continue;
    sum += weightOf(argument) ?? 0;
    const type = getNullableType(argument.type);
    if (!isInputObjectType(type)) continue;
    for (const inner of Object.values(type.getFields())) {
      if ((value as Values)[inner.name] != null) sum += weightOf(inner) ?? 0;
    }
  }
  return sum;
}

/** How long the list of a field is in this request, and what it says of the fields below. */
function sizesOf(field: GraphQLField<unknown, unknown>, values: Values): { size: number; below: Above } {
  const { assumed, slicing, sized } = listSizeOf(field);
  const size =
    slicing.length === 0 ? assumed : Math.max(...slicing.map((name) => lengthOf(field, values, name)));
  if (sized.length === 0) return { size, below: NOTHING };
  return { size: assumed, below: { fields: sized, size } };
}

function lengthOf({ args }: GraphQLField<unknown, unknown>, values: Values, name: string): number {
  const value = values[name] ?? args.find((one) => one.name === name)?.defaultValue;
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' && value > 0 ? value : 0;
}
