import { cpus } from 'node:os';
import { askEach, distinctRequests, type Load, load, median, startServer, warm } from './load.ts';
import { figure, percent } from './table.ts';

export interface CoresOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** With answers kept, and without. */
  readonly unkept: Readonly<Record<string, string>>;
  readonly related: { readonly query: string; readonly variables: object };
  readonly rounds: number;
  readonly seconds: number;
}

const WORKERS = [1, 2] as const;

/** How much more two workers answer than one, from memory and not, and who takes the cores meanwhile. */
export async function measureCores(options: CoresOptions): Promise<void> {
  const { environment, unkept, related, rounds, seconds } = options;
  await measure('1,000 different requests, kept', environment, 1_000);
  await measure('`related.graphql` of 63278, answers not kept', { ...environment, ...unkept }, 1);

  async function measure(
    what: string,
    given: Readonly<Record<string, string>>,
    count: number,
  ): Promise<void> {
    const servers = await Promise.all(
      WORKERS.map((workers) => startServer(4296 + workers, given, [], ['--workers', String(workers)])),
    );
    try {
      const turns: Load[][] = [];
      const [{ url = '' } = {}] = servers;
      const bodies = count === 1 ? [related] : await distinctRequests(url, related.query, count);
      for (const server of servers) {
        // Whichever worker a request meets, by then it has answered it.
        for (let times = 0; times < 2; times++) await askEach(server.url, bodies);
        for (let times = 0; times < 2; times++) await warm(server.url, bodies);
      }
      for (let round = 0; round < rounds; round++) {
        const turn: Load[] = [];
        for (const server of servers) turn.push(await load(server, bodies, seconds));
        turns.push(turn);
      }
      write(what, turns);
    } finally {
      for (const server of servers) await server.stop();
    }
  }
}

function write(what: string, turns: readonly (readonly Load[])[]): void {
  const of = (pick: (load: Load) => number) =>
    WORKERS.map((_, index) => median(turns.map((turn) => pick(turn[index] as Load))));
  const rates = of(({ rate }) => Math.round(rate));
  const ratio = median(turns.map(([one, two]) => (two?.rate ?? 0) / (one?.rate ?? Number.NaN)));
  figure('More cores', `${what}: one worker; two; ratio`, `${rates.join('/s; ')}/s; ${ratio.toFixed(2)}`);
  const cores = cpus().length;
  const shares = {
    'the load generator': of(({ generatorCpu, seconds }) => generatorCpu / seconds / cores),
    'the server': of(({ serverCpu, seconds }) => (serverCpu ?? Number.NaN) / seconds / cores),
  };
  for (const [who, [one = 0, two = 0]] of Object.entries(shares)) {
    figure(
      'More cores',
      `of all ${cores} cores ${who} takes meanwhile: with one; with two`,
      `${percent(one)}; ${percent(two)}`,
    );
  }
}
