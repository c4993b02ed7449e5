import { present } from '../context.ts';
import { badInput } from '../errors.ts';
import type {
  CodeResolvers,
  DifferenceResolvers,
  RelatedConnectionResolvers,
  RelatedEdgeResolvers,
} from '../generated/graphql.ts';

import { compareRelated } from '../lattice/differences.ts';
import { metByOverlap, termGroups } from '../lattice/near.ts';
import { describe } from '../lattice/sentence.ts';
import type { RelatedRequest, RelatedRow } from '../store/store.ts';
import { checkTerms } from './arguments.ts';
import { termsOf } from './code.ts';
import type { Complete } from './complete.ts';
import { pageOf } from './page.ts';

export const relatedField: Pick<Complete<CodeResolvers>, 'related'> = {
  related(code, { first, after, differsBy, within, near }, context) {
    if (differsBy != null && differsBy.length === 0) {
      throw badInput('`differsBy` is an empty list; name at least one axis, or leave it out.');
    }
    if (differsBy?.includes('SPECIALTY')) {
      throw badInput('`differsBy`: codes are not compared on SPECIALTY.');
    }
    const { loaders, limits, snapshot } = context;
    const asked = checkTerms(within ?? [], 'within', context);
    const request: Omit<RelatedRequest, 'first' | 'after'> = {
      id: code.id,
      axes: differsBy ? [...new Set(differsBy)].sort() : null,
      within: termGroups(asked, near ?? false, snapshot.vocabulary),
    };
    const page = pageOf<RelatedRow, readonly [number, number, string]>({
      list: ['related', request],
      first,
      fallback: 20,
      after,
      limit: limits.first,
      shape: [0, 0, ''],
      keyOf: ({ count, distance, id }) => [count, distance, id],
      load: (size, key) =>
        loaders.related.load({
          ...request,
          first: size,
          after: key === null ? null : { count: key[0], distance: key[1], id: key[2] },
        }),
      count: () => loaders.relatedCount.load({ ...request, first: 0, after: null }),
    });
    return { ...page, from: code, asked: near ? asked : [] };
  },
};

export const relatedConnectionFields: Complete<RelatedConnectionResolvers> = {
  totalCount: (page) => page.totalCount(),
  async edges({ rows, from, asked }, _, { loaders, snapshot }) {
    const placed = await rows();
    return Promise.all(
      placed.map(async ({ cursor, row }) => {
        const node = await present(loaders.codes, row.id);
        return {
          cursor,
          node,
          from,
          comparison: compareRelated(from, node, row.axes, snapshot.vocabulary),
          asked,
        };
      }),
    );
  },
  pageInfo: (page) => page.info(),
};

export const relatedEdgeFields: Complete<RelatedEdgeResolvers, 'cursor' | 'node'> = {
  differences: ({ comparison }) => comparison.differences,
  sharedAxes: ({ comparison }) => comparison.shared,
  distance: ({ comparison }) => comparison.distance,
  sentence({ from, node, comparison }, _, { words }) {
    const own = words();
    return describe(from, node, comparison, own.vocabulary, own);
  },
  overlapping: ({ node, asked }, _, { snapshot }) =>
    termsOf(metByOverlap(asked, node, snapshot.vocabulary), snapshot),
};

export const differenceFields: Complete<DifferenceResolvers, 'axis' | 'relation' | 'distance'> = {
  from: ({ from }, _, { snapshot }) => termsOf(from, snapshot),
  to: ({ to }, _, { snapshot }) => termsOf(to, snapshot),
};
