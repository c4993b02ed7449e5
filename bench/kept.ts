import { ask, askEach, distinctRequests, type Load, load, median, type Running, warm } from './load.ts';
import { figure, percent } from './table.ts';

export interface KeptOptions {
  readonly server: Running;
  /** Hello-world through Apollo, and Node alone. */
  readonly hello: Running;
  readonly bare: Running;
  readonly query: string;
  readonly rounds: number;
  readonly seconds: number;
}

const HELLO = [{ query: '{ __typename }' }];
/** As browsers ask. */
const ZIPPED = { 'accept-encoding': 'gzip' };
const GROUP = 'Answers that were asked for before';

/** A thousand requests that were asked before, each in its turn, against hello-world and against Node alone. */
export async function measureKept({
  server,
  hello,
  bare,
  query,
  rounds,
  seconds,
}: KeptOptions): Promise<void> {
  const thousand = await distinctRequests(server.url, query, 1_000);
  await askEach(server.url, thousand);
  await warm(server.url, thousand);
  await warm(server.url, thousand, ZIPPED);
  await warm(hello.url, HELLO);
  await warm(bare.url, HELLO);
  const turns: Record<'hello' | 'bare' | 'own' | 'kept' | 'zipped', Load>[] = [];
  for (let round = 0; round < rounds; round++) {
    turns.push({
      hello: await load(hello, HELLO, seconds),
      bare: await load(bare, HELLO, seconds),
      own: await load(server, HELLO, seconds),
      kept: await load(server, thousand, seconds),
      zipped: await load(server, thousand, seconds, ZIPPED),
    });
  }
  type Name = keyof (typeof turns)[number];
  const rate = (name: Name) => Math.round(median(turns.map((turn) => turn[name].rate)));
  const ratio = (name: Name, against: Name) =>
    median(turns.map((turn) => turn[name].rate / turn[against].rate)).toFixed(2);
  const cost = (name: Name) => microseconds(turns.map((turn) => turn[name]));
  const [large, small] = await Promise.all(
    [thousand, HELLO].map(async (bodies) =>
      median(await Promise.all(bodies.map((body) => sizeOf(server, body)))),
    ),
  );
  figure(
    GROUP,
    `1,000 different requests, kept (of ${large} bytes in the middle)`,
    `${rate('kept')} requests/s`,
  );
  const against = `hello-world through Apollo (${rate('hello')}/s)`;
  figure(GROUP, `the same against ${against}`, ratio('kept', 'hello'), '≥ 3.0');
  const zipped = `the same for clients that take gzip, as browsers do (${rate('zipped')}/s), against ${against}`;
  figure(GROUP, zipped, ratio('zipped', 'hello'), '≥ 3.0');
  const own = `\`{ __typename }\`, kept (of ${small} bytes; ${rate('own')}/s)`;
  figure(
    GROUP,
    `the same against ${own}: plain; with gzip`,
    `${ratio('kept', 'own')}; ${ratio('zipped', 'own')}`,
    '≥ 0.8',
  );
  figure(GROUP, `${own}, against ${against}`, ratio('own', 'hello'));
  figure(
    GROUP,
    `the same against Node alone, which sends the same few bytes each time (${rate('bare')}/s)`,
    ratio('kept', 'bare'),
  );
  figure(GROUP, '`{ __typename }`, kept, against Node alone', ratio('own', 'bare'));
  figure(GROUP, 'Node alone against hello-world through Apollo', ratio('bare', 'hello'));
  figure(
    GROUP,
    'processor time of the server for a request: hello-world through Apollo; Node alone',
    `${cost('hello')}; ${cost('bare')}`,
  );
  figure(
    GROUP,
    'the same: `{ __typename }`, kept; one of the 1,000, kept',
    `${cost('own')}; ${cost('kept')}`,
  );
  figure(
    GROUP,
    'of one core, which is all it can use, the load generator takes: with hello-world; Node alone; the 1,000',
    (['hello', 'bare', 'kept'] as const)
      .map((name) => percent(median(turns.map((turn) => turn[name].generatorCpu / turn[name].seconds))))
      .join('; '),
  );
}

async function sizeOf({ url }: Running, body: unknown): Promise<number> {
  return JSON.stringify({ data: await ask(url, body) }).length + 1;
}

function microseconds(loads: readonly Load[]): string {
  const each = loads.map(({ serverCpu, requests }) => (serverCpu ?? Number.NaN) / requests);
  return each.some(Number.isNaN) ? 'unknown' : `${(median(each) * 1e6).toFixed(0)} µs`;
}
