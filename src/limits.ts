import {
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What one request may cost, and how many are taken at once. Sizes in bytes, times in milliseconds. */
export interface Limits {
  readonly cost: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly operations: number;
  readonly tokens: number;
  /** Values in the variables of a request, those inside others counted too. */
  readonly variables: number;
  /** Fields that introspection may give, those of all types together. */
  readonly introspection: number;
  readonly bodyBytes: number;
  readonly first: number;
  readonly ids: number;
  readonly text: number;
  /** Different words of a request that no name has, and that are corrected. */
  readonly corrections: number;
  readonly levels: number;
  readonly nodes: number;
  /** Edges that the walks of a request look at. */
  readonly edges: number;
  readonly together: number;
  readonly answerBytes: number;
  readonly deadlineMs: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly inFlight: number;
  readonly connections: number;
}

export const DEFAULT_LIMITS: Limits = {
  cost: 20_000,
  depth: 15,
  aliases: 60,
  directives: 50,
  operations: 10,
  tokens: 4_000,
  variables: 2_000,
  introspection: 100_000,
  bodyBytes: 100_000,
  first: 500,
  ids: 500,
  text: 256,
  corrections: 64,
  levels: 4,
  nodes: 5_000,
  edges: 100_000,
  together: 20,
  answerBytes: 5_000_000,
  deadlineMs: 10_000,
  headersMs: 10_000,
  requestMs: 15_000,
  inFlight: 256,
  connections: 2_000,
};

/** The environment variable that sets a limit, as messages name it: LIMIT_BODY_BYTES for bodyBytes. */
export const limitVariable = (name: keyof Limits) =>
  `LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** What is said of a broken limit: what was found, what is taken, and how to raise it. */
export const exceeded = (name: keyof Limits, what: string, found: number, limits: Limits) =>
  `The request has ${what} ${found}; at most ${limits[name]} is taken (${limitVariable(name)}, set where the server runs).`;

/** The refusal of a request that breaks a limit. */
export function refuse(
  name: keyof Limits,
  what: string,
  found: number,
  limits: Limits,
  instead = '',
): GraphQLError {
  return new GraphQLError(`${exceeded(name, what, found, limits)}${instead}`, {
    extensions: { code: 'LIMIT_EXCEEDED' },
  });
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

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Fragments {
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
