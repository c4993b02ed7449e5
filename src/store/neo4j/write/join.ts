import { grouped } from '../../../lattice/grouped.ts';
import type { StatementRunner } from '../driver.ts';

/** Relationships of one type between nodes of two labels, as in `Code DIFFERS Code`. */
export type Pattern = `${string} ${string} ${string}`;

/** The ids of both ends, and what the relationship says: the same names in all rows of a call. */
export interface JoinRow {
  readonly from: string;
  readonly to: string;
  readonly [property: string]: unknown;
}

/** The label that a node of a kind has in the graph, by its id. */
export type LabelOf = (label: string, id: string) => string;

/** Creates relationships; throws an Error where a row names a node that is not there. */
export async function join(
  run: StatementRunner,
  pattern: Pattern,
  rows: readonly JoinRow[],
  labelOf: LabelOf = (label) => label,
): Promise<void> {
  const [from = '', type = '', to = ''] = pattern.split(' ');
  const labelled = grouped(rows, (row) => `${labelOf(from, row.from)} ${type} ${labelOf(to, row.to)}`);
  for (const [labels, some] of labelled) {
    const { text, groups } = statementFor(labels, some);
    const [made] = await run<{ count: number }>(text, { groups });
    if (made?.count === some.length) continue;
    throw new Error(`${labels}: a row names what neither it nor the graph has`);
  }
}

/** The end that more rows have in common is looked up once for all of them. */
function statementFor(labels: string, rows: readonly JoinRow[]) {
  const [from, type, to] = labels.split(' ');
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'from' && name !== 'to');
  const isFrom = distinct(rows, 'from') <= distinct(rows, 'to');
  const [shared, other] = isFrom ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const [sharedLabel, otherLabel, ends] = isFrom ? [from, to, ['a', 'b']] : [to, from, ['b', 'a']];
  const says = names.map((name, index) => `${name}: row[${index + 1}]`).join(', ');
  const text = `UNWIND $groups AS g
    MATCH (a:${sharedLabel} {id: g[0]}) USING INDEX SEEK a:${sharedLabel}(id)
    UNWIND g[1] AS row
    MATCH (b:${otherLabel} {id: row[0]}) USING INDEX SEEK b:${otherLabel}(id)
    CREATE (${ends[0]})-[:${type} {${says}}]->(${ends[1]}) RETURN count(*) AS count`;
  const groups = [...grouped(rows, (row) => row[shared])].map(([id, own]) => [
    id,
    own.map((row) => [row[other], ...names.map((name) => row[name] ?? null)]),
  ]);
  return { text, groups };
}

const distinct = (rows: readonly JoinRow[], end: 'from' | 'to') => new Set(rows.map((row) => row[end])).size;

/** The rows in parts that fit one transaction. */
export function* parts<T>(rows: readonly T[], size = 10_000): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
