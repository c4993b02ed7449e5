import type { StatementRunner } from '../driver.ts';

/** Relationships of one kind between nodes of two labels, and the properties that they have. */
export interface Joining {
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly says: readonly string[];
  /** The end that many rows have in common: it is looked up once for all of them. */
  readonly shared: 'from' | 'to';
}

export interface JoinRow {
  readonly from: string;
  readonly to: string;
  /** In the order of the properties. */
  readonly says: readonly unknown[];
}

/** Creates relationships; fails where a row names a node that is not there. */
export async function join(run: StatementRunner, joining: Joining, rows: readonly JoinRow[]): Promise<void> {
  if (rows.length === 0) return;
  const groups = new Map<string, unknown[][]>();
  for (const { from, to, says } of rows) {
    const [shared, other] = joining.shared === 'from' ? [from, to] : [to, from];
    const group = groups.get(shared);
    if (group === undefined) groups.set(shared, [[other, ...says]]);
    else group.push([other, ...says]);
  }
  const [made] = await run<{ count: number }>(textOf(joining), { groups: [...groups] });
  if (made?.count !== rows.length) {
    throw new Error(
      `${joining.from} ${joining.type} ${joining.to}: a row names what neither it nor the graph has`,
    );
  }
}

function textOf({ from, type, to, says, shared }: Joining): string {
  const ends = [
    ['a', from],
    ['b', to],
  ] as const;
  const [[one, oneLabel], [other, otherLabel]] = shared === 'from' ? ends : ([ends[1], ends[0]] as const);
  const properties = says.map((name, index) => `${name}: row[${index + 1}]`).join(', ');
  return `UNWIND $groups AS g
    MATCH (${one}:${oneLabel} {id: g[0]}) USING INDEX SEEK ${one}:${oneLabel}(id)
    UNWIND g[1] AS row
    MATCH (${other}:${otherLabel} {id: row[0]}) USING INDEX SEEK ${other}:${otherLabel}(id)
    CREATE (a)-[:${type} {${properties}}]->(b) RETURN count(*) AS count`;
}

/** The rows in parts that fit one transaction. */
export function* parts<T>(rows: readonly T[], size = 10_000): Generator<readonly T[]> {
  if (rows.length <= size) {
    if (rows.length > 0) yield rows;
    return;
  }
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
