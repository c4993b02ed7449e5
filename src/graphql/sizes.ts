import { type ConstDirectiveNode, type ConstValueNode, Kind } from 'graphql';
import { remembered } from '../lattice/remembered.ts';

/** What directives of the schema stand on: a field, an argument, a field of an input. */
interface Described {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

/** How long a list can be, as `@listSize` says. */
export interface ListSize {
  readonly assumed: number;
  readonly slicing: readonly string[];
  readonly sized: readonly string[];
}

/** What the directive `@listSize` says of a field of the schema. */
export const listSizeOf = remembered(sizeOf, new WeakMap<Described, ListSize>());

function sizeOf(field: Described): ListSize {
  const said = saidBy('listSize', field);
  const strings = (name: string) => {
    const list = said.get(name);
    return list?.kind === Kind.LIST
      ? list.values.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : []))
      : [];
  };
  const assumed = said.get('assumedSize');
  return {
    assumed: assumed?.kind === Kind.INT ? Number(assumed.value) : 1,
    slicing: strings('slicingArguments'),
    sized: strings('sizedFields'),
  };
}

/**
 * What `@cost` says: of a field, an argument or a field of an input what it takes beside the objects that it gives, of a
 * type what one object takes; null where it says nothing.
 */
export const weightOf = remembered(readWeight, new WeakMap<Described, number | null>());

function readWeight(described: Described): number | null {
  const weight = saidBy('cost', described).get('weight');
  return weight?.kind === Kind.STRING ? Number(weight.value) : null;
}

function saidBy(name: string, { astNode }: Described): ReadonlyMap<string, ConstValueNode> {
  const directive = astNode?.directives?.find((one) => one.name.value === name);
  return new Map(directive?.arguments?.map((one) => [one.name.value, one.value]));
}
