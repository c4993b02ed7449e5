import type { TextQuery } from '../../lattice/asked.ts';
import type { Axis, CodeSystem } from '../../lattice/axes.ts';
import type { CodeStatus } from '../../lattice/code.ts';
import type { Vocabulary } from '../../lattice/vocabulary.ts';
import { once } from '../once.ts';
import type {
  CodePageRequest,
  CodeQuery,
  Facet,
  FacetRequest,
  MeasuredRequest,
  MeasuredRow,
  SearchHit,
  SearchRequest,
  Snapshot,
  TermGroups,
} from '../store.ts';
import { billedAs, measureOf, withinCode } from './sql.ts';
import { type Parameters, type Read, type ReadAside, type Statement, statement } from './statement.ts';

interface Named {
  readonly id: string;
}

interface Counted {
  readonly count: number;
}

/** The codes that fit, by their numbers. */
const codesWithin = `select x.code from json_each(@within) g cross join json_each(g.value) k
  cross join term t on t.id = k.value cross join fact_term x on x.term = t.n
  group by x.code having count(distinct g.key) = json_array_length(@within)`;

/** The same for statements that look at many codes: those that fit are gathered once. */
const amongWithin = `case json_array_length(@within) when 0 then 1
  when 1 then c.n in (select x.code from json_each(@within, '$[0]') k cross join term t on t.id = k.value
    cross join fact_term x on x.term = t.n)
  else c.n in (${codesWithin}) end`;

const codeFilter = `(@system is null or c.system in (select value from json_each(@system)))
  and (@status is null or c.status in (select value from json_each(@status)))
  and (@addOn is null or c.add_on = @addOn)
  and (@families is null or c.family in (select value from json_each(@families)))`;

/**
 * Where a query finds its codes: a start looks only at the codes that it names, so that a query takes no longer
 * when others are added. Each start has statements of its own.
 */
const STARTS = {
  Text: [
    'code c',
    `c.id in (
      select d.id from search s join document d on d.n = s.rowid where s.tokens match @match and d.kind = 'CODE')
      and ${amongWithin}`,
  ],
  Families: [
    '(select distinct value from json_each(@families)) k cross join code c on c.family = k.value',
    withinCode,
  ],
  Terms: [`(${codesWithin}) m cross join code c on c.n = m.code`, 'true'],
  Systems: ['json_each(@system) k cross join code c on c.system = k.value', 'true'],
  All: ['code c', amongWithin],
} as const;

/** What a query starts from. */
type Start = keyof typeof STARTS;
const ALL_STARTS = Object.keys(STARTS) as Start[];

/** A statement for each start, of the tables in which it finds the codes `c` and the condition under which they fit. */
const byStart = <Name extends string, From extends Start, Row>(
  name: Name,
  starts: readonly From[],
  statementOf: (from: string, where: string) => Statement<Row>,
) =>
  Object.fromEntries(
    starts.map((start) => {
      const [from, where] = STARTS[start];
      return [`${name}${start}`, statementOf(from, `where ${where} and ${codeFilter}`)];
    }),
  ) as Record<`${Name}${From}`, Statement<Row>>;

/** Terms and families that no seed has are those of ICD-10-PCS: a question for that system finds them too. */
const searchFilter = `s.tokens match @match
  and (@system is null or exists (
    select 1 from code c where c.id = d.id and c.system in (select value from json_each(@system)))
    or d.kind <> 'CODE' and d.curated = 0 and 'ICD10PCS' in (select value from json_each(@system)))
  and (@within = '[]' or case d.kind
    when 'CODE' then exists (select 1 from code c where c.id = d.id and ${amongWithin})
    when 'TERM' then not exists (
      select 1 from json_each(@within) g where d.id not in (select value from json_each(g.value)))
    else 0 end)`;

/** Only codes without a number, where one is named. */
const without = `(@without is null or not exists (
  select 1 from billing b where ${billedAs('@release')} and b.code = c.n and ${measureOf('@without')} is not null))`;

/** Of codes between two ids, in their order; stops at its page. */
const walked = (direction: 'asc' | 'desc') =>
  statement<Named>(
    `select c.id from code c where c.id > @from and c.id < @to and ${codeFilter} and ${withinCode} and ${without}
    order by c.id ${direction} limit @first`,
  );

/** Of codes that are gathered first. */
const gathered = (behind: '>' | '<', direction: 'asc' | 'desc') => (from: string, where: string) =>
  statement<Named>(
    `select c.id from ${from} ${where} and ${without} and (@after is null or c.id ${behind} @after)
    order by c.id ${direction} limit @first`,
  );

/** The rows of a release are some 20,000, however many codes there are: they are read, and the first of the order kept. */
const measured = (condition: string) =>
  statement<MeasuredRow>(
    `select id, value from (
      select c.id, ${measureOf('@measure')} as value from billing b cross join code c on c.n = b.code
      where ${billedAs('@release')} and ${codeFilter} and ${condition}
    ) where value is not null and (@after is null or (value * @sign, id) > (@value * @sign, @after))
    order by value * @sign, id limit @first`,
  );

const GATHERED = ['Text', 'Families', 'Terms'] as const;

export const BROWSE = {
  browse: walked('asc'),
  browseDown: walked('desc'),
  ...byStart('browse', GATHERED, gathered('>', 'asc')),
  ...byStart('browseDown', GATHERED, gathered('<', 'desc')),
  measured: measured(STARTS.All[1]),
  measuredText: measured(STARTS.Text[1]),
  systems: statement<{ system: CodeSystem; count: number }>(
    'select system, count(*) as count from code group by system',
  ),
  ...byStart('browseCount', ALL_STARTS, (from, where) =>
    statement<Counted>(`select count(*) as count from ${from} ${where}`),
  ),
  /** Of all axes at once, since the codes that fit are looked for once; of each axis the first of its terms. */
  ...byStart('facets', ALL_STARTS, (from, where) =>
    statement<{ axis: Axis; term: string; count: number }>(
      `select axis, term, count from (
        select t.axis, t.id as term, count(distinct x.code) as count,
          row_number() over (partition by t.axis order by count(distinct x.code) desc, t.id) as place
        from ${from} join fact_term x on x.code = c.n join at_or_under u on u.term = x.term join term t on t.n = u.broader
        ${where} and t.axis in (select value from json_each(@axes)) group by t.n
      ) where place <= @first order by axis, place`,
    ),
  ),
  search: statement<SearchHit>(
    `select d.kind, d.id from search s cross join document d on d.n = s.rowid where ${searchFilter}
    order by s.rowid limit @first`,
  ),
  searchCount: statement<Counted>(
    `select count(*) as count from search s join document d on d.n = s.rowid where ${searchFilter}`,
  ),
};

/** About how many codes all public files have. */
const CODES = 200_000;
/** Facets of up to so many codes are counted from these codes; of more, a pass over all codes is faster. */
const MOST_CODES = 20_000;

/** Lists, counts and text search. */
export function browsing(
  { aside, asideForFacets }: Pick<Read, 'aside' | 'asideForFacets'>,
  vocabulary: Vocabulary,
): Pick<Snapshot, 'browse' | 'measured' | 'browseCount' | 'facets' | 'search' | 'searchCount'> {
  const count = async (sql: Statement<Counted>, parameters: Parameters, signal: AbortSignal | undefined) =>
    (await aside(sql, parameters, signal))[0]?.count ?? 0;
  const sizes = once(async () => {
    const rows = await aside(BROWSE.systems);
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
    const rows = await asideForFacets(BROWSE[`facets${start}`], parameters, signal);
    return request.axes.map((axis) => ({
      axis,
      terms: rows.filter((row) => row.axis === axis).map(({ term, count }) => ({ term, count })),
    }));
  };
  return {
    browse: (requests, signal) =>
      Promise.all(requests.map((request) => browse(aside, vocabulary, request, signal))),
    measured: (requests, signal) =>
      Promise.all(
        requests.map((request) =>
          aside(
            request.text === null ? BROWSE.measured : BROWSE.measuredText,
            measureParameters(request),
            signal,
          ),
        ),
      ),
    browseCount: (requests, signal) =>
      Promise.all(
        requests.map((request) =>
          count(BROWSE[`browseCount${startOf(request)}`], codeParameters(request), signal),
        ),
      ),
    facets: (requests, signal) => Promise.all(requests.map((request) => facetsOf(request, signal))),
    search: (request, first, signal) => aside(BROWSE.search, { ...searchParameters(request), first }, signal),
    searchCount: (request, signal) => count(BROWSE.searchCount, searchParameters(request), signal),
  };
}

/** Where a query starts: at the first of text, families, terms, code systems that it names, else at all codes. */
function startOf({ text, families, within, system }: CodeQuery): Start {
  if (text !== null) return 'Text';
  if (families !== null) return 'Families';
  if (within.length > 0) return 'Terms';
  return system === null ? 'All' : 'Systems';
}

/** A page of codes, in order of their ids. */
async function browse(
  aside: ReadAside,
  vocabulary: Vocabulary,
  request: CodePageRequest,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const { first, after, system, descending = false, without = null } = request;
  const parameters = {
    ...codeParameters(request),
    without: without?.of ?? null,
    release: without?.release ?? null,
  };
  const ids = (rows: readonly Named[]) => rows.map(({ id }) => id);
  const name = descending ? 'browseDown' : 'browse';
  const start = startOf(request);
  const isWalked =
    start === 'All' || start === 'Systems' || (start === 'Terms' && isDense(request, vocabulary));
  if (!isWalked) return ids(await aside(BROWSE[`${name}${start}`], { ...parameters, first, after }, signal));
  // The ids of a system stand together.
  const ranges =
    system === null ? [['', '~']] : [...new Set(system)].sort().map((one) => [`${one}:`, `${one};`]);
  if (descending) ranges.reverse();
  const found: string[] = [];
  for (const [from = '', to = ''] of ranges) {
    if (found.length === first) break;
    const bounds = descending
      ? { from, to: after !== null && after < to ? after : to }
      : { from: after !== null && after > from ? after : from, to };
    const page = { ...parameters, ...bounds, first: first - found.length };
    found.push(...ids(await aside(BROWSE[name], page, signal)));
  }
  return found;
}

/** Whether walking all codes until a page is full is faster than gathering all codes that fit. */
function isDense({ within, first }: CodePageRequest, vocabulary: Vocabulary): boolean {
  return leastOf(within, vocabulary) ** 2 > first * CODES;
}

/** About how many codes fit the rarest group of terms. */
function leastOf(within: TermGroups, { terms }: Vocabulary): number {
  return Math.min(...within.map((group) => Math.max(0, ...group.map((id) => terms.get(id)?.codeCount ?? 0))));
}

function codeParameters(query: CodeQuery): Parameters {
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

function measureParameters({ measure, descending, first, after, ...query }: MeasuredRequest): Parameters {
  return {
    ...codeParameters(query),
    measure: measure.of,
    release: measure.release,
    sign: descending ? -1 : 1,
    first,
    after: after?.id ?? null,
    value: after?.value ?? null,
  };
}

function searchParameters({ text, within, system }: SearchRequest): Parameters {
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
