import { badInput } from '../../errors.ts';
import type {
  CodeResolvers,
  DifferenceResolvers,
  RelatedConnectionResolvers,
  RelatedEdgeResolvers,
} from '../../generated/graphql.ts';
import { isCompared } from '../../lattice/axes.ts';
import { metByOverlap, termGroups } from '../../lattice/near.ts';
import type { RelatedRequest, RelatedRow } from '../../store/store.ts';
import { present } from '../context.ts';
import { checkTerms } from './arguments.ts';
import { termsOf } from './code.ts';
import type { Complete } from './complete.ts';
import { type Placed, pageFields, pageOf } from './page.ts';
import { pairOf } from './pairs.ts';

export const relatedField: Pick<Complete<CodeResolvers>, 'related'> = {
  related(code, { first, after, differsBy, within, near }, context) {
    if (differsBy != null && differsBy.length === 0) {
      throw badInput('`differsBy` is an empty list; name at least one axis, or leave it out.');
    }
    const [never] = (differsBy ?? []).filter((axis) => !isCompared(axis));
    if (never !== undefined) throw badInput(`\`differsBy\`: codes are not compared on ${never}.`);
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
  ...pageFields,
  async edges({ rows, from, asked }, _, { loaders, snapshot }) {
    const placed = await rows();
    const nodes = await Promise.all(placed.map(({ row }) => present(loaders.codes, row.id)));
    const { vocabulary } = snapshot;
    return nodes.map((node, index) => {
      const { cursor, row } = placed[index] as Placed<RelatedRow>;
      return { cursor, node, pair: pairOf(from, node, row.axes, vocabulary), asked };
    });
  },
};

export const relatedEdgeFields: Complete<RelatedEdgeResolvers, 'cursor' | 'node'> = {
  differences: ({ pair }) => pair.comparison.differences,
  sharedAxes: ({ pair }) => pair.comparison.shared,
  distance: ({ pair }) => pair.comparison.distance,
  sentence: ({ pair }, _, { words }) => pair.sentence(words()),
  overlapping: ({ node, asked }, _, { snapshot }) =>
    termsOf(metByOverlap(asked, node, snapshot.vocabulary), snapshot),
};

export const differenceFields: Complete<DifferenceResolvers, 'axis' | 'relation' | 'distance'> = {
  from: ({ from }, _, { snapshot }) => termsOf(from, snapshot),
  to: ({ to }, _, { snapshot }) => termsOf(to, snapshot),
};
