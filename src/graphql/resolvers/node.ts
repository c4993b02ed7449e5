import type { QueryResolvers } from '../../generated/graphql.ts';
import type { Code } from '../../lattice/code.ts';
import type { Family, Term } from '../../lattice/vocabulary.ts';
import type { Context } from '../context.ts';
import { checkIds } from './arguments.ts';
import type { Complete } from './complete.ts';
import { ambiguous, settle } from './reading.ts';
import { typeOfTerm } from './term.ts';

/** What has a global id. */
export type Node = Code | Term | Family;

/** A code, term or family by its global id, as the graph prints it; null where there is none. */
export async function nodeOf(id: string, { loaders, snapshot }: Context): Promise<Node | null> {
  const { terms, families } = snapshot.vocabulary;
  return terms.get(id) ?? families.get(id) ?? loaders.codes.load(id);
}

/** The same for an id as people write it. Ambiguous input gives an error for this node only. */
export async function nodeNamed(input: string, context: Context): Promise<Node | null> {
  const { terms, families } = context.snapshot.vocabulary;
  const node = terms.get(input) ?? families.get(input);
  if (node !== undefined) return node;
  const found = await settle(input, context);
  // Returned and not thrown: graphql-js then reports it for this node only.
  return found.status === 'AMBIGUOUS' ? (ambiguous(input, found) as never) : found.code;
}

/** The one type that an id has wherever it comes from. */
export const typeOfNode = (node: Node) =>
  'axis' in node ? typeOfTerm(node) : 'rows' in node ? 'Family' : 'Code';

export const nodeQueries: Pick<Complete<QueryResolvers>, 'node' | 'nodes'> = {
  node: (_, { id }, context) => nodeNamed(id, context),
  async nodes(_, { ids }, context) {
    checkIds(ids, 'ids', context);
    return Promise.all(ids.map((id) => nodeNamed(id, context)));
  },
};
