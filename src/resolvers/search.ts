import type { Context } from '../context.ts';
import type { QueryResolvers, SearchConnectionResolvers, SearchEdgeResolvers } from '../generated/graphql.ts';
import { parseCodeId } from '../lattice/code.ts';
import { termGroups } from '../lattice/near.ts';
import { compareOrder, type Findable, type Ranked, rank } from '../lattice/rank.ts';
import type { SearchHit, SearchRequest } from '../store/store.ts';
import { ask, type Query, textQuery } from '../text/query.ts';
import { checkTerms, checkText } from './arguments.ts';
import type { Complete } from './complete.ts';
import { pageOf } from './page.ts';

/** How many hits are ranked. */
const CANDIDATES = 1_000;

export const searchQueries: Pick<Complete<QueryResolvers>, 'search'> = {
  search(_, { text, within, system, first, after }, context) {
    const query = ask(checkText(text, context), context.words);
    const asked = checkTerms(within ?? [], 'within', context);
    const words = textQuery(query, true);
    const { snapshot, limits, signal } = context;
    const request: SearchRequest | null = words && {
      text: words,
      within: termGroups(asked, false, snapshot.vocabulary),
      system: system ?? null,
    };
    let ranked: Promise<Ranked[]> | undefined;
    const all = (found: SearchRequest) => {
      ranked ??= rankAll(found, query, parseCodeId(text)?.id ?? null, context);
      return ranked;
    };
    return pageOf<Ranked, Ranked['order']>({
      list: ['search', request],
      first,
      fallback: 10,
      after,
      limit: limits.first,
      shape: [0, 0, 0, 0, ''],
      keyOf: ({ order }) => order,
      load: async (size, key) =>
        request === null
          ? []
          : (await all(request))
              .filter(({ order }) => key === null || compareOrder(order, key) > 0)
              .slice(0, size),
      count: async () => (request === null ? 0 : snapshot.searchCount(request, signal)),
    });
  },
};

async function rankAll(
  request: SearchRequest,
  query: Query,
  codeId: string | null,
  { snapshot, loaders, signal }: Context,
): Promise<Ranked[]> {
  const hits = await snapshot.search(request, CANDIDATES, signal);
  const found = await Promise.all(hits.map((hit) => findableOf(hit, { snapshot, loaders })));
  return rank(
    found.filter((one) => one !== null),
    query,
    codeId,
    query.groups,
  );
}

async function findableOf(
  { kind, id }: SearchHit,
  { snapshot, loaders }: Pick<Context, 'snapshot' | 'loaders'>,
): Promise<Findable | null> {
  if (kind === 'CODE') {
    const code = await loaders.codes.load(id);
    return code && { kind, code };
  }
  const { terms, families } = snapshot.vocabulary;
  if (kind === 'TERM') {
    const term = terms.get(id);
    return term ? { kind, term } : null;
  }
  const family = families.get(id);
  return family ? { kind, family } : null;
}

export const searchConnectionFields: Complete<SearchConnectionResolvers> = {
  totalCount: (page) => page.totalCount(),
  edges: (page) => page.rows(),
  pageInfo: (page) => page.info(),
};

export const searchEdgeFields: Complete<SearchEdgeResolvers, 'cursor'> = {
  match: ({ row }) => row.match,
  node: ({ row: { found } }) =>
    found.kind === 'CODE' ? found.code : found.kind === 'TERM' ? found.term : found.family,
};
