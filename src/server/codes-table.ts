import { stringify } from 'csv-stringify/sync';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { badInput, PublicError } from '../errors.ts';
import { AXIS_COLUMNS } from '../lattice/axes.ts';
import { LANGUAGE_CODES, type Language } from '../text/languages.ts';
import { cellText } from '../text/safe-text.ts';
import type { Answer } from './answer.ts';
import { refuseHttp } from './refuse.ts';
import { COLUMNS, CURSOR, cellOf, fieldsOf, USUAL } from './table-columns.ts';

/** Where codes stand as a table. */
export const TABLE_PATH = '/codes.csv';

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
/** Which rows there are, and in what order; codes that are named have theirs. */
const PAGING = ['sort', 'descending', 'first', 'after'];
const OTHERS = ['codes', 'columns', ...PAGING, 'lang'];
/** As many as one answer may have, so that most tables are whole at once. */
const FIRST = 500;

/** The query for these columns; it takes `filter`, `sort`, `descending`, `first` and `after`. */
export const tableDocument = (
  columns: readonly string[],
) => `query CodesTable($filter: CodeFilter, $sort: CodeSort, $descending: Boolean, $first: Int, $after: String) {
  codes(filter: $filter, sort: $sort, descending: $descending, first: $first, after: $after) {
    edges { cursor node { ${fieldsOf(columns).join(' ') || 'id'} } } pageInfo { hasNextPage endCursor } } }`;

/** The query for these columns of codes that are named; it takes `codes`. */
const namedDocument = (columns: readonly string[]) =>
  `query NamedCodesTable($codes: [ID!]!) { lookup(ids: $codes) { input code { ${fieldsOf(['id', ...columns]).join(' ')} } } }`;

type Node = Readonly<Record<string, unknown>>;
type Named = readonly { readonly input: string; readonly code: Node | null }[];
interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Answers GET /codes.csv, a page of `codes` or the codes that are named as a table, by the GraphQL query that it stands for: with
 * its cost, limits, headers and errors. Where there is more, the header `Link` has the address of the next page.
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
    const { columns, language, query, variables } = asked;
    const { data, errors, headers } = await answer(request, reply, language, { query, variables });
    for (const [name, value] of headers) if (name !== 'content-type') reply.header(name, value);
    const page = data?.codes as Page | null | undefined;
    const named = data?.lookup as Named | null | undefined;
    if (errors !== undefined || !(page ?? named)) {
      const code = String(errors?.[0]?.extensions?.code);
      return reply.code(STATUS[code] ?? 400).send({ errors });
    }
    const unknown = (named ?? []).flatMap(({ input, code }) => (code === null ? [input] : []));
    if (unknown.length > 0) {
      const message = `codes: not in this graph as single codes: ${unknown.join(', ')}. Leave them out, or name the codes of a range one by one.`;
      return refuseHttp(reply.header('cache-control', 'no-store'), 400, message, 'BAD_USER_INPUT');
    }
    if (page?.pageInfo.hasNextPage && page.pageInfo.endCursor !== null) {
      const next = new URLSearchParams(request.url.slice(`${request.url}?`.indexOf('?') + 1));
      next.set('after', page.pageInfo.endCursor);
      reply.header('link', `<${TABLE_PATH}?${next}>; rel="next"`);
    }
    const rows = (page?.edges ?? rowsOf(named ?? [])).map(({ cursor, node }) =>
      columns.map((name) => cellText(name === CURSOR ? cursor : cellOf(node, name))),
    );
    return (
      reply
        .type('text/csv; charset=utf-8')
        // Without a name of its own, it is saved under the one that a link gives it, else that of the path.
        .header('content-disposition', 'attachment')
        .send(stringify([columns, ...rows], { bom: true }))
    );
  };
}

/** Each code once, in the order in which they were named. */
function rowsOf(named: Named) {
  const byId = new Map(named.flatMap(({ code }) => (code === null ? [] : [[code.id, code] as const])));
  return [...byId.values()].map((node) => ({ cursor: '', node }));
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
  readonly query: string;
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
  if (given.codes?.length) {
    const beside = [...Object.keys(FILTERS), ...PAGING].find((name) => given[name]?.length);
    if (beside !== undefined) {
      throw badInput(`codes: the rows are the codes that are named, in their order; leave out "${beside}".`);
    }
    if (columns.includes(CURSOR))
      throw badInput(`codes: there is one page; leave out the column "${CURSOR}".`);
    return { columns, language, query: namedDocument(columns), variables: { codes: given.codes } };
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
  return {
    columns,
    language,
    query: tableDocument(columns),
    variables: { filter, first: Number(first), ...order },
  };
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
