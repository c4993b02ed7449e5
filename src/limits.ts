import {
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
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
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
} from 'graphql';

/** What one request may cost. Sizes in bytes, times in milliseconds. */
export interface Limits {
  readonly cost: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly operations: number;
  readonly tokens: number;
  readonly bodyBytes: number;
  readonly first: number;
  readonly ids: number;
  readonly text: number;
  readonly levels: number;
  readonly nodes: number;
  readonly deadlineMs: number;
  readonly headersMs: number;
  readonly requestMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  cost: 20_000,
  depth: 15,
  aliases: 60,
  directives: 50,
  operations: 10,
  tokens: 4_000,
  bodyBytes: 100_000,
  first: 500,
  ids: 500,
  text: 256,
  levels: 4,
  nodes: 5_000,
  deadlineMs: 10_000,
  headersMs: 10_000,
  requestMs: 15_000,
};

/** The environment variable that sets a limit, as messages name it: LIMIT_BODY_BYTES for bodyBytes. */
export const limitVariable = (name: keyof Limits) =>
  `LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

function refuse(name: keyof Limits, what: string, found: number | string, limits: Limits): GraphQLError {
  const message = `The request has ${what} ${found}; at most ${limits[name]} is taken (${limitVariable(name)}, set where the server runs).`;
  return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } });
}

/** The limits that a document alone can break: depth, and numbers of aliases, directives and operations. */
export function limitRule(limits: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      const counts = countNodes(document);
      for (const name of ['aliases', 'directives', 'operations'] as const) {
        if (counts[name] > limits[name]) {
          context.reportError(refuse(name, `a number of ${name} of`, counts[name], limits));
        }
      }
      const fragments = fragmentsOf(document);
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        if (isDeeper(definition.selectionSet, limits.depth, fragments, new Map())) {
          context.reportError(refuse('depth', 'a depth of more than', limits.depth, limits));
        }
      }
    },
  });
}

function countNodes(document: DocumentNode) {
  const counts = { aliases: 0, directives: 0, operations: 0 };
  const count = (node: {
    directives?: readonly DirectiveNode[];
    selectionSet?: SelectionSetNode | undefined;
  }) => {
    counts.directives += node.directives?.length ?? 0;
    for (const selection of node.selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FIELD && selection.alias !== undefined) counts.aliases++;
      if (selection.kind === Kind.FRAGMENT_SPREAD) counts.directives += selection.directives?.length ?? 0;
      else count(selection);
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      counts.operations++;
      for (const variable of definition.variableDefinitions ?? []) {
        counts.directives += variable.directives?.length ?? 0;
      }
    }
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION)
      count(definition);
  }
  return counts;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
}

/** Whether fields nest deeper than allowed, leaves included. Each fragment is looked at once for each depth left. */
function isDeeper(
  set: SelectionSetNode,
  left: number,
  fragments: Fragments,
  seen: Map<string, number>,
): boolean {
  return set.selections.some((selection) => {
    if (selection.kind === Kind.FIELD) {
      if (left === 0) return true;
      return (
        selection.selectionSet !== undefined && isDeeper(selection.selectionSet, left - 1, fragments, seen)
      );
    }
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return isDeeper(selection.selectionSet, left, fragments, seen);
    const name = selection.name.value;
    const fragment = fragments.get(name);
    if (fragment === undefined || (seen.get(name) ?? Number.POSITIVE_INFINITY) <= left) return false;
    seen.set(name, left);
    return isDeeper(fragment.selectionSet, left, fragments, seen);
  });
}

interface CostRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Refuses an operation that costs too much, before it runs. An object counts 1 times the sizes of all lists above it:
 * `first`, a number of ids, or what `@listSize` of the schema assumes. `__schema` and `__type` cost nothing.
 */
export function checkCost(request: CostRequest, limits: Limits): void {
  const fragments = fragmentsOf(request.document);
  const roots = {
    query: 'getQueryType',
    mutation: 'getMutationType',
    subscription: 'getSubscriptionType',
  } as const;
  const root = request.schema[roots[request.operation.operation]]();
  if (!root) return;
  let cost = 0;
  let visited = 0;
  const variables = { ...defaultsOf(request.operation), ...request.variables };

  const walk = (
    set: SelectionSetNode,
    type: GraphQLNamedType,
    factor: number,
    sizes: ReadonlyMap<string, number>,
  ) => {
    for (const selection of set.selections) {
      if (++visited > limits.cost) throw refuse('cost', 'a cost of more than', limits.cost, limits);
      if (selection.kind === Kind.FIELD) walkField(selection, type, factor, sizes);
      else {
        const node =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = node?.typeCondition?.name.value;
        const on = condition === undefined ? type : request.schema.getType(condition);
        if (node && on) walk(node.selectionSet, on, factor, sizes);
      }
    }
  };
  const walkField = (
    node: FieldNode,
    type: GraphQLNamedType,
    factor: number,
    sizes: ReadonlyMap<string, number>,
  ) => {
    const name = node.name.value;
    if (name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return;
    const field = type.getFields()[name];
    const target = field && getNamedType(field.type);
    if (!field || !target || !isCompositeType(target) || node.selectionSet === undefined) return;
    const { own, below } = sizesOf(field, node, variables);
    const isList = isListType(getNullableType(field.type));
    const count = factor * (isList ? (sizes.get(name) ?? own) : 1);
    cost += count;
    if (cost > limits.cost) throw refuse('cost', 'a cost of at least', Math.round(cost), limits);
    if (count > 0) walk(node.selectionSet, target, count, below);
  };
  walk(request.operation.selectionSet, root, 1, new Map());
}

/** What `@listSize` says of a field in this document: its own size, and those of fields below it. */
function sizesOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): { own: number; below: ReadonlyMap<string, number> } {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'listSize');
  const said = new Map(directive?.arguments?.map(({ name, value }) => [name.value, value]));
  const strings = (name: string) => {
    const list = said.get(name);
    return list?.kind === Kind.LIST
      ? list.values.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : []))
      : [];
  };
  const assumed = said.get('assumedSize');
  const assumedSize = assumed?.kind === Kind.INT ? Number(assumed.value) : 1;
  const sliced = strings('slicingArguments').map((name) => {
    const given = node.arguments?.find((one) => one.name.value === name)?.value;
    const value = given === undefined ? undefined : literalOf(given, variables);
    return sizeOf(value ?? field.args.find((one) => one.name === name)?.defaultValue);
  });
  const size = sliced.length > 0 ? Math.max(...sliced) : assumedSize;
  const sized = strings('sizedFields');
  return sized.length > 0
    ? { own: assumedSize, below: new Map(sized.map((name) => [name, size])) }
    : { own: size, below: new Map() };
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' && value > 0 ? value : 0;
}

function literalOf(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.LIST) return node.values;
  return undefined;
}

function defaultsOf(operation: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, literalOf(defaultValue, {})]],
    ),
  );
}
