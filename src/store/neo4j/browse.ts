import type { TextQuery } from '../../lattice/asked.ts';
import type { Axis } from '../../lattice/axes.ts';
import type { CodeQuery, MeasuredRow, SearchHit, Snapshot } from '../store.ts';
import { ANY_TERM, groupByRequest, limitsOf, most, withIndex, within } from './cypher.ts';
import { type Columns, type Read, type Statement, statement } from './statement.ts';

/**
 * Where a query finds its codes: the first of text, terms, families that it names, else all codes. Each start has
 * statements of its own, because one statement that could start anywhere takes a cold database seconds to plan.
 */
const STARTS = {
  text: `CALL db.index.fulltext.queryNodes('search', q.match) YIELD node AS c
    WITH q, c WHERE c:Code`,
  terms: `MATCH (t:Term)<-[:${ANY_TERM}]-(c:Code) USING INDEX SEEK t:Term(id) WHERE t.id IN q.within[0]
    WITH DISTINCT q, c WHERE true`,
  families: `MATCH (f:Family)<-[:IN_FAMILY]-(c:Code) USING INDEX SEEK f:Family(id) WHERE f.id IN q.families
    WITH DISTINCT q, c WHERE true`,
  all: 'MATCH (c:Code) USING INDEX SEEK c:Code(id) WHERE c.id > q.from AND c.id < q.to',
} as const;

type Start = keyof typeof STARTS;

const FITS = `AND (q.system IS NULL OR c.system IN q.system)
      AND (q.status IS NULL OR c.status IN q.status)
      AND (q.addOn IS NULL OR c.addOn = q.addOn)
      AND (q.families IS NULL OR EXISTS { MATCH (c)-[:IN_FAMILY]->(of) WHERE of.id IN q.families })
      AND ${within('q.within')}`;

/** Runs `end` on the codes `c` that fit each query `q`, and then `last`; one statement for each start. */
const fitting = <Row>(columns: Columns<Row>, end: string, last: string) =>
  Object.fromEntries(
    Object.entries(STARTS).map(([start, where]) => [
      start,
      statement<Row>(columns, `UNWIND $requests AS q CALL (q) { ${where} ${FITS} ${end} } ${last}`),
    ]),
  ) as Record<Start, Statement<Row>>;

/** The number of a code in a row `b` of the fee schedule. */
const MEASURED =
  "MATCH (s:Source {kind: 'pfs', release: q.measure.release})<-[b:BILLED_IN {modifier: ''}]-(c)";

const browsed = (behind: '>' | '<', direction: 'ASC' | 'DESC') =>
  fitting<{ index: number; id: string }>(
    ['index', 'id'],
    `AND (q.after IS NULL OR c.id ${behind} q.after)
      AND (q.measure IS NULL OR NOT EXISTS { ${MEASURED} WHERE b[q.measure.of] IS NOT NULL })
    RETURN c.id AS id ORDER BY id ${direction} LIMIT $most`,
    `RETURN q.index AS index, id ORDER BY index, id ${direction}`,
  );

const BROWSE = browsed('>', 'ASC');
const BROWSE_DOWN = browsed('<', 'DESC');

/** The first codes of a number's order; `start` finds the codes `c` with their rows `b` of the release. */
const measured = (start: string) =>
  statement<MeasuredRow & { index: number }>(
    ['index', 'id', 'value'],
    `UNWIND $requests AS q CALL (q) {
      ${start}
      WITH q, c, b[q.measure.of] AS value WHERE value IS NOT NULL ${FITS}
      WITH q, c.id AS id, value, value * q.sign AS place
      WHERE q.after IS NULL OR place > q.after.value * q.sign OR place = q.after.value * q.sign AND id > q.after.id
      RETURN id, value, place ORDER BY place, id LIMIT $most
    } RETURN q.index AS index, id, value ORDER BY index, place, id`,
  );

/** From the file of the release, which holds its rows together; by words from the codes that they find. */
const MEASURED_ALL = measured(`MATCH (s:Source {kind: 'pfs'}) USING INDEX SEEK s:Source(kind, release)
        WHERE s.release = q.measure.release
      MATCH (s)<-[b:BILLED_IN {modifier: ''}]-(c:Code)`);
const MEASURED_TEXT = measured(`CALL db.index.fulltext.queryNodes('search', q.match) YIELD node AS c
      WITH q, c WHERE c:Code ${MEASURED}`);

const BROWSE_COUNT = fitting<{ index: number; count: number }>(
  ['index', 'count'],
  'RETURN count(*) AS count',
  'RETURN q.index AS index, count',
);

const FACETS = fitting<{ index: number; axis: Axis; term: string; count: number }>(
  ['index', 'axis', 'term', 'count'],
  'RETURN c',
  `MATCH (c)-[:${ANY_TERM}]->(own:Term) WHERE own.axis IN q.axes
  MATCH (own)-[:BROADER*0..]->(t:Term)
  RETURN q.index AS index, t.axis AS axis, t.id AS term, count(DISTINCT c) AS count
  ORDER BY index, count DESC, term`,
);

/**
 * Families are never within a term; a term is where its own id is. Terms and families that no seed has are those of
 * ICD-10-PCS: a question for that system finds them too.
 */
const FOUND = `CALL db.index.fulltext.queryNodes('search', $match) YIELD node AS c
  WHERE ($system IS NULL OR c.system IN $system OR (NOT c:Code AND NOT c.curated AND 'ICD10PCS' IN $system))
    AND ($within = [] OR CASE
      WHEN c:Code THEN ${within('$within')}
      WHEN c:Term THEN all(terms IN $within WHERE c.id IN terms)
      ELSE false END)`;

const SEARCH = statement<SearchHit>(
  ['kind', 'id'],
  `${FOUND}
  RETURN CASE WHEN c:Code THEN 'CODE' WHEN c:Term THEN 'TERM' ELSE 'FAMILY' END AS kind, c.id AS id
  ORDER BY c.curated DESC, id LIMIT $first`,
);

const SEARCH_COUNT = statement<{ count: number }>(['count'], `${FOUND} RETURN count(*) AS count`);

/** Lists, counts and text search. */
export function browsing(
  read: Read,
): Pick<Snapshot, 'browse' | 'measured' | 'browseCount' | 'facets' | 'search' | 'searchCount'> {
  /** Runs the statement of each start on its requests; rows name the request by its place in the whole batch. */
  const byStart = async <Row extends { readonly index: number }>(
    statements: Record<Start, Statement<Row>>,
    requests: readonly CodeQuery[],
    signal: AbortSignal | undefined,
    parameters: Readonly<Record<string, unknown>> = {},
  ): Promise<Row[]> => {
    const all = withIndex(
      requests.map(({ text, ...query }) => ({ from: '', to: '~', ...query, match: text && matchOf(text) })),
    );
    const rows = await Promise.all(
      (Object.keys(STARTS) as Start[]).map((start) => {
        const mine = all.filter((query) => startOf(query) === start);
        return mine.length === 0 ? [] : read(statements[start], { requests: mine, ...parameters }, signal);
      }),
    );
    return rows.flat();
  };

  return {
    async browse(requests, signal) {
      const all = withIndex(
        requests.map(({ descending = false, without = null, ...query }) => ({
          ...query,
          descending,
          measure: without,
          ...(query.after !== null && { [descending ? 'to' : 'from']: query.after }),
        })),
      );
      const pages: string[][] = requests.map(() => []);
      for (const [statements, down] of [
        [BROWSE, false],
        [BROWSE_DOWN, true],
      ] as const) {
        const mine = all.filter(({ descending }) => descending === down);
        if (mine.length === 0) continue;
        const rows = await byStart(statements, mine, signal, { most: most(mine) });
        const found = groupByRequest(limitsOf(mine), rows, ({ id }) => id);
        for (const [place, { index }] of mine.entries()) pages[index] = found[place] ?? [];
      }
      return pages;
    },
    async measured(requests, signal) {
      const all = withIndex(
        requests.map(({ text, descending, ...query }) => ({
          ...query,
          sign: descending ? -1 : 1,
          match: text && matchOf(text),
        })),
      );
      const rows = await Promise.all(
        [MEASURED_ALL, MEASURED_TEXT].map((asked) => {
          const mine = all.filter(({ match }) => (match === null) === (asked === MEASURED_ALL));
          return mine.length === 0 ? [] : read(asked, { requests: mine, most: most(requests) }, signal);
        }),
      );
      return groupByRequest(limitsOf(requests), rows.flat(), ({ id, value }) => ({ id, value }));
    },
    async browseCount(requests, signal) {
      const rows = await byStart(BROWSE_COUNT, requests, signal);
      const counts = new Map(rows.map(({ index, count }) => [index, count]));
      return requests.map((_, index) => counts.get(index) ?? 0);
    },
    async facets(requests, signal) {
      const rows = await byStart(FACETS, requests, signal);
      return requests.map(({ axes, first }, index) =>
        axes.map((axis) => ({
          axis,
          terms: rows
            .filter((row) => row.index === index && row.axis === axis)
            .slice(0, first)
            .map(({ term, count }) => ({ term, count })),
        })),
      );
    },
    async search({ text, ...request }, first, signal) {
      return await read(SEARCH, { ...request, match: matchOf(text), first }, signal);
    },
    async searchCount({ text, ...request }, signal) {
      const [row] = await read(SEARCH_COUNT, { ...request, match: matchOf(text) }, signal);
      return row?.count ?? 0;
    },
  };
}

function startOf({
  match,
  within: groups,
  families,
}: Omit<CodeQuery, 'text'> & { match: string | null }): Start {
  if (match !== null) return 'text';
  if (groups.length > 0) return 'terms';
  return families === null ? 'all' : 'families';
}

/** The query in the language of the full-text index: every word by any of its tokens, the last one also as a prefix. */
function matchOf({ words, prefix }: TextQuery): string {
  return words
    .map((tokens, index) => [
      ...tokens.map((token) => `"${token.replace(/["\\]/g, '\\$&')}"`),
      ...(prefix !== null && index === words.length - 1
        ? [`${prefix.replace(/[^\p{L}\p{N}]/gu, '\\$&')}*`]
        : []),
    ])
    .map((any) => `+(${any.join(' ')})`)
    .join(' ');
}
