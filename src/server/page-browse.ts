import { PublicError } from '../errors.ts';
import { axesOf, type CodeSystem } from '../lattice/axes.ts';
import { SYSTEM_NAMES } from '../lattice/systems.ts';
import { readTable } from './codes-table.ts';
import { type Html, html } from './html.ts';
import { pathOfTable } from './page-links.ts';
import { type Listing, type Query, UNLISTED } from './page-listing.ts';
import { codeList, countOf, figure, nameIn, type Speech } from './page-parts.ts';
import type { Ask, CodeName, Named } from './page-subject.ts';

interface BrowseList {
  /** The parameters that were understood, as an address has them; none for the codes that one begins with. */
  readonly asked: URLSearchParams;
  readonly systems: readonly CodeSystem[];
  readonly totalCount: number;
  readonly edges: readonly { readonly node: CodeName }[];
  readonly facets: readonly {
    readonly axis: string;
    readonly terms: readonly { readonly count: number; readonly term: Named }[];
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const BROWSE = `query PageOfBrowse($filter: CodeFilter!, $sort: CodeSort, $descending: Boolean, $after: String, $axes: [Axis!]!, $isFaceted: Boolean!) {
  codes(filter: $filter, sort: $sort, descending: $descending, first: 50, after: $after) {
    totalCount edges { node { code label labelKind } } pageInfo { hasNextPage endCursor }
    facets(axes: $axes, first: 12) @include(if: $isFaceted) { axis terms { count term { id name nameLanguage } } }
  }
  dataset { editions { system } }
}`;

/** The codes that one begins with, as the explorer has them. */
const START = { system: 'CPT', family: 'family:spine' };
const UNDERSTOOD = [
  'system',
  'terms',
  'family',
  'text',
  'status',
  'addOn',
  'near',
  'sort',
  'descending',
  'after',
];

/** The codes that an address asks for; those that one begins with where it has no meaning. */
export async function listBrowse(ask: Ask, query: Query): Promise<Listing> {
  const asked = new URLSearchParams();
  for (const name of UNDERSTOOD) {
    const text = [query[name] ?? []].flat().join();
    if (text !== '') asked.set(name, text);
  }
  const wanted = asked.size > 0 ? await listed(ask, asked) : null;
  return wanted ?? (await listed(ask, new URLSearchParams())) ?? UNLISTED;
}

/** Null where the graph refuses, or a parameter has no meaning; nothing to list where it fails. */
async function listed(ask: Ask, asked: URLSearchParams): Promise<Listing | null> {
  const given = Object.fromEntries(asked.size > 0 ? asked : Object.entries(START));
  const { system, status = 'ACTIVE', ...others } = given as Readonly<Record<string, string>>;
  const all = {
    ...others,
    ...(system && system !== 'ALL' && { system }),
    ...(status !== 'ALL' && { status }),
  };
  const variables = understood(all);
  if (variables === null) return null;
  // To count the axes of all procedures takes seconds: they are narrowed by their families.
  const isFaceted = system === 'CPT';
  const { data, dataset } = await ask(BROWSE, { ...variables, axes: axesOf('CPT'), isFaceted });
  const codes = data?.codes as Omit<BrowseList, 'asked' | 'systems'> | null | undefined;
  if (!codes) return dataset === null ? UNLISTED : null;
  const { editions = [] } = (data?.dataset ?? {}) as {
    readonly editions?: readonly { readonly system: CodeSystem }[];
  };
  const systems = [...new Set(editions.map((one) => one.system))];
  const list = { ...codes, facets: codes.facets ?? [], asked, systems };
  return { main: (speech) => browseMain(list, speech), dataset };
}

function understood(given: Readonly<Record<string, string>>) {
  try {
    return readTable(given).variables;
  } catch (error) {
    if (error instanceof PublicError) return null;
    throw error;
  }
}

function browseMain(list: BrowseList, speech: Speech): Html {
  const { words, language } = speech;
  const { asked, systems, totalCount, edges, facets, pageInfo } = list;
  const href = (changes: Readonly<Record<string, string>>, from = asked) =>
    pathOfTable({ ...Object.fromEntries(from), ...changes }, speech.lang);
  const shown = asked.size > 0 ? asked.get('system') : 'CPT';
  const narrowing = facets
    .filter(({ terms }) => terms.length > 1)
    .map(
      ({ axis, terms }) =>
        html`<details class="facet" open><summary><h3>${words.axes[axis] ?? axis}</h3></summary><ul class="chips">${terms.map(
          ({ count, term }) =>
            html`<li><a class="chip" rel="nofollow" href="${href({ ...START, ...Object.fromEntries(asked), terms: withTerm(asked, term.id), after: '' })}">${nameIn(term, speech)}</a> <span class="quiet">${figure(count, language)}</span></li>`,
        )}</ul></details>`,
    );
  const ways = [
    ...(asked.size > 0
      ? [html`<li><a class="button" href="${pathOfTable({}, speech.lang)}">${words.spine.clear}</a></li>`]
      : []),
    ...systems.map(
      (system) =>
        html`<li><a class="button"${system === shown && html` aria-current="true"`} rel="nofollow" href="${pathOfTable({ system }, speech.lang)}"><bdi>${SYSTEM_NAMES[system]}</bdi></a></li>`,
    ),
  ];
  const next =
    pageInfo.hasNextPage && pageInfo.endCursor !== null
      ? html`<p class="pages"><a class="button" rel="next nofollow" href="${href({ after: pageInfo.endCursor })}">${words.listing.next}</a></p>`
      : null;
  return html`<article class="browse-page"><h1>${words.browse.title}</h1><p class="lead">${words.browse.lead}</p>
<div class="browse"><nav class="which" aria-label="${words.browse.system}"><ul>${ways}</ul></nav>
${narrowing.length > 0 && html`<details class="narrow"><summary><h2>${words.browse.narrow}</h2></summary>${narrowing}</details>`}
<section class="found" aria-labelledby="found"><h2 id="found">${countOf(totalCount, words, language)}</h2>${codeList(
    edges.map(({ node }) => node),
    speech,
  )}${next}</section></div></article>`;
}

const withTerm = (asked: URLSearchParams, id: string) =>
  [...new Set([...(asked.get('terms') ?? '').split(',').filter((one) => one !== ''), id])].join();
