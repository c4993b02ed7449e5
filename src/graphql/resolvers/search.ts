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
import type { SearchHit, SearchRequest, Snapshot } from '../../store/store.ts';
import { textQuery } from '../../text/query.ts';
import type { Context } from '../context.ts';
import { ANY_CODE, checkTerms, checkText, readText } from './arguments.ts';
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
    const { snapshot, limits } = context;
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
      ranked ??= findables(listed, found, query.included, context).then((those) =>
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
      count: async () => listed?.length ?? (request === null ? 0 : countOf(request, query.included, context)),
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
  included: readonly string[],
  { snapshot, loaders, signal }: Context,
): Promise<Findable[]> {
  if (listed !== null) return listed.map((code) => ({ kind: 'CODE', code }));
  const hits = await snapshot.search(request, CANDIDATES, signal);
  const told = included.length === 0 ? [] : await hitsAt(included, request, snapshot, signal);
  const distinct = [...new Map([...hits, ...told].map((hit) => [hit.id, hit])).values()];
  const found = await Promise.all(distinct.map((hit) => findableOf(hit, { snapshot, loaders })));
  return found.filter((one) => one !== null);
}

/** The terms that include what was asked, which may stand behind all that are ranked, and the first codes at them. */
async function hitsAt(
  included: readonly string[],
  { within, system }: SearchRequest,
  { browse, vocabulary }: Snapshot,
  signal: AbortSignal | undefined,
): Promise<SearchHit[]> {
  const at = [...within, ...termGroups(included, false, vocabulary)];
  const [ids = []] = await browse(
    [{ ...ANY_CODE, within: at, system, first: CANDIDATES, after: null }],
    signal,
  );
  return [
    ...termsFound(included, { within, system }).map((id): SearchHit => ({ kind: 'TERM', id })),
    ...ids.map((id): SearchHit => ({ kind: 'CODE', id })),
  ];
}

/** Those of the terms that a search finds, each by its words. */
const termsFound = (included: readonly string[], { within, system }: Omit<SearchRequest, 'text'>) =>
  system?.includes('ICD10PCS') === false
    ? []
    : included.filter((id) => within.every((terms) => terms.includes(id)));

/** What the words find, and the codes at terms that include what was asked: each once. */
async function countOf(
  request: SearchRequest,
  included: readonly string[],
  { snapshot, signal }: Context,
): Promise<number> {
  const said = snapshot.searchCount(request, signal);
  if (included.length === 0) return said;
  const within = [...request.within, ...termGroups(included, false, snapshot.vocabulary)];
  const both = snapshot.searchCount({ ...request, within }, signal);
  const [at = 0] = await snapshot.browseCount([{ ...ANY_CODE, within, system: request.system }], signal);
  return (await said) + at - ((await both) - termsFound(included, request).length);
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
