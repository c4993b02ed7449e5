import type { CodeResolvers, CrosswalkResolvers } from '../../generated/graphql.ts';
import { byMapping, seenFrom } from '../../lattice/crosswalk.ts';
import type { CrosswalkRow } from '../../store/store.ts';
import { present } from '../context.ts';
import type { Complete } from './complete.ts';

/** Edges as they read from the code that was asked about, in their order. */
export function mappingsOf(rows: readonly CrosswalkRow[]): CrosswalkRow[] {
  return rows
    .map((row) => ({ ...row, relationship: seenFrom(row.relationship, row.turned) }))
    .sort(byMapping);
}

export const crosswalkField: Pick<Complete<CodeResolvers>, 'crosswalk'> = {
  crosswalk: async ({ id }, { to }, { loaders }) => mappingsOf(await loaders.crosswalk.load({ id, to })),
};

export const crosswalkFields: Complete<CrosswalkResolvers, 'relationship' | 'confidence' | 'justification'> =
  {
    node: ({ id }, _, { loaders }) => present(loaders.codes, id),
    source: ({ citation }) => citation,
  };
