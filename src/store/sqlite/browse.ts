import type { CodeSystem } from '../../lattice/axes.ts';
import type { CodeStatus } from '../../lattice/code.ts';
import type { TextQuery } from '../../lattice/rank.ts';
import type { Vocabulary } from '../../lattice/vocabulary.ts';
import { once } from '../once.ts';
import type {
  CodePageRequest,
  CodeQuery,
  Facet,
  FacetRequest,
  SearchHit,
  SearchRequest,
  Snapshot,
  TermGroups,
} from '../store.ts';
import type { Value } from './driver.ts';
import type { RunAside, Start, StatementName } from './statements.ts';

/** About how many codes all public files have. */
const CODES = 200_000;
/** Up to how many codes are looked at one by one for what they state; of more it is sooner known from all statements on an axis. */
const MOST_CODES = 20_000;

/** Lists, counts and text search. */
export function browsing(
  aside: RunAside,
  asideForFacets: RunAside,
  vocabulary: Vocabulary,
): Pick<Snapshot, 'browse' | 'browseCount' | 'facets' | 'search' | 'searchCount'> {
  const count = async (
    name: StatementName,
    parameters: Readonly<Record<string, Value>>,
    signal: AbortSignal | undefined,
  ) => (await aside<{ count: number }>(name, parameters, signal))[0]?.count ?? 0;
  const sizes = once(async () => {
    const rows = await aside<{ system: CodeSystem; count: number }>('systems');
    return new Map(rows.map(({ system, count }) => [system, count]));
  });
  /** About how many codes a query looks at. */
  const sizeOf = async (start: Start, { system, within }: CodeQuery): Promise<number> => {
    if (start === 'Terms') return leastOf(within, vocabulary);
    if (start !== 'Systems' || system === null) return 0;
    const bySystem = await sizes();
    return system.reduce((sum, one) => sum + (bySystem.get(one) ?? 0), 0);
  };
  const facetsOf = async (request: FacetRequest, signal: AbortSignal | undefined): Promise<Facet[]> => {
    const narrowest = startOf(request);
    const start = (await sizeOf(narrowest, request)) > MOST_CODES ? 'All' : narrowest;
    const parameters = {
      ...codeParameters(request),
      first: request.first,
      axes: JSON.stringify(request.axes),
    };
    const rows = await asideForFacets<Facet['terms'][number] & Pick<Facet, 'axis'>>(
      `facets${start}`,
      parameters,
      signal,
    );
    return request.axes.map((axis) => ({
      axis,
      terms: rows.filter((row) => row.axis === axis).map(({ term, count }) => ({ term, count })),
    }));
  };
  return {
    browse: (requests, signal) =>
      Promise.all(requests.map((request) => browse(aside, vocabulary, request, signal))),
    browseCount: (requests, signal) =>
      Promise.all(
        requests.map((request) => count(`browseCount${startOf(request)}`, codeParameters(request), signal)),
      ),
    facets: (requests, signal) => Promise.all(requests.map((request) => facetsOf(request, signal))),
    search: (request, first, signal) =>
      aside<SearchHit>('search', { ...searchParameters(request), first }, signal),
    searchCount: (request, signal) => count('searchCount', searchParameters(request), signal),
  };
}

/** What narrows a query most. */
function startOf({ text, families, within, system }: CodeQuery): Start {
  if (text !== null) return 'Text';
  if (families !== null) return 'Families';
  if (within.length > 0) return 'Terms';
  return system === null ? 'All' : 'Systems';
}

/** A page of codes, in order of their ids. */
async function browse(
  aside: RunAside,
  vocabulary: Vocabulary,
  request: CodePageRequest,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const { first, after, system } = request;
  const parameters = codeParameters(request);
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  const start = startOf(request);
  const isWalked =
    start === 'All' || start === 'Systems' || (start === 'Terms' && isDense(request, vocabulary));
  if (!isWalked) return ids(await aside(`browse${start}`, { ...parameters, first, after }, signal));
  // The ids of a system stand together.
  const ranges =
    system === null ? [['', '~']] : [...new Set(system)].sort().map((one) => [`${one}:`, `${one};`]);
  const found: string[] = [];
  for (const [from = '', to = ''] of ranges) {
    if (found.length === first) break;
    const behind = after !== null && after > from ? after : from;
    const page = { ...parameters, from: behind, to, first: first - found.length };
    found.push(...ids(await aside('browse', page, signal)));
  }
  return found;
}

/** Whether a walk through all codes meets a page of those that fit sooner than all that fit are gathered. */
function isDense({ within, first }: CodePageRequest, vocabulary: Vocabulary): boolean {
  return leastOf(within, vocabulary) ** 2 > first * CODES;
}

/** About how many codes have a term of that group which fewest have. */
function leastOf(within: TermGroups, { terms }: Vocabulary): number {
  return Math.min(...within.map((group) => Math.max(0, ...group.map((id) => terms.get(id)?.codeCount ?? 0))));
}

function codeParameters(query: CodeQuery): Record<string, Value> {
  const list = (values: readonly (CodeSystem | CodeStatus | string)[] | null) =>
    values === null ? null : JSON.stringify([...new Set(values)]);
  return {
    system: list(query.system),
    status: list(query.status),
    addOn: query.addOn === null ? null : Number(query.addOn),
    families: list(query.families),
    within: JSON.stringify(query.within),
    ...(query.text ? { match: matchOf(query.text) } : {}),
  };
}

function searchParameters({ text, within, system }: SearchRequest): Record<string, Value> {
  return {
    match: matchOf(text),
    within: JSON.stringify(within),
    system: system === null ? null : JSON.stringify(system),
  };
}

/** Tokens hold letters and digits only, so that quoting them is all there is to escape. */
function matchOf({ words, prefix }: TextQuery): string {
  return words
    .map((tokens, index) => [
      ...tokens.map((token) => `"${token}"`),
      ...(prefix !== null && index === words.length - 1 ? [`"${prefix}" *`] : []),
    ])
    .map((any) => `(${any.join(' OR ')})`)
    .join(' AND ');
}
