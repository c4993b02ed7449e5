import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  visit,
} from 'graphql';
import type { PublicError } from '../errors.ts';
import { type Limits, refuse } from '../limits.ts';
import { type Fragments, fragmentsOf } from './selections.ts';

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
  visit(document, {
    Field({ alias }) {
      if (alias !== undefined) counts.aliases++;
    },
    Directive() {
      counts.directives++;
    },
    OperationDefinition() {
      counts.operations++;
    },
  });
  return counts;
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
