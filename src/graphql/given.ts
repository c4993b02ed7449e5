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
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { badInput } from '../errors.ts';
import { type Limits, refuse } from '../limits.ts';
import { fragmentsOf } from './document-limits.ts';

/** How deep values in variables may nest; no input of the schema nests half as deep. */
const MOST_LEVELS = 10;

/** Refuses variables that hold too many values, or nest too deep: what is wrong with each is only looked for in a few. */
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
 * Refuses a null that a variable puts where none may be; graphql-js would find it in the midst of the work, and an item of a list
 * that fails there makes it forget the items before.
 */
export function checkNulls(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  if (!Object.values(variables).includes(null)) return;
  const fragments = fragmentsOf(document);
  const seen = new Set<string>();
  const isLeftOut = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false;
  const check = (set: SelectionSetNode, type: GraphQLNamedType | null | undefined): void => {
    for (const selection of set.selections) {
      if (isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const field =
          isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        if (field === undefined) continue;
        getArgumentValues(field, selection, variables);
        if (selection.selectionSet) check(selection.selectionSet, getNamedType(field.type));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition?.name.value;
        check(selection.selectionSet, on === undefined ? type : schema.getType(on));
      } else {
        const fragment = fragments.get(selection.name.value);
        if (fragment === undefined || seen.has(selection.name.value)) continue;
        seen.add(selection.name.value);
        check(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      }
    }
  };
  try {
    check(operation.selectionSet, schema.getRootType(operation.operation));
  } catch (error) {
    const { message, nodes } = error as GraphQLError;
    throw new GraphQLError(message, { nodes: nodes ?? [], extensions: { code: 'BAD_USER_INPUT' } });
  }
}
