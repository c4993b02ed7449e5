import { type Asker, openAsker } from './asking.ts';
import { median } from './load.ts';
import { DEEP, GROWING, PAGED, type Question, SAME, type Series } from './questions.ts';

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
  /** Held after the questions, when what nobody needs is gone, in megabytes: objects of JavaScript alone. */
  readonly heapMb: number;
  readonly same: Readonly<Record<string, Point>>;
  readonly growing: Readonly<Record<string, Point>>;
  readonly paged: Readonly<Record<string, readonly Point[]>>;
  readonly deep: Readonly<Record<string, readonly Point[]>>;
}

const TURNS = 5;
/** How long a turn lasts at least, and how long is asked before anything is measured, in milliseconds. */
const TURN_MS = 80;
const WARM_MS = 300;

const [path = '', part] = process.argv.slice(2);
const asker = await openAsker(path);
const { dataset } = JSON.parse(await asker.ask('{ dataset { counts { codes } } }', {})).data;
// All of them before any is measured, so that none is measured while code that they share is compiled.
for (const question of [SAME, GROWING].flatMap((questions) => Object.values(questions))) {
  await repeat(asker, question, WARM_MS);
}
const same = await costsOf(SAME);
const growing = await costsOf(GROWING);
gc?.();
const heapMb = process.memoryUsage().heapUsed / 1e6;
const paged = part === 'all' ? await seriesOf(PAGED) : {};
const deep = part === 'all' ? await seriesOf(DEEP) : {};
await asker.close();
const costs: Costs = { codes: dataset.counts.codes, heapMb, same, growing, paged, deep };
console.log(JSON.stringify(costs));

async function costsOf(questions: Readonly<Record<string, Question>>): Promise<Record<string, Point>> {
  const costs: Record<string, Point> = {};
  for (const [name, question] of Object.entries(questions)) costs[name] = await cost(question, 0);
  return costs;
}

async function seriesOf(all: Readonly<Record<string, Series>>): Promise<Record<string, Point[]>> {
  const found: Record<string, Point[]> = {};
  for (const [name, { sizes, of }] of Object.entries(all)) {
    const points: Point[] = [];
    for (const size of sizes) points.push(await cost(of(size), size));
    found[name] = points;
  }
  return found;
}

/** The processors' time, that of the thread beside included: it does not depend on what else the machine does. */
async function cost(question: Question, at: number): Promise<Point> {
  const before = asker.walked();
  const { data } = JSON.parse(await asker.ask(question.query, question.variables));
  const size = question.size({ data, walked: asker.walked() - before });
  await repeat(asker, question, WARM_MS);
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) times.push(await repeat(asker, question, TURN_MS));
  return { at, ms: median(times), size };
}

/** Asks again and again for so long; milliseconds of processors for one answer. */
async function repeat({ ask }: Asker, { query, variables }: Question, ms: number): Promise<number> {
  const end = performance.now() + ms;
  const began = process.cpuUsage();
  let count = 0;
  do {
    await ask(query, variables);
    count++;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000 / count;
}
