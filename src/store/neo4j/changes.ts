import type { ChangeKind, ChangeRow, ChangesQuery, ImportedSnapshot } from '../imported.ts';
import { groupByRequest, limitsOf, most, unlimited, withIndex } from './cypher.ts';
import { RELEASE_ROWS } from './release-rows.ts';
import { type Read, type Statement, statement } from './statement.ts';

/** What changed in the codes of a graph from one imported release to another. */
export function changing(read: Read): Pick<ImportedSnapshot, 'changes' | 'changeCounts'> {
  return {
    async changes(requests, signal) {
      const rows = await byTable(read, requests, CHANGES, { most: most(requests) }, signal);
      return groupByRequest(limitsOf(requests), rows, ({ index, before, after, ...row }) => ({
        ...row,
        before: plain(before),
        after: plain(after),
      }));
    },
    async changeCounts(requests, signal) {
      const whole = requests.map((request) => ({ ...request, after: null }));
      const rows = await byTable(read, whole, CHANGE_COUNTS, {}, signal);
      return groupByRequest(unlimited(requests), rows, ({ kind, count }) => ({ kind, count }));
    },
  };
}

/** What is compared of a row: all it says, but for the conversion factor, which is a number of its whole release. */
const COMPARED = {
  listed: RELEASE_ROWS.listed.says,
  billing: RELEASE_ROWS.billing.says.filter((name) => name !== 'conversionFactor'),
} as const;
type Table = keyof typeof COMPARED;
const TABLES = Object.keys(COMPARED) as readonly Table[];

/** A label that one of the editions does not give is not compared. */
const differs = (name: string) =>
  name === 'label'
    ? 'coalesce(o.label <> t.label, false)'
    : `coalesce(o.${name} <> t.${name}, (o.${name} IS NULL) <> (t.${name} IS NULL))`;

/**
 * The changes of the codes `c` from one release (o) to another (t), field by field; the field is empty where a code came
 * or went. Starts at the files, which hold the rows of a whole release together.
 */
function changes(table: Table): string {
  const of = table === 'billing' ? "{modifier: ''}" : '';
  const names = COMPARED[table];
  const whole = table === 'listed' ? (side: string) => `${side}.label` : () => 'null';
  const pick = (side: string) => `CASE field WHEN '' THEN ${whole(side)} ELSE ${side}[field] END`;
  return `MATCH (s:Source {kind: q.kind}) USING INDEX SEEK s:Source(kind, release) WHERE s.release IN [q.from, q.to]
    MATCH (s)<-[r:${RELEASE_ROWS[table].type} ${of}]-(c:Code)
    WHERE c.system = q.system AND (q.after IS NULL OR c.id >= q.after.id)
      AND (q.families IS NULL OR EXISTS { MATCH (c)-[:IN_FAMILY]->(of) WHERE of.id IN q.families })
    WITH q, c, head(collect(CASE s.release WHEN q.from THEN r END)) AS o, head(collect(CASE s.release WHEN q.to THEN r END)) AS t
    WHERE o IS NULL OR t IS NULL OR ${names.map(differs).join(' OR ')}
    UNWIND CASE WHEN o IS NULL OR t IS NULL THEN [''] ELSE [
      ${names.map((name) => `CASE WHEN ${differs(name)} THEN '${name}' END`).join(', ')}
    ] END AS field
    WITH q, c, o, t, field WHERE field IS NOT NULL AND (
      q.after IS NULL OR c.id > q.after.id OR c.id = q.after.id AND field > q.after.field)
    WITH c.id AS id, field,
      CASE WHEN field = 'label' THEN 'RELABELLED' WHEN field <> '' THEN 'REVALUED'
        WHEN o IS NULL THEN 'ADDED' ELSE 'DELETED' END AS kind,
      ${pick('o')} AS before, ${pick('t')} AS after`;
}

const forTables = <Row>(statementOf: (table: Table) => Statement<Row>) =>
  Object.fromEntries(TABLES.map((table) => [table, statementOf(table)])) as Record<Table, Statement<Row>>;

const CHANGES = forTables((table) =>
  statement<ChangeRow & { index: number }>(
    ['index', 'id', 'field', 'kind', 'before', 'after'],
    `UNWIND $requests AS q
  CALL (q) { ${changes(table)} RETURN id, field, kind, before, after ORDER BY id, field LIMIT $most }
  RETURN q.index AS index, id, field, kind, before, after ORDER BY index, id, field`,
  ),
);

const CHANGE_COUNTS = forTables((table) =>
  statement<{ index: number; kind: ChangeKind; count: number }>(
    ['index', 'kind', 'count'],
    `UNWIND $requests AS q
  CALL (q) { ${changes(table)} RETURN kind, count(*) AS count }
  RETURN q.index AS index, kind, count ORDER BY index, kind`,
  ),
);

/** Runs the statement of each table on its requests; rows name the request by its place in the whole batch. */
async function byTable<Row>(
  read: Read,
  requests: readonly ChangesQuery[],
  statements: Record<Table, Statement<Row>>,
  parameters: Readonly<Record<string, unknown>>,
  signal: AbortSignal | undefined,
): Promise<Row[]> {
  const rows = await Promise.all(
    TABLES.map((table) => {
      const mine = withIndex(requests).filter(({ kind }) => (kind === 'pfs') === (table === 'billing'));
      return mine.length === 0 ? [] : read(statements[table], { requests: mine, ...parameters }, signal);
    }),
  );
  return rows.flat();
}

/** Yes and no are numbers where values are compared. */
const plain = (value: string | number | boolean | null) =>
  typeof value === 'boolean' ? Number(value) : value;
