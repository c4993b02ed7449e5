import type { BrowseQueryVariables } from '../../generated/explorer.ts';
import { type CodeSystem, systemAt } from '../../lattice/axes.ts';
import type { CodeStatus } from '../../lattice/code.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { type QueryReader, readQuery } from '../parts/read-query.ts';
import { BILLED, type Column, isColumn } from './columns.ts';

/** What a page asks for by itself, whatever its address says besides. */
export interface Fixed {
  readonly terms?: readonly string[];
  readonly family?: string | undefined;
}

export const SORTS = ['ID', 'WORK_RVU', 'FACILITY_TOTAL_RVU'] as const;
export type Sort = (typeof SORTS)[number];

/** What the address asks for, as far as it can be read without the graph. */
export interface Asked {
  readonly fixed: Fixed;
  readonly system: CodeSystem | 'ALL';
  readonly terms: readonly string[];
  readonly family: string | null;
  readonly text: string;
  readonly status: CodeStatus | 'ALL';
  readonly addOn: boolean | null;
  readonly near: boolean;
  readonly sort: Sort;
  readonly descending: boolean;
  /** Null for the usual ones. */
  readonly columns: readonly Column[] | null;
  readonly after: string | null;
  /** The number of the page, only to be shown. */
  readonly page: number;
  /** What could not be read, as it stands in the address. */
  readonly dropped: readonly string[];
}

/** The longest text that the server reads. */
export const LONGEST_TEXT = 256;
const MOST_TERMS = 24;
/** What says which codes are meant. */
const MEANT = ['system', 'terms', 'family', 'text', 'status', 'addOn'];
/** The family that is shown where nothing says so: its codes are those of CPT that are described here. */
export const START = 'family:spine';
const STATES: readonly string[] = ['ACTIVE', 'DELETED', 'HEADING'] satisfies CodeStatus[];

/** Reads an address; what it does not understand is left out and named. */
export function readAsked(query: URLSearchParams, fixed: Fixed): Asked {
  const reader = readQuery(query);
  const { text, list, one, drop } = reader;
  // Without a word of what is meant, people begin at the codes of spine surgery.
  const isBare = Object.keys(fixed).length === 0 && MEANT.every((name) => !query.get(name));
  const family = isBare ? START : fixed.family === undefined ? text('family') : null;
  const terms = list('terms');
  for (const term of terms.slice(MOST_TERMS)) drop('terms', term);
  const columns = list('columns');
  for (const column of columns) if (!isColumn(column)) drop('columns', column);
  const words = text('text') ?? '';
  if (words.length > LONGEST_TEXT) drop('text', words.slice(LONGEST_TEXT));
  const asked = {
    fixed,
    system: one(
      'system',
      ['ALL', ...Object.keys(SYSTEM_NAMES)] as (CodeSystem | 'ALL')[],
      isBare ? 'CPT' : systemAt([...terms, ...(fixed.terms ?? []), ...[fixed.family ?? family ?? []].flat()]),
    ),
    terms: terms.slice(0, MOST_TERMS),
    family,
    text: words.slice(0, LONGEST_TEXT),
    status: one('status', ['ALL', ...STATES] as (CodeStatus | 'ALL')[], 'ACTIVE'),
    addOn: { true: true, false: false, '': null }[one('addOn', ['true', 'false'], '')],
    near: one('near', ['true', 'false'], 'false') === 'true',
    sort: one('sort', SORTS, 'ID'),
    descending: one('descending', ['true', 'false'], 'false') === 'true',
    columns: columns.some(isColumn) ? columns.filter(isColumn) : null,
    ...readPlace(reader),
  };
  return { ...asked, dropped: reader.left() };
}

/** Which page of a table is asked for. The number is only shown; which page it is says the row that it comes after. */
export function readPlace({ text, number, drop }: QueryReader): Pick<Asked, 'after' | 'page'> {
  const after = text('after');
  const page = number('page');
  if (page > 1 && after === null) drop('page');
  return { after, page: after === null ? 1 : page };
}

type Filter = BrowseQueryVariables['filter'];

/** The conditions that the codes must fit. */
export function filterOf({ fixed, system, terms, family, text, status, addOn, near }: Asked): Filter {
  const all = [...new Set([...(fixed.terms ?? []), ...terms])];
  const of = fixed.family ?? family;
  return {
    ...(system !== 'ALL' && { system: [system] }),
    ...(all.length > 0 && { terms: all, ...(near && { near }) }),
    ...(of !== null && { family: of }),
    ...(text && { text }),
    ...(status !== 'ALL' && { status: [status] }),
    ...(addOn !== null && { addOn }),
  };
}

/** A change of the address; it begins at the first page, and says by itself which system, family and words it means. */
export function step({ system, family, text }: Asked, query: Readonly<Record<string, string | null>>) {
  return { system, family, text: text || null, after: null, page: null, ...query };
}

/** The most rows that /codes.csv gives at once. */
export const CSV_ROWS = 500;

/** The address of the same codes as a table for other programs, in this order and with these columns. */
export function csvAddress(asked: Asked, columns: readonly Column[], lang: string): string {
  const { system, status, terms, family, text, addOn, near } = filterOf(asked);
  const search = new URLSearchParams();
  const put = (name: string, value: unknown) => {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  };
  // Spreadsheets take 00100 for a number; no program takes an id for one.
  // Figures say of which release of the fee schedule they are.
  const release = columns.some((column) => BILLED.includes(column)) ? ['rvuRelease'] : [];
  put('columns', ['code', 'label', ...columns, ...release, 'id'].join(','));
  put('system', system);
  put('terms', terms);
  put('family', family);
  put('text', text);
  put('status', status);
  put('addOn', addOn);
  put('near', near);
  if (asked.sort !== 'ID') put('sort', asked.sort);
  if (asked.descending) put('descending', true);
  put('lang', lang);
  return `/codes.csv?${search.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')}`;
}

/** The longest name of a file before its day. */
const LONGEST_NAME = 80;

/** The name of that file: what the codes are of, and the day. */
export function csvName(asked: Asked, today: Date): string {
  const { system, terms, family, text } = filterOf(asked);
  const ids = [family ?? '', ...(terms ?? [])].map((id) => String(id).replace(/^[^:]*:/, ''));
  const words = ['codes', ...(system ?? []), ...ids, text ?? ''].join('-').toLowerCase();
  const name = words
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, '');
  return `${name}-${today.toISOString().slice(0, 10)}.csv`;
}
