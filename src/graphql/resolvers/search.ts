import * as eventLoop from '../../event-loop.ts';
import type {
  QueryResolvers,
  SearchConnectionResolvers,
  SearchEdgeResolvers,
} from '../../generated/graphql.ts';
import type { TextQuery } from '../../lattice/asked.ts';
import type { Code } from '../../lattice/code.ts';
import { isWithin, termGroups } from '../../lattice/near.ts';
import { compareOrder, type Findable, ORDER_SHAPE, type Ranked, rank } from '../../lattice/rank.ts';
import type { SearchHit, SearchRequest } from '../../store/store.ts';
import { textQuery } from '../../text/query.ts';
import type { Context } from '../context.ts';
import { checkTerms, checkText, readText } from './arguments.ts';
import type { Complete } from './complete.ts';
import { codesNamed, codeWithoutZeros, leavingSides, wordsFor } from './named.ts';
import { pageFields, pageOf } from './page.ts';

/** How many hits are ranked. */
const CANDIDATES = 1_000;

export const searchQueries: Pick<Complete<QueryResolvers>, 'search'> = {
  async search(_, { text, within, system, first, after }, context) {
    checkText(text, context);
    const asked = checkTerms(within ?? [], 'within', context);
    const named = await codesNamed(text, context);
    // 100 may be 00100 without its zeros, as well as the beginning of 10021: both are found.
    const padded = named === null ? await codeWithoutZeros(text, context) : null;
    const codes = new Set(padded === null ? named?.codes : [padded]);
    const sought = padded === null ? wordsFor(await leavingSides(text, context), named) : digitsIn(text);
    const query = await readText(sought, context);
    const words = alsoBy(padded, textQuery(query, true));
    const { snapshot, limits, signal } = context;
    const request: SearchRequest | null = words && {
      text: words,
      within: termGroups(asked, false, snapshot.vocabulary),
      system: system ?? null,
    };
    // A list of codes finds these and nothing else.
    const listed =
      named === null || named.isOne || request === null
        ? null
        : named.codes.filter(
            (code) => isWithin(code, request.within) && (request.system?.includes(code.system) ?? true),
          );
    let ranked: Promise<Ranked[]> | undefined;
    const all = (found: SearchRequest) => {
      ranked ??= findables(listed, found, context).then((those) =>
        rank(those, query, codes, query.groups, eventLoop),
      );
      return ranked;
    };
    return pageOf<Ranked, Ranked['order']>({
      list: ['search', request, listed === null ? null : listed.map(({ id }) => id)],
      first,
      fallback: 10,
      after,
      limit: limits.first,
      shape: ORDER_SHAPE,
      keyOf: ({ order }) => order,
      load: async (size, key) =>
        request === null
          ? []
          : (await all(request))
              .filter(({ order }) => key === null || compareOrder(order, key) > 0)
              .slice(0, size),
      count: async () => listed?.length ?? (request === null ? 0 : snapshot.searchCount(request, signal)),
    });
  },
};

/** The first digits of a text: 1996 of "1996.0", whose 0 is no word of its own. */
const digitsIn = (text: string) => /\d+/.exec(text.normalize('NFKC'))?.[0] ?? text;

/** The same words, met by the number of this code as well. */
function alsoBy(code: Code | null, text: TextQuery | null): TextQuery | null {
  if (code === null || text === null) return text;
  const words = text.words.map((forms, index) => (index === 0 ? [...forms, code.code] : forms));
  return { ...text, words };
}

async function findables(
  listed: readonly Code[] | null,
  request: SearchRequest,
  { snapshot, loaders, signal }: Context,
): Promise<Findable[]> {
  if (listed !== null) return listed.map((code) => ({ kind: 'CODE', code }));
  const hits = await snapshot.search(request, CANDIDATES, signal);
  const found = await Promise.all(hits.map((hit) => findableOf(hit, { snapshot, loaders })));
  return found.filter((one) => one !== null);
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

export const searchConnectionFields: Complete<SearchConnectionResolvers> = pageFields;

export const searchEdgeFields: Complete<SearchEdgeResolvers, 'cursor'> = {
  match: ({ row }) => row.match,
  node: ({ row: { found } }) =>
    found.kind === 'CODE' ? found.code : found.kind === 'TERM' ? found.term : found.family,
};
