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
import { bytesOf } from './documents.ts';
import { Run } from './run.ts';

/** How many bytes all plans that are kept may take, and what a field of one takes, and an entry by itself. */
const PLAN_BYTES = 20_000_000;
const FIELD_BYTES = 1_500;
const ENTRY_BYTES = 500;

/** Data that is JSON already. It is given once: what Apollo knows of a request stays in memory long after its answer. */
export class Written {
  #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

interface Operation {
  readonly number: number;
  /** What its document takes, which a plan holds. */
  readonly bytes: number;
  readonly fragments: Fragments;
  /** The variables that @skip and @include look at. */
  readonly deciding: readonly string[];
}

interface Kept {
  /** Null where there is none. */
  readonly plan: Plan | null;
  /** What it holds beside its fields. */
  readonly bytes: number;
}
const NONE: Kept = { plan: null, bytes: 0 };

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
  const plans = new LRUCache<string, Kept>({
    maxSize: PLAN_BYTES,
    sizeCalculation: ({ plan, bytes }, key) =>
      bytes + (plan?.size ?? 0) * FIELD_BYTES + key.length + ENTRY_BYTES,
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
    const { number, bytes, fragments, deciding } = known;
    const key = `${number} ${deciding.map((name) => decision(coerced[name])).join('')}`;
    let kept = plans.get(key);
    try {
      if (kept === undefined)
        plans.set(key, (kept = { plan: compile(schema, fragments, operation, coerced), bytes }));
    } catch (error) {
      // graphql-js says what is wrong with a decision that is null.
      if (error instanceof Unplanned) plans.set(key, NONE);
      return plain();
    }
    if (kept.plan === null) return plain();
    const run = new Run(context, coerced);
    try {
      const text = run.out;
      await kept.plan.write(undefined, run);
      const data = new Written(text.toString());
      return run.errors.length === 0 ? { data } : { errors: run.errors, data };
    } catch (error) {
      if (error instanceof Unplanned) {
        plans.set(key, NONE);
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
  return { bytes: bytesOf(document), fragments: fragmentsOf(document), deciding: [...deciding] };
}

const decision = (value: unknown) => (value === true ? '+' : value === false ? '-' : '?');
