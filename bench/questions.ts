import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/root.ts';

/** An answer as data, and how many edges were walked for it. */
export interface Answer {
  readonly data: {
    readonly codes?: { readonly totalCount: number };
    readonly search?: { readonly totalCount: number };
  };
  readonly walked: number;
}

/** What is asked, and what its answer counts in: what its time may grow with. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly size: (answer: Answer) => number;
}

const read = (file: string) => readFileSync(join(root, 'test/operations', `${file}.graphql`), 'utf8');
const BROWSE = read('browse');
const PATHS = read('paths');
const RELATED = read('related');
const SEARCH = read('search');
const SUBGRAPH = read('subgraph');
const TOGETHER = read('together');
const CODES =
  'query($first: Int, $filter: CodeFilter) { codes(first: $first, filter: $filter) { edges { cursor node { id code system label } } pageInfo { hasNextPage } } }';

const objects = ({ data }: Answer) => objectsOf(data);
const counted = ({ data }: Answer) => data.codes?.totalCount ?? 0;
const found = ({ data }: Answer) => data.search?.totalCount ?? 0;
const walked = (answer: Answer) => answer.walked;

function objectsOf(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const below = Object.values(value).reduce((sum: number, one) => sum + objectsOf(one), 0);
  return below + (Array.isArray(value) ? 0 : 1);
}

/** Codes of the seed. */
const CODES_TOGETHER = [
  ...['63278', '63295', '63283', '63277', '22630', '63276', '63275', '63280', '63281', '63282'],
  ...['63286', '63287', '63290', '63001', '63003', '63005', '63011', '63012', '63015', '63047'],
];
const WAY = { from: '63267', to: '63303' };

/** Asked of each database: their answers stay as they are, whatever else is loaded. */
export const SAME: Readonly<Record<string, Question>> = {
  flagship: { query: RELATED, variables: { code: '63278', first: 30 }, size: objects },
  search: { query: SEARCH, variables: { text: 'sacral tumor' }, size: found },
  facets: {
    query: BROWSE,
    variables: { filter: { terms: ['region:sacral'] }, axes: ['COMPARTMENT', 'LESION'] },
    size: counted,
  },
  codes: { query: CODES, variables: { first: 10, filter: { system: ['ICD10PCS'] } }, size: objects },
  path: { query: PATHS, variables: WAY, size: walked },
  together: { query: TOGETHER, variables: { ids: CODES_TOGETHER.slice(0, 5) }, size: objects },
};

/** Asked of each database: what these count and find grows with what is loaded. */
export const GROWING: Readonly<Record<string, Question>> = {
  'facets, CPT': {
    query: BROWSE,
    variables: { filter: { system: ['CPT'] }, axes: ['REGION', 'LESION', 'APPROACH'] },
    size: counted,
  },
  'facets, PCS': {
    query: BROWSE,
    variables: { filter: { system: ['ICD10PCS'] }, axes: ['OPERATION', 'APPROACH', 'DEVICE'] },
    size: counted,
  },
  search: { query: SEARCH, variables: { text: 'excision' }, size: found },
};

/** The same question for longer and longer lists, at each of these sizes. */
export interface Series {
  readonly sizes: readonly number[];
  readonly of: (size: number) => Question;
}

const PAGES = [1, 10, 50, 100, 250, 500];

/** By page size; `together` has no pages and takes so many codes. */
export const PAGED: Readonly<Record<string, Series>> = {
  flagship: {
    sizes: [1, 10, 20, 30],
    of: (first) => ({ query: RELATED, variables: { code: '63278', first }, size: objects }),
  },
  codes: { sizes: PAGES, of: (first) => ({ query: CODES, variables: { first }, size: objects }) },
  search: {
    sizes: PAGES,
    of: (first) => ({ query: SEARCH, variables: { text: 'excision', first }, size: objects }),
  },
  together: {
    sizes: [2, 5, 10, 20],
    of: (count) => ({
      query: TOGETHER,
      variables: { ids: CODES_TOGETHER.slice(0, count) },
      size: objects,
    }),
  },
};

const LEVELS = [1, 2, 3, 4];

/** By depth: levels around a root, hops of a path. */
export const DEEP: Readonly<Record<string, Series>> = {
  graph: {
    sizes: LEVELS,
    of: (depth) => ({
      query: SUBGRAPH,
      variables: { roots: ['CPT:63278'], depth, first: 500 },
      size: objects,
    }),
  },
  path: {
    sizes: LEVELS,
    of: (maxHops) => ({ query: PATHS, variables: { ...WAY, maxHops }, size: walked }),
  },
};
