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
import type { PublicError } from '../errors.ts';
import { type Limits, refuse } from '../limits.ts';

/** The limits that a document alone can break: depth, and numbers of aliases, directives and operations. */
export function limitRule(limits: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      const counts = countNodes(document);
      for (const name of ['aliases', 'directives', 'operations'] as const) {
        if (counts[name] > limits[name]) {
          const refusal = refuse(name, `a number of ${name} of`, counts[name], limits);
          context.reportError(reported(refusal));
        }
      }
      const fragments = fragmentsOf(document);
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        if (isDeeper(definition.selectionSet, limits.depth, fragments, new Map())) {
          context.reportError(reported(refuse('depth', 'a depth of more than', limits.depth, limits)));
        }
      }
    },
  });
}

/** A refusal in the form in which a rule of graphql-js reports it. */
const reported = ({ message, extensions }: PublicError) => new GraphQLError(message, { extensions });

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
