import { badInput } from '../../errors.ts';
import * as eventLoop from '../../event-loop.ts';
import type {
  ExactMatchResolvers,
  FindResultResolvers,
  PartialMatchResolvers,
  QueryResolvers,
  QuestionResolvers,
} from '../../generated/graphql.ts';
import { type Found, findCodes } from '../../lattice/find.ts';
import { findGroups } from '../../lattice/near.ts';
import { checkTerms } from './arguments.ts';
import { termsOf, withTerms } from './code.ts';
import type { Complete } from './complete.ts';

/** How many codes are looked at, those that meet most first. */
const CANDIDATES = 1_000;

export interface FoundIn extends Found {
  readonly truncated: boolean;
}

export const findQueries: Pick<Complete<QueryResolvers>, 'find'> = {
  async find(_, { terms, system, near }, context) {
    if (terms.length === 0) throw badInput('`terms` is an empty list; name at least one term.');
    const asked = checkTerms(terms, 'terms', context);
    const { snapshot, signal } = context;
    const groups = findGroups(asked, snapshot.vocabulary);
    const candidates = await snapshot.candidates(groups, system ?? 'CPT', CANDIDATES, signal);
    const found = await findCodes(asked, candidates, near ?? false, snapshot.vocabulary, eventLoop);
    return { ...found, truncated: found.exact.length === CANDIDATES };
  },
};

export const findResultFields: Complete<
  FindResultResolvers,
  'addOns' | 'partial' | 'nextQuestion' | 'truncated'
> = {
  exact: ({ exact }) => exact.map(({ code }) => code),
  matches: ({ exact }) => exact,
};

export const exactMatchFields: Complete<ExactMatchResolvers, 'code'> = {
  broader: ({ broader }, _, { snapshot }) => termsOf(broader, snapshot),
  example: ({ example }, _, { snapshot }) => termsOf(example, snapshot),
  overlapping: ({ overlapping }, _, { snapshot }) => termsOf(overlapping, snapshot),
};

export const partialMatchFields: Complete<PartialMatchResolvers, 'code'> = {
  missing: ({ missing }, _, { snapshot }) => termsOf(missing, snapshot),
  conflicting: ({ conflicting }, _, { snapshot }) => termsOf(conflicting, snapshot),
};

export const questionFields: Complete<QuestionResolvers, 'axis' | 'notStated'> = {
  options: ({ options }, _, { snapshot }) => withTerms(options, snapshot),
};
