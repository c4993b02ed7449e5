import type { Parameters } from './driver.ts';

/** A statement that reads one state of the dataset: one record with all rows, and the version that they were read from. */
export interface Statement<Row> {
  readonly text: string;
  readonly rowOf: (values: readonly unknown[]) => Row;
}

/** Reads the rows of a statement. */
export type Read = <Row>(
  statement: Statement<Row>,
  parameters?: Parameters,
  signal?: AbortSignal,
) => Promise<Row[]>;

export type Columns<Row> = readonly (Row extends unknown ? keyof Row & string : never)[];

/**
 * Makes a statement of a text that ends with a RETURN of these columns. Rows come as lists, in one list: names would be
 * sent, and read, with each row. The version is read after all rows, so that it vouches for them.
 */
export function statement<Row>(columns: Columns<Row>, text: string): Statement<Row> {
  return {
    text: `CALL () { ${text} } WITH collect([${columns.join(', ')}]) AS rows ${DATASET} RETURN rows, ${VOUCHES}`,
    rowOf: (values) => {
      const row: Record<string, unknown> = {};
      for (let at = 0; at < columns.length; at++) row[columns[at] as string] = values[at];
      return row as Row;
    },
  };
}

/** What each record says of the dataset that it was read from. */
export interface State {
  readonly version: string | null;
  readonly replacing: boolean;
}

export type Vouched = State & { readonly rows: readonly (readonly unknown[])[] };

const DATASET = "MATCH (d:Dataset {name: 'codelattice'}) USING INDEX SEEK d:Dataset(name)";

/**
 * Readers of Neo4j see the changes of a committing transaction one by one, so a load announces its commit. If the load is
 * cut off right then, the announcement holds for ten seconds.
 */
const VOUCHES = 'd.version AS version, coalesce(d.replacingSince > timestamp() - 10000, false) AS replacing';

/** Which dataset there is. */
export const STATE = `${DATASET} RETURN ${VOUCHES}`;
