import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
}

/** The fragment that a selection stands for, inline or by name; undefined if the document has none of that name. */
export function fragmentIn(
  selection: InlineFragmentNode | FragmentSpreadNode,
  fragments: Fragments,
): InlineFragmentNode | FragmentDefinitionNode | undefined {
  return selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
}

/** What is needed to read selections. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  /** Whether a selection does not count, with all below it. */
  readonly isLeftOut?: (selection: SelectionNode) => boolean;
}

/** A field that is asked, and the type that it is asked of. */
export interface AskedField {
  readonly node: FieldNode;
  readonly type: GraphQLNamedType;
}

/** The fields that a selection set asks, those of its fragments too; each fragment once, and none that is in `seen`. */
export function fieldsOf(
  set: SelectionSetNode,
  type: GraphQLNamedType,
  selecting: Selecting,
  seen: Set<string> = new Set(),
): AskedField[] {
  const { schema, fragments, isLeftOut } = selecting;
  return set.selections.flatMap((selection): AskedField[] => {
    if (isLeftOut?.(selection)) return [];
    if (selection.kind === Kind.FIELD) return [{ node: selection, type }];
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (seen.has(selection.name.value)) return [];
      seen.add(selection.name.value);
    }
    const fragment = fragmentIn(selection, fragments);
    if (fragment === undefined) return [];
    const on = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
    return fieldsOf(fragment.selectionSet, on ?? type, selecting, seen);
  });
}

/** The field of the schema that is asked; undefined where the type has none of that name, such as `__typename`. */
export function fieldOf({ node, type }: AskedField): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
}
