import {
  type DocumentNode,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { badInput } from '../errors.ts';
import { type Limits, refuse } from '../limits.ts';
import { fieldOf, fieldsOf, fragmentsOf } from './selections.ts';

/** How deep values in variables may nest; no input of the schema nests half as deep. */
const MOST_LEVELS = 10;

/** Refuses variables with too many values, or nested too deep, before graphql-js checks each value. */
export function checkVariables(variables: unknown, limits: Limits): void {
  const open: (readonly [unknown, number])[] = [[variables, 0]];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, level] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (level > MOST_LEVELS) {
      throw badInput(
        `The variables nest deeper than ${MOST_LEVELS} levels; no input of the schema does. Give them as it has them.`,
      );
    }
    for (const inner of Object.values(value)) {
      if (++count > limits.variables) {
        throw refuse(
          'variables',
          'a number of values in its variables of more than',
          limits.variables,
          limits,
        );
      }
      open.push([inner, level + 1]);
    }
  }
}

/**
 * Refuses a null that a variable puts where none may be. graphql-js would notice only while executing, and a failing
 * list item would discard earlier items.
 */
export function checkNulls(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  if (!Object.values(variables).includes(null)) return;
  const root = schema.getRootType(operation.operation);
  if (!root) return;
  const isLeftOut = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false;
  const selecting = { schema, fragments: fragmentsOf(document), isLeftOut };
  const seen = new Set<string>();
  const check = (set: SelectionSetNode, type: GraphQLNamedType): void => {
    for (const asked of fieldsOf(set, type, selecting, seen)) {
      const field = fieldOf(asked);
      if (field === undefined) continue;
      getArgumentValues(field, asked.node, variables);
      if (asked.node.selectionSet) check(asked.node.selectionSet, getNamedType(field.type));
    }
  };
  try {
    check(operation.selectionSet, root);
  } catch (error) {
    const { message, nodes } = error as GraphQLError;
    throw new GraphQLError(message, { nodes: nodes ?? [], extensions: { code: 'BAD_USER_INPUT' } });
  }
}
