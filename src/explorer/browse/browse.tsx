import './browse.css';
import type {
  BrowseLoadedQuery,
  BrowseLoadedQueryVariables,
  BrowseNamesQuery,
  BrowseNamesQueryVariables,
  BrowseQuery,
  BrowseQueryVariables,
} from '../../generated/explorer.ts';
import { axisOf, type CodeSystem } from '../../lattice/axes.ts';
import { SYSTEM_NAMES, SYSTEM_ORDER } from '../../lattice/systems.ts';
import { document } from '../client.ts';
import browseText from '../documents/browse.graphql';
import loadedText from '../documents/browse-loaded.graphql';
import namesText from '../documents/browse-names.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { changed, linkTo } from '../router.ts';
import { type Loading, useAnswer, useSteady } from '../use-answer.ts';
import { count, fill, list, localeOf, useSpeech } from '../words.ts';
import { type Asked, type Fixed, filterOf, readAsked, step, systemOf } from './asked.ts';
import { Chosen, type NamedTerm } from './chosen.tsx';
import { axesOf, isPaid, type LoadedFor, offeredColumns, usualColumns } from './columns.ts';
import { Narrow } from './narrow.tsx';
import { Save } from './save.tsx';
import { CodeTable } from './table.tsx';
import { ColumnChoice } from './tools.tsx';

const BROWSE = document<BrowseQuery, BrowseQueryVariables>(browseText);
const NAMES = document<BrowseNamesQuery, BrowseNamesQueryVariables>(namesText);
const LOADED = document<BrowseLoadedQuery, BrowseLoadedQueryVariables>(loadedText);

/** How many rows a page has, as the document asks. */
export const ROWS = 50;
/** As many codes can stand side by side. */
const MOST_COMPARED = 12;

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
  const names = useSteady(useAnswer(NAMES, ids.length === 0 ? null : { ids }));
  const { asked, terms, family, unknown } = understood(read, ids.length === 0 ? null : names);
  const loaded = useAnswer(LOADED, {});
  const variables = {
    filter: filterOf(asked),
    sort: asked.sort,
    descending: asked.descending,
    withBilling: isPaid(asked.system),
    withUnits: asked.columns?.includes('unitsPerDay') ?? false,
  };
  const page = useAnswer(BROWSE, { ...variables, after: asked.after });
  // A cursor of another order, or of another release, is refused: then the first page is what can be shown.
  const isStale = page.state === 'refused' && asked.after !== null;
  const first = useAnswer(BROWSE, isStale ? { ...variables, after: null } : null);
  // An unknown term is refused as well, until it is known which one that is.
  const isUnsure = page.state === 'refused' && ids.length > 0 && names.state === 'loading';
  const codes = useSteady<BrowseQuery>(isUnsure ? { state: 'loading' } : isStale ? first : page);
  const has = loadedFor(loaded, codes);
  const offered = offeredColumns(asked.system, has);
  const columns = asked.columns?.filter((column) => offered.includes(column)) ?? [];
  const shown = columns.length > 0 ? columns : usualColumns(asked.system, has);
  const dropped = [...asked.dropped, ...unknown, ...(isStale ? [`page=${asked.page}`] : [])];
  const systems = loaded.state === 'ready' ? systemsOf(loaded.data) : [];
  return (
    <div class="browse">
      {isOfAny(fixed) && <Systems asked={asked} systems={systems} />}
      <Narrow asked={asked} terms={terms} />
      <section class="found" aria-labelledby="found">
        {dropped.length > 0 && (
          <p class="dropped" role="status">
            {fill(words.browse.dropped, { what: list(dropped, language) })}
          </p>
        )}
        <Chosen asked={asked} terms={terms} family={family} />
        <Loaded asked={codes}>
          {(data) => {
            if (!data.codes) return null;
            const { totalCount, edges, pageInfo } = data.codes;
            const start = isStale || asked.after === null ? 0 : (asked.page - 1) * ROWS;
            return (
              <>
                <div class="above">
                  <h2 id="found" aria-live="polite">
                    {count(words.shell.codes, totalCount, language)}
                  </h2>
                  <ColumnChoice asked={asked} offered={offered} shown={shown} />
                  {totalCount > 0 && <Save asked={asked} columns={shown} total={totalCount} />}
                </div>
                {totalCount === 0 ? (
                  <p class="nothing">{words.browse.nothing}</p>
                ) : (
                  <CodeTable asked={asked} columns={shown} edges={edges} />
                )}
                <Pages
                  start={start}
                  shown={edges.length}
                  total={totalCount}
                  next={pageInfo.hasNextPage ? pageInfo.endCursor : null}
                  page={isStale ? 1 : asked.page}
                  isLater={asked.after !== null}
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

interface OnwardProps {
  readonly edges: NonNullable<BrowseQuery['codes']>['edges'];
  readonly total: number;
  /** The family that the page is about. */
  readonly family: string | undefined;
}

/** Where to go from these codes: few can stand side by side, those of one family have a picture. */
function Onward({ edges, total, family }: OnwardProps) {
  const { browse } = useSpeech().words;
  const [first, ...others] = edges.map(({ node }) => node.family);
  const shared = first && others.every((one) => one?.id === first.id) && first.id !== family ? first : null;
  const isFew = total > 1 && total <= MOST_COMPARED;
  if (!isFew && !shared) return null;
  return (
    <p class="ways onward">
      {isFew && (
        <a class="button" href={linkTo('/compare', { codes: edges.map(({ node }) => node.code).join(',') })}>
          {browse.sideBySide}
        </a>
      )}
      {shared && (
        <a class="button" href={linkTo(`/families/${shared.id}`)}>
          {shared.name}
        </a>
      )}
    </p>
  );
}

/** What of an address the graph knows; as long as it has not answered, all of it. */
function understood(read: Asked, names: Loading<BrowseNamesQuery> | null) {
  if (names?.state !== 'ready') return { asked: read, terms: [], family: null, unknown: [] };
  const found = names.data.nodes.flatMap((node) => node ?? []);
  const terms: NamedTerm[] = [];
  let family: { id: string; name: string } | null = null;
  for (const node of found) {
    if (node.__typename === 'Family') family = { id: node.id, name: node.name };
    else if ('axis' in node) terms.push(node as NamedTerm);
  }
  const isTerm = (id: string) => terms.some((term) => term.id === id);
  const unknown = [
    ...read.terms.filter((id) => !isTerm(id)),
    ...(read.family !== null && family?.id !== read.family ? [read.family] : []),
  ];
  const asked = {
    ...read,
    terms: read.terms.filter(isTerm),
    family: family?.id === read.family ? read.family : null,
  };
  return { asked, terms, family: asked.family === null ? null : family, unknown };
}

/** Whether a page may show codes of several systems: one of a family, or of a term of one system, does not. */
const isOfAny = ({ terms = [], family }: Fixed) => family === undefined && systemOf(terms) === 'ALL';

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

/** The code systems, one or all of them. */
function Systems({ asked, systems }: { asked: Asked; systems: readonly CodeSystem[] }) {
  const { browse } = useSpeech().words;
  return (
    <nav class="systems" aria-label={browse.system}>
      <ul>
        {(systems.length > 1 ? [...systems, 'ALL' as const] : systems).map((system) => (
          <li key={system}>
            <a
              class="button"
              aria-current={system === asked.system ? 'true' : undefined}
              href={changed(step(asked, onSystem(asked, system)))}
            >
              {system === 'ALL' ? browse.all : <bdi>{SYSTEM_NAMES[system]}</bdi>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What of a choice goes along to another system: its words, and terms that codes there may state. */
function onSystem({ terms }: Asked, system: CodeSystem | 'ALL') {
  const axes = [...axesOf(system), 'REGION'];
  const kept = terms.filter((id) => axes.includes(axisOf(id) ?? ''));
  return {
    system,
    family: null,
    terms: kept.join(',') || null,
    addOn: null,
    columns: null,
    sort: null,
    descending: null,
  };
}

interface PagesProps {
  readonly start: number;
  readonly shown: number;
  readonly total: number;
  readonly next: string | null | undefined;
  readonly page: number;
  readonly isLater: boolean;
}

/** Which rows these are, and the way to the next and to the first. */
function Pages({ start, shown, total, next, page, isLater }: PagesProps) {
  const { words, language } = useSpeech();
  const number = new Intl.NumberFormat(localeOf(language));
  if (!isLater && shown === total) return null;
  return (
    <p class="pages">
      <span class="quiet">
        {fill(words.browse.rows, {
          from: number.format(start + 1),
          to: number.format(start + shown),
          count: number.format(total),
        })}
      </span>
      {isLater && (
        <a class="button" href={changed({ after: null, page: null })}>
          {words.listing.start}
        </a>
      )}
      {next && (
        <a class="button" href={changed({ after: next, page: String(page + 1) })}>
          {words.listing.next}
        </a>
      )}
    </p>
  );
}
