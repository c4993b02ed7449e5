import type { Context } from '../context.ts';
import type { QueryResolvers } from '../generated/graphql.ts';
import { type Code, parseCodeId } from '../lattice/code.ts';
import type { Family, Term } from '../lattice/vocabulary.ts';
import { checkIds } from './arguments.ts';
import type { Complete } from './complete.ts';
import { typeOfTerm } from './term.ts';

/** What has a global id. */
export type Node = Code | Term | Family;

/** A code, term or family by its global id; null where there is none. */
export async function nodeOf(
  id: string,
  { loaders, snapshot: { vocabulary } }: Context,
): Promise<Node | null> {
  const node = vocabulary.terms.get(id) ?? vocabulary.families.get(id);
  if (node !== undefined) return node;
  const parsed = parseCodeId(id);
  return parsed === null ? null : loaders.codes.load(parsed.id);
}

/** The one type that an id has wherever it comes from. */
export const typeOfNode = (node: Node) =>
  'axis' in node ? typeOfTerm(node) : 'rows' in node ? 'Family' : 'Code';

export const nodeQueries: Pick<Complete<QueryResolvers>, 'node' | 'nodes'> = {
  node: (_, { id }, context) => nodeOf(id, context),
  async nodes(_, { ids }, context) {
    checkIds(ids, 'ids', context);
    return Promise.all(ids.map((id) => nodeOf(id, context)));
  },
};
