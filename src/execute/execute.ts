import {
  type DirectiveNode,
  type DocumentNode,
  type ExecutionResult,
  execute as executeByGraphql,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Fragments, fragmentsOf } from '../limits.ts';
import { compile, type Plan, Unplanned } from './compile.ts';
import { Run, textOf } from './run.ts';

/** How many fields all plans that are kept may have together: some 20 MB. */
const MOST_FIELDS = 20_000;

/** Data that is JSON already. */
export class Written {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

interface Operation {
  readonly number: number;
  readonly fragments: Fragments;
  /** The variables that @skip and @include look at. */
  readonly deciding: readonly string[];
}

export interface ExecutionRequest {
  readonly document: DocumentNode;
  /** Undefined where the document has none of the name. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

export interface Executed {
  readonly data?: Written | ExecutionResult['data'];
  readonly errors?: readonly GraphQLError[];
}

export type Execute = (request: ExecutionRequest) => Promise<Executed>;

/**
 * Executes operations by plans, which are kept. The answer is the one of graphql-js, with its data written already; what
 * has no plan is executed by graphql-js itself.
 */
export function createExecute(schema: GraphQLSchema): Execute {
  const operations = new WeakMap<OperationDefinitionNode, Operation>();
  const plans = new LRUCache<string, { readonly plan: Plan | null }>({
    maxSize: MOST_FIELDS,
    sizeCalculation: ({ plan }) => plan?.size ?? 1,
  });
  let numbers = 0;

  return async (request) => {
    const { document, operation, operationName, variables, context } = request;
    const plain = async () =>
      executeByGraphql({
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: context,
      });
    if (operation === undefined) return plain();
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (coerced === undefined) return plain();
    let known = operations.get(operation);
    if (known === undefined) {
      operations.set(operation, (known = { number: numbers++, ...describe(document) }));
    }
    const { number, fragments, deciding } = known;
    const key = `${number} ${deciding.map((name) => decision(coerced[name])).join('')}`;
    let kept = plans.get(key);
    try {
      if (kept === undefined)
        plans.set(key, (kept = { plan: compile(schema, fragments, operation, coerced) }));
    } catch (error) {
      // graphql-js says what is wrong with a decision that is null.
      if (error instanceof Unplanned) plans.set(key, { plan: null });
      return plain();
    }
    if (kept.plan === null) return plain();
    const run = new Run(context, coerced);
    try {
      const pieces = run.out;
      await kept.plan.write(undefined, run);
      const data = new Written(textOf(pieces));
      return run.errors.length === 0 ? { data } : { errors: run.errors, data };
    } catch (error) {
      if (error instanceof Unplanned) {
        plans.set(key, { plan: null });
        return plain();
      }
      run.note(error as GraphQLError, []);
      return { errors: run.errors, data: null };
    }
  };
}

function describe(document: DocumentNode): Omit<Operation, 'number'> {
  const deciding = new Set<string>();
  // Those of other operations and directives are taken in too: they make more keys, never a wrong plan.
  const note = ({ arguments: given }: DirectiveNode) => {
    for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) deciding.add(value.name.value);
  };
  visit(document, { Directive: { enter: note } });
  return { fragments: fragmentsOf(document), deciding: [...deciding] };
}

const decision = (value: unknown) => (value === true ? '+' : value === false ? '-' : '?');
