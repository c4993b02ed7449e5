import { openAsker } from './asking.ts';
import { DEEP, GROWING, PAGED, type Question, SAME } from './questions.ts';

/**
 * Asks one database, in a process of its own, and prints as JSON what the answers cost and what the process holds.
 * Its arguments are the database, and `all` for page sizes and depths as well. Run with --expose-gc.
 */

/** What one question took in milliseconds of processors, and how large its answer is. `at` is what was asked for. */
export interface Point {
  readonly at: number;
  readonly ms: number;
  readonly size: number;
}

export interface Costs {
  readonly codes: number;
  /** Held after the first questions, when what nobody needs is gone, in megabytes: objects of JavaScript alone. */
  readonly heapMb: number;
  readonly same: Readonly<Record<string, Point>>;
  readonly growing: Readonly<Record<string, Point>>;
  readonly paged: Readonly<Record<string, readonly Point[]>>;
  readonly deep: Readonly<Record<string, readonly Point[]>>;
}

const TURNS = 7;
/** How long a turn lasts at least, and how long is asked before anything is measured, in milliseconds. */
const TURN_MS = 80;
const WARM_MS = 300;

const [path = '', part] = process.argv.slice(2);
const asker = await openAsker(path);
const { dataset } = JSON.parse(await asker.ask('{ dataset { counts { codes } } }', {})).data;
const once = await pointsOf({ same: SAME, growing: GROWING }, (question) => [[0, question]]);
gc?.();
const heapMb = process.memoryUsage().heapUsed / 1e6;
const lists = await pointsOf(
  part === 'all' ? { paged: PAGED, deep: DEEP } : { paged: {}, deep: {} },
  (series) => series.sizes.map((size) => [size, series.of(size)]),
);
await asker.close();
const single = (points: Readonly<Record<string, readonly Point[]>>) =>
  Object.fromEntries(Object.entries(points).map(([name, [point]]) => [name, point as Point]));
const costs: Costs = {
  codes: dataset.counts.codes,
  heapMb,
  same: single(once.same),
  growing: single(once.growing),
  paged: lists.paged,
  deep: lists.deep,
};
console.log(JSON.stringify(costs));

/**
 * Asks all questions in turns, so that what else the machine does meets none of them alone, and takes the least of the
 * turns of each: the processors' time, that of the thread beside included.
 */
async function pointsOf<Group extends string, Asked>(
  groups: Readonly<Record<Group, Readonly<Record<string, Asked>>>>,
  questionsOf: (asked: Asked) => readonly (readonly [at: number, question: Question])[],
): Promise<Record<Group, Record<string, Point[]>>> {
  const points = {} as Record<Group, Record<string, Point[]>>;
  const all: { point: { ms: number }; question: Question }[] = [];
  for (const group of Object.keys(groups) as Group[]) {
    const named: Record<string, Point[]> = {};
    points[group] = named;
    for (const [name, asked] of Object.entries(groups[group])) {
      const some: Point[] = [];
      named[name] = some;
      for (const [at, question] of questionsOf(asked)) {
        const point = { at, ms: Number.POSITIVE_INFINITY, size: await sizeOf(question) };
        await repeat(question, WARM_MS);
        some.push(point);
        all.push({ point, question });
      }
    }
  }
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { point, question } of all) point.ms = Math.min(point.ms, await repeat(question, TURN_MS));
  }
  return points;
}

async function sizeOf({ query, variables, size }: Question): Promise<number> {
  const before = asker.walked();
  const { data } = JSON.parse(await asker.ask(query, variables));
  return size({ data, walked: asker.walked() - before });
}

/** Asks again and again for so long; milliseconds of processors for one answer. */
async function repeat({ query, variables }: Question, ms: number): Promise<number> {
  const end = performance.now() + ms;
  const began = process.cpuUsage();
  let count = 0;
  do {
    await asker.ask(query, variables);
    count++;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000 / count;
}
