import { PublicError } from '../errors.ts';
import { type Changes, changesOf, type Step, SYSTEMS, stepsOf } from '../export/changes.ts';
import { axesOf, type CodeSystem } from '../lattice/axes.ts';
import { readTable } from './codes-table.ts';
import { type BasketList, basketList } from './page-basket.ts';
import { type DataList, dataList } from './page-data.ts';
import { type FamiliesList, familiesList } from './page-families.ts';
import { type HomeList, homeList } from './page-home.ts';
import type { Ask, CodeName, Named } from './page-subject.ts';

type Query = Readonly<Record<string, unknown>>;

/** What the pages of several things list without a script. */
export type PageList =
  | ({ readonly kind: 'browse' } & BrowseList)
  | ({ readonly kind: 'families' } & FamiliesList)
  | ({ readonly kind: 'home' } & HomeList)
  | ({ readonly kind: 'basket' } & BasketList)
  | { readonly kind: 'terms'; readonly axes: readonly TermsList[] }
  | { readonly kind: 'changes'; readonly step: ChangesList | null }
  | ({ readonly kind: 'data' } & DataList);

export interface BrowseList {
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

export interface TermsList {
  readonly axis: string;
  readonly totalCount: number;
  readonly terms: readonly (Named & { readonly parent: { readonly id: string } | null })[];
}

export interface ChangesList extends Step {
  readonly system: CodeSystem;
  readonly changes: Changes;
}

/** The pages that list something; their answers cost at most what one request may, a few documents each. */
const LISTS: readonly string[] = ['/', '/browse', '/codes', '/families', '/terms', '/changes', '/data'];

/** Whether a page lists something at its address; a basket, where the address shares one. */
export const isListing = (path: string, query: Query): boolean =>
  LISTS.includes(path) || (path === '/basket' && query.codes !== undefined);

export interface Listing {
  readonly list: PageList | null;
  readonly dataset: string | null;
}

/** Asks what a page lists; null where the graph does not say. */
export async function pageList(ask: Ask, path: string, query: Query): Promise<Listing> {
  if (path === '/') return home(ask);
  if (path === '/basket') return basket(ask, query);
  if (path === '/families') return families(ask);
  if (path === '/terms') return terms(ask);
  if (path === '/data') return data(ask);
  return path === '/changes' ? changes(ask) : browse(ask, query);
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

async function browse(ask: Ask, query: Query): Promise<Listing> {
  const asked = new URLSearchParams();
  for (const name of UNDERSTOOD) {
    const text = [query[name] ?? []].flat().join();
    if (text !== '') asked.set(name, text);
  }
  const wanted = asked.size > 0 ? await listed(ask, asked) : null;
  return wanted ?? (await listed(ask, new URLSearchParams())) ?? NONE;
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
  if (!codes) return dataset === null ? NONE : null;
  const { editions = [] } = (data?.dataset ?? {}) as {
    readonly editions?: readonly { readonly system: CodeSystem }[];
  };
  const systems = [...new Set(editions.map((one) => one.system))];
  return { list: { kind: 'browse', ...codes, facets: codes.facets ?? [], asked, systems }, dataset };
}

function understood(given: Readonly<Record<string, string>>) {
  try {
    return readTable(given).variables;
  } catch (error) {
    if (error instanceof PublicError) return null;
    throw error;
  }
}

async function families(ask: Ask): Promise<Listing> {
  const { list, dataset } = await familiesList(ask);
  return list ? { list: { kind: 'families', ...list }, dataset } : NONE;
}

async function home(ask: Ask): Promise<Listing> {
  const { list, dataset } = await homeList(ask);
  return list ? { list: { kind: 'home', ...list }, dataset } : NONE;
}

async function basket(ask: Ask, query: Query): Promise<Listing> {
  const { list, dataset } = await basketList(ask, [query.codes ?? []].flat().join());
  return list ? { list: { kind: 'basket', ...list }, dataset } : NONE;
}

/** As the explorer's page has them. */
const TERM_AXES = [
  'REGION',
  'COMPARTMENT',
  'COLUMN',
  'LESION',
  'OPERATION',
  'APPROACH',
  'EXTENT',
  'SPECIALTY',
  'SECTION',
  'BODY_SYSTEM',
  'BODY_PART',
  'DEVICE',
  'QUALIFIER',
];
const TERMS = `query PageOfTerms {
  ${TERM_AXES.map((axis) => `${axis}: terms(axis: ${axis}, first: 100) { ...Terms }`).join('\n  ')}
}
fragment Terms on TermConnection { totalCount edges { node { id name nameLanguage parent { id } } } }`;

async function terms(ask: Ask): Promise<Listing> {
  const { data, dataset } = await ask(TERMS, {});
  const found = (data ?? {}) as Readonly<
    Record<
      string,
      {
        readonly totalCount: number;
        readonly edges: readonly { readonly node: TermsList['terms'][number] }[];
      } | null
    >
  >;
  const axes = TERM_AXES.flatMap((axis) => {
    const { totalCount = 0, edges = [] } = found[axis] ?? {};
    return edges.length === 0 ? [] : [{ axis, totalCount, terms: edges.map(({ node }) => node) }];
  });
  return axes.length === 0 ? NONE : { list: { kind: 'terms', axes }, dataset };
}

/** The newest step of the first system that has one. */
async function changes(ask: Ask): Promise<Listing> {
  let dataset: string | null = null;
  const dataOf = async (document: string, variables: Query) => {
    const { errors, data, dataset: version } = await ask(document, variables);
    if (errors !== undefined || !data) throw new Unanswered();
    dataset = version;
    return data;
  };
  try {
    for (const system of SYSTEMS) {
      const [step] = (await stepsOf({ system }, dataOf)) ?? [];
      if (step === undefined) continue;
      const [found] = await changesOf([step], { system, family: null, first: 50 }, dataOf);
      if (found !== undefined)
        return { list: { kind: 'changes', step: { system, ...step, changes: found } }, dataset };
    }
    return { list: { kind: 'changes', step: null }, dataset };
  } catch (error) {
    if (error instanceof Unanswered) return NONE;
    throw error;
  }
}

class Unanswered extends Error {}

/** Of no dataset: another file may lie there a moment later, so that no cache keeps it. */
async function data(ask: Ask): Promise<Listing> {
  const list = await dataList(ask);
  return { list: list && { kind: 'data', ...list }, dataset: null };
}

const NONE: Listing = { list: null, dataset: null };
