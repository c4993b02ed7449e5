import { PublicError } from '../../errors.ts';
import { type Database, isCorrupt, type Query, type Value } from './driver.ts';
import { REBUILD } from './file.ts';
import type { Thread } from './thread.ts';

declare const ROW: unique symbol;

/** A `select` that is run by parameters, and what its rows hold. */
export type Statement<Row> = string & { readonly [ROW]?: Row };

/** Names the rows of a `select`: objects, or tuples where it is read by `values`. */
export const statement = <Row>(sql: string): Statement<Row> => sql as Statement<Row>;

export type Parameters = Readonly<Record<string, Value>>;

/** Runs a statement that may take long, in a thread, so that it holds up nothing else. */
export type ReadAside = <Row>(
  statement: Statement<Row>,
  parameters?: Parameters,
  signal?: AbortSignal,
) => Promise<Row[]>;

/** Reads the rows of statements from one file. */
export interface Read {
  /** The version of the dataset. */
  readonly version: string;
  /** At once, for what takes a few milliseconds. */
  rows<Row>(statement: Statement<Row>, parameters?: Parameters): Row[];
  /** The same, where a row is the list of its values. */
  values<Row extends readonly Value[]>(statement: Statement<Row>, parameters: Parameters): Row[];
  readonly aside: ReadAside;
  /** A thread of their own for facets, which take ten times as long as other statements: those must not wait for them. */
  readonly asideForFacets: ReadAside;
}

/** Threads that read the same file. */
export interface Threads {
  readonly lists: Thread;
  readonly facets: Thread;
}

export const VERSION = statement<{ version: string }>('select version from dataset');

/** Prepares once all statements that will be read, VERSION included. Without threads, `aside` runs in this one. */
export function createReader(
  path: string,
  database: Database,
  statements: readonly Statement<unknown>[],
  threads: Threads | null,
): Read {
  const prepared = new Map(statements.map((sql) => [sql, database.query(sql)]));
  const queryOf = <Row>(sql: Statement<Row>) => prepared.get(sql) as Query<Row>;
  const rows: Read['rows'] = (sql, parameters) => guarded(path, () => queryOf(sql).all(parameters));
  const version = rows(VERSION)[0]?.version ?? '';

  /** In the thread if it opened the same dataset: it opens the file later, when that may already have been replaced. */
  const asideIn = (thread: Thread | undefined): ReadAside => {
    let isSame: Promise<boolean> | undefined;
    return async (sql, parameters = {}, signal) => {
      try {
        isSame ??= thread?.ask(VERSION, {}).then((found) => found === version);
        if (thread === undefined || !(await isSame)) return rows(sql, parameters);
        const query = queryOf(sql);
        return query.rows(await thread.ask(query.sql, parameters, signal));
      } catch (error) {
        throw toStoreError(path, error);
      }
    };
  };
  return {
    version,
    rows,
    values: (sql, parameters) => guarded(path, () => queryOf(sql).values(parameters) as never),
    aside: asideIn(threads?.lists),
    asideForFacets: asideIn(threads?.facets),
  };
}

/** Says what to do where the driver finds the file damaged. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(path, error);
  }
}

function toStoreError(path: string, error: unknown): unknown {
  if (!isCorrupt(error)) return error;
  return new PublicError('STORE_UNAVAILABLE', `The database file ${path} is damaged. ${REBUILD}`, {
    cause: error,
  });
}
