import { present } from '../context.ts';
import type { CodeResolvers, CrosswalkResolvers } from '../generated/graphql.ts';
import { byMapping } from '../lattice/crosswalk.ts';
import type { Complete } from './complete.ts';

export const crosswalkField: Pick<Complete<CodeResolvers>, 'crosswalk'> = {
  crosswalk: async ({ id }, { to }, { loaders }) =>
    [...(await loaders.crosswalk.load({ id, to }))].sort(byMapping),
};

export const crosswalkFields: Complete<CrosswalkResolvers, 'relationship' | 'confidence' | 'justification'> =
  {
    node: ({ id }, _, { loaders }) => present(loaders.codes, id),
    source: ({ citation }) => citation,
  };
