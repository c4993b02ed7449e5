import { ALL_AXES, AXES, FACT_AXES } from '../../lattice/axes.ts';

/**
 * Parts that several statements share. All are constants; values from a caller go into parameters. Statements name the
 * index that they start at, since the planner has no reliable statistics of a graph that has just been filled.
 */

/** The relationships from a code to the terms it states. */
export const FACT = FACT_AXES.map((axis) => AXES[axis].relationship).join('|');
/** The same and those to its specialties. */
export const ANY_TERM = ALL_AXES.map((axis) => AXES[axis].relationship).join('|');

/** Whether the code `c` holds a term of every group. */
export const within = (groups: string) =>
  `all(terms IN ${groups} WHERE EXISTS { MATCH (c)-[:${ANY_TERM}]->(t:Term) WHERE t.id IN terms })`;

/** Whether a pair of codes is in force on a day. */
export const inForceAt = (pair: string, day: string) => `${pair}.modifierIndicator <> 9
      AND coalesce(${pair}.effective <= ${day}, true) AND coalesce(${pair}.lastDay >= ${day}, true)`;

/** Whether an add-on `e` is of the seed or of one of these files: of all add-on files the newest release alone speaks. */
export const heardAddOn = (files: string) => `(e.file IS NULL OR e.file IN ${files})`;

/** Whether an add-on `e` is not among those that do something else than their primary. */
export const goesOn = (e: string) =>
  `NOT EXISTS { WITH startNode(${e}) AS addOn, endNode(${e}) AS other MATCH (addOn)-[:ACCOMPANIES]->(other) }`;

/** What is said of a source. */
export const SOURCE =
  '{ .id, .title, .publisher, .release, .sha256, .licence, .rows, .importedAt, .kind, .starts, .part, .firstCode, .lastCode }';

/** Groups rows by the request of a batch that they answer, each at most up to its limit; rows keep their order. */
export function groupByRequest<Row extends { readonly index: number }, Answer>(
  limits: readonly number[],
  rows: readonly Row[],
  answer: (row: Row) => Answer,
): Answer[][] {
  const groupByRequest = limits.map((): Answer[] => []);
  for (const row of rows) {
    const answers = groupByRequest[row.index];
    if (answers !== undefined && answers.length < (limits[row.index] ?? 0)) answers.push(answer(row));
  }
  return groupByRequest;
}

/** The requests with their places, for UNWIND. */
export function withIndex<T extends object>(requests: readonly T[]): (T & { index: number })[] {
  return requests.map((request, index) => ({ ...request, index }));
}

/** How many rows each request of a batch asks for. */
export const limitsOf = (requests: readonly { readonly first: number }[]) =>
  requests.map(({ first }) => first);

/** For requests that ask for all rows. */
export const unlimited = (requests: readonly unknown[]) => requests.map(() => Number.POSITIVE_INFINITY);

/** The most rows that any request of a batch asks for: LIMIT takes a parameter, but no value of a row. */
export const most = (requests: readonly { readonly first: number }[]) => Math.max(0, ...limitsOf(requests));

/** An import that has said nothing for so long was cut off. */
export const CUT_OFF_MS = 20_000;
