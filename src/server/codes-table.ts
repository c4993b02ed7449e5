import { stringify } from 'csv-stringify/sync';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { badInput, PublicError } from '../errors.ts';
import { AXES, AXIS_COLUMNS, type Axis } from '../lattice/axes.ts';
import { LANGUAGE_CODES, type Language } from '../text/languages.ts';
import { cellText } from '../text/safe-text.ts';
import type { Answer } from './answer.ts';
import { refuseHttp } from './refuse.ts';

/** Where codes stand as a table. */
export const TABLE_PATH = '/codes.csv';

/** The columns, and what is asked of a code for each: one value, or a list of them, under the name of the column. */
export const COLUMNS: Readonly<Record<string, string>> = {
  id: 'id',
  code: 'code',
  system: 'system',
  edition: 'edition',
  status: 'status',
  lastValidDay: 'lastValidDay',
  label: 'label',
  addOn: 'addOn',
  family: 'family { id }',
  ...Object.fromEntries(
    Object.entries(AXIS_COLUMNS)
      .filter(([name, axis]) => AXES[axis].field === name)
      .map(([name]) => [name, `${name} { name }`]),
  ),
  specialties: 'specialties { name }',
  workRvu: 'workRvu: billing { workRvu }',
  facilityTotalRvu: 'facilityTotalRvu: billing { facilityTotalRvu }',
  nonFacilityTotalRvu: 'nonFacilityTotalRvu: billing { nonFacilityTotalRvu }',
  globalDays: 'globalDays: billing { globalDays }',
  unitsPerDay: 'unitsPerDay { units }',
};
/** Whether a table takes its axes from `axes`, which costs as much as all the fields of the axes together. */
const isByAxes = (columns: readonly string[]) =>
  columns.some((name) => name in AXIS_COLUMNS && !(name in COLUMNS));
/** A column for programs that read no headers: the `after` of the page that begins behind a row. */
const CURSOR = 'cursor';
const USUAL = [
  'code',
  'label',
  'regions',
  'compartments',
  'lesionTypes',
  'operations',
  'approaches',
  'extents',
];

type Given = Readonly<Record<string, readonly string[]>>;

/** What each parameter of the address becomes. */
const FILTERS: Readonly<Record<string, (texts: readonly string[], name: string) => unknown>> = {
  system: (texts) => texts,
  terms: (texts) => texts,
  status: (texts) => texts,
  family: (texts, name) => single(texts, name),
  text: (texts) => texts.join(','),
  addOn: (texts, name) => yesOrNo(texts, name),
  near: (texts, name) => yesOrNo(texts, name),
};
const OTHERS = ['columns', 'sort', 'descending', 'first', 'after', 'lang'];
/** As many as one answer may have, so that most tables are whole at once. */
const FIRST = 500;

/** The query for these columns; it takes `filter`, `sort`, `descending`, `first` and `after`. */
export const tableDocument = (
  columns: readonly string[],
) => `query CodesTable($filter: CodeFilter, $sort: CodeSort, $descending: Boolean, $first: Int, $after: String) {
  codes(filter: $filter, sort: $sort, descending: $descending, first: $first, after: $after) {
    edges { cursor node { ${fieldsOf(columns).join(' ') || 'id'} } } pageInfo { hasNextPage endCursor } } }`;

/** What is asked of a code for these columns. */
function fieldsOf(columns: readonly string[]): string[] {
  if (!isByAxes(columns)) return columns.flatMap((name) => COLUMNS[name] ?? []);
  const others = columns.filter((name) => !(name in AXIS_COLUMNS));
  return [...others.flatMap((name) => COLUMNS[name] ?? []), 'axes { axis terms { name } }'];
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Answers GET /codes.csv, a page of `codes` as a table, by the GraphQL query that it stands for: with its cost, limits,
 * headers and errors. Where there is more, the header `Link` has the address of the next page.
 */
export function codesTable(answer: Answer) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    let asked: Asked;
    try {
      asked = readTable(request.query as Readonly<Record<string, string | string[]>>);
    } catch (error) {
      if (!(error instanceof PublicError)) throw error;
      return refuseHttp(reply.header('cache-control', 'no-store'), 400, error.message, error.extensions.code);
    }
    const { columns, language, variables } = asked;
    const query = tableDocument(columns);
    const { data, errors, headers } = await answer(request, reply, language, { query, variables });
    for (const [name, value] of headers) if (name !== 'content-type') reply.header(name, value);
    const page = data?.codes as Page | null | undefined;
    if (errors !== undefined || !page) {
      const code = String(errors?.[0]?.extensions?.code);
      return reply.code(STATUS[code] ?? 400).send({ errors });
    }
    const { edges, pageInfo } = page;
    if (pageInfo.hasNextPage && pageInfo.endCursor !== null) {
      const next = new URLSearchParams(request.url.slice(`${request.url}?`.indexOf('?') + 1));
      next.set('after', pageInfo.endCursor);
      reply.header('link', `<${TABLE_PATH}?${next}>; rel="next"`);
    }
    const rows = edges.map(({ cursor, node }) =>
      columns.map((name) => cellText(name === CURSOR ? cursor : textOf(cellOf(node, name)))),
    );
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="codes.csv"')
      .send(stringify([columns, ...rows], { bom: true }));
  };
}

const STATUS: Readonly<Record<string, number>> = {
  STORE_UNAVAILABLE: 503,
  TIMEOUT: 503,
  OVERLOADED: 503,
  INTERNAL_SERVER_ERROR: 500,
};

interface Asked {
  readonly columns: string[];
  readonly language: Language | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Reads the parameters of an address; several values of one have commas between, or repeat its name. */
export function readTable(query: Readonly<Record<string, string | string[]>>): Asked {
  const known = [...Object.keys(FILTERS), ...OTHERS];
  const given: Given = Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (!known.includes(name)) {
        throw badInput(`There is no parameter "${name}"; those of ${TABLE_PATH} are ${known.join(', ')}.`);
      }
      const texts = [value].flat().flatMap((text) => text.split(','));
      return [name, texts.map((text) => text.trim()).filter((text) => text !== '')];
    }),
  );
  const columns = [...new Set(given.columns?.length ? given.columns : USUAL)];
  const all = [...new Set([...Object.keys(COLUMNS), ...Object.keys(AXIS_COLUMNS)]), CURSOR];
  const unknown = columns.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw badInput(`There is no column "${unknown}"; the columns are ${all.join(', ')}.`);
  }
  const lang = given.lang && single(given.lang, 'lang');
  const language = LANGUAGE_CODES.find((code) => code === lang?.toUpperCase()) ?? null;
  if (lang !== undefined && language === null) {
    throw badInput(`lang: "${lang}" is no language; there are ${LANGUAGE_CODES.join(', ')}.`);
  }
  const first = given.first ? single(given.first, 'first') : String(FIRST);
  if (!/^\d{1,9}$/.test(first)) throw badInput(`first: "${first}" is no whole number, such as 100.`);
  const filter = Object.fromEntries(
    Object.entries(FILTERS).flatMap(([name, read]) =>
      given[name]?.length ? [[name, read(given[name], name)]] : [],
    ),
  );
  const order = {
    ...(given.sort?.length && { sort: single(given.sort, 'sort') }),
    ...(given.descending?.length && { descending: yesOrNo(given.descending, 'descending') }),
    ...(given.after && { after: single(given.after, 'after') }),
  };
  return { columns, language, variables: { filter, first: Number(first), ...order } };
}

function single(texts: readonly string[], name: string): string {
  const [text] = texts;
  if (text === undefined || texts.length > 1) throw badInput(`${name}: give one value.`);
  return text;
}

function yesOrNo(texts: readonly string[], name: string): boolean {
  const text = single(texts, name);
  if (text !== 'true' && text !== 'false') throw badInput(`${name}: "${text}" is neither true nor false.`);
  return text === 'true';
}

function cellOf(node: Readonly<Record<string, unknown>>, column: string): unknown {
  const wanted = (AXIS_COLUMNS as Readonly<Record<string, Axis>>)[column];
  if (node.axes === undefined || wanted === undefined) return node[column];
  const facts = node.axes as readonly { readonly axis: string; readonly terms: readonly unknown[] }[];
  return facts.find(({ axis }) => axis === wanted)?.terms;
}

/** A value as text: of an object its only value; lists with semicolons between; nothing where there is none. */
function textOf(value: unknown): string | number | boolean {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  return typeof value === 'object' ? textOf(Object.values(value)[0]) : (value as string | number | boolean);
}
