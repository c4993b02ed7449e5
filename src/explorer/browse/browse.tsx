import './browse.css';
import type {
  BrowseLoadedQuery,
  BrowseLoadedQueryVariables,
  BrowseNamesQuery,
  BrowseNamesQueryVariables,
  BrowseQuery,
  BrowseQueryVariables,
} from '../../generated/explorer.ts';
import { type CodeSystem, systemAt } from '../../lattice/axes.ts';
import { SYSTEM_ORDER } from '../../lattice/systems.ts';
import { document } from '../client.ts';
import browseText from '../documents/browse.graphql';
import loadedText from '../documents/browse-loaded.graphql';
import namesText from '../documents/browse-names.graphql';
import { AllInBasket } from '../own/in-basket.tsx';
import { CopyLink } from '../parts/copy-link.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { linkTo } from '../router.ts';
import { type Loading, useAnswer, usePage, useSteady } from '../use-answer.ts';
import { count, useSpeech } from '../words.ts';
import { type Asked, type Fixed, filterOf, readAsked, START } from './asked.ts';
import { Chosen, type NamedTerm } from './chosen.tsx';
import { isPaid, type LoadedFor, offeredColumns, usualColumns } from './columns.ts';
import { Narrow } from './narrow.tsx';
import { Onward, Pages, placeIn } from './pages.tsx';
import { Save } from './save.tsx';
import { Systems } from './systems.tsx';
import { CodeTable } from './table.tsx';
import { ColumnChoice } from './tools.tsx';

const BROWSE = document<BrowseQuery, BrowseQueryVariables>(browseText);
const NAMES = document<BrowseNamesQuery, BrowseNamesQueryVariables>(namesText);
const LOADED = document<BrowseLoadedQuery, BrowseLoadedQueryVariables>(loadedText);

/** How many rows a page has, as the document asks. */
const ROWS = 50;

interface BrowseProps {
  /** What the page is about, which its address cannot take away. */
  readonly fixed?: Fixed;
  readonly query: URLSearchParams;
}

/** Codes as a table: narrowed by facts and words, sorted, by the page, to save. All of it stands in the address. */
export function Browse({ fixed = {}, query }: BrowseProps) {
  const { words, language } = useSpeech();
  const read = readAsked(query, fixed);
  const ids = [...read.terms, ...(read.family === null ? [] : [read.family])];
  const names = useAnswer(NAMES, ids.length === 0 ? null : { ids });
  const { terms, family } = named(useSteady(names));
  const { asked, unknown } =
    names.state === 'ready' ? understood(read, named(names)) : { asked: read, unknown: [] };
  const loaded = useAnswer(LOADED, {});
  const variables = {
    filter: filterOf(asked),
    sort: asked.sort,
    descending: asked.descending,
    withBilling: isPaid(asked.system),
    withUnits: asked.columns?.includes('unitsPerDay') ?? false,
  };
  const { asked: page, isFirst } = usePage(BROWSE, { ...variables, after: asked.after });
  // An unknown term is refused as well, until it is known which one that is.
  const isUnsure = page.state === 'refused' && ids.length > 0 && names.state === 'loading';
  const codes = useSteady<BrowseQuery>(isUnsure ? { state: 'loading' } : page);
  const has = loadedFor(loaded, codes);
  const offered = offeredColumns(asked.system, has);
  const columns = asked.columns?.filter((column) => offered.includes(column)) ?? [];
  const shown = columns.length > 0 ? columns : usualColumns(asked.system, has);
  const unoffered =
    loaded.state === 'ready' ? (asked.columns ?? []).filter((column) => !offered.includes(column)) : [];
  const dropped = [
    ...asked.dropped,
    ...unknown,
    ...unoffered.map((column) => `columns=${column}`),
    ...(isFirst ? [placeIn(asked)] : []),
  ];
  const described =
    loaded.state === 'ready' && isWhole(asked) ? (loaded.data.spine?.codeCount ?? null) : null;
  const systems = loaded.state === 'ready' ? systemsOf(loaded.data) : [];
  return (
    <div class="browse">
      {isOfAny(fixed) && <Systems asked={asked} systems={systems} />}
      <Narrow asked={asked} terms={terms} />
      <section class="found" aria-labelledby="found" aria-busy={page.state === 'loading'}>
        <Dropped what={dropped} />
        <Chosen asked={asked} terms={terms} family={asked.family === null ? null : family} />
        <Loaded asked={codes}>
          {(data) => {
            if (!data.codes) return null;
            const { totalCount, edges, pageInfo } = data.codes;
            const start = isFirst ? 0 : (asked.page - 1) * ROWS;
            return (
              <>
                <div class="above">
                  <h2 id="found" aria-live="polite">
                    {count(words.shell.codes, totalCount, language)}
                    {described !== null && described < totalCount && (
                      <>
                        {' · '}
                        <a href={linkTo('/browse', { family: START })}>
                          {count(words.browse.described, described, language)}
                        </a>
                      </>
                    )}
                  </h2>
                  <ColumnChoice asked={asked} offered={offered} shown={shown} />
                  {totalCount > 0 && (
                    <>
                      <AllInBasket ids={edges.map(({ node }) => node.id)} />
                      <Save asked={asked} columns={shown} total={totalCount} />
                    </>
                  )}
                </div>
                {totalCount === 0 ? (
                  <p class="nothing">{words.browse.nothing}</p>
                ) : (
                  <CodeTable asked={asked} columns={shown} edges={edges} />
                )}
                {isPaid(asked.system) && loaded.state === 'ready' && !has.fees && (
                  <p class="quiet">{words.browse.noFees}</p>
                )}
                <Pages
                  start={start}
                  shown={edges.length}
                  total={totalCount}
                  next={pageInfo.hasNextPage ? pageInfo.endCursor : null}
                  page={isFirst ? 1 : asked.page}
                  isLater={asked.after !== null && !isFirst}
                />
                <Onward edges={edges} total={totalCount} family={fixed.family} />
              </>
            );
          }}
        </Loaded>
        <CopyLink />
      </section>
    </div>
  );
}

interface Known {
  readonly terms: readonly NamedTerm[];
  readonly family: { readonly id: string; readonly name: string } | null;
}

/** The terms and the family that an answer names. */
function named(names: Loading<BrowseNamesQuery>): Known {
  const terms: NamedTerm[] = [];
  let family: Known['family'] = null;
  for (const node of names.state === 'ready' ? names.data.nodes : []) {
    if (node === null) continue;
    if (node.__typename === 'Family') family = { id: node.id, name: node.name };
    else if ('axis' in node) terms.push(node as NamedTerm);
  }
  return { terms, family };
}

/** What of an address the graph knows, and what it does not. */
function understood(read: Asked, { terms, family }: Known): { asked: Asked; unknown: readonly string[] } {
  const isTerm = (id: string) => terms.some((term) => term.id === id);
  const isFamily = read.family === null || family?.id === read.family;
  return {
    asked: { ...read, terms: read.terms.filter(isTerm), family: isFamily ? read.family : null },
    unknown: [...read.terms.filter((id) => !isTerm(id)), ...(isFamily ? [] : [read.family ?? ''])],
  };
}

/** Whether a page may show codes of several systems: one of a family, or of a term of one system, does not. */
const isOfAny = ({ terms = [], family }: Fixed) => family === undefined && systemAt(terms) === 'ALL';

/** Whether all valid codes of CPT are asked for: those outside of spine surgery are known by their numbers only. */
function isWhole(asked: Asked): boolean {
  const { system: _system, status: _status, ...rest } = filterOf(asked);
  return asked.system === 'CPT' && asked.status === 'ACTIVE' && Object.keys(rest).length === 0;
}

/** Which files there are; before that is known, whether the codes are billed. */
function loadedFor(loaded: Loading<BrowseLoadedQuery>, codes: Loading<BrowseQuery>): LoadedFor {
  if (loaded.state === 'ready') {
    const kinds = (loaded.data.dataset?.sources ?? []).map(({ kind }) => kind);
    return { fees: kinds.includes('PFS'), units: kinds.includes('NCCI_MUE') };
  }
  const edges = codes.state === 'ready' ? (codes.data.codes?.edges ?? []) : [];
  return { fees: edges.some(({ node }) => node.billing), units: false };
}

const systemsOf = ({ dataset }: BrowseLoadedQuery): CodeSystem[] =>
  SYSTEM_ORDER.filter((system) => dataset?.editions.some((edition) => edition.system === system));
