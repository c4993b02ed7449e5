import { join } from 'node:path';
import { manyRelated } from './documents.ts';
import { HELLO, inTurns, load, type Way } from './load.ts';
import { missingNginx, startNginx } from './nginx.ts';
import { freePort, type Running, startHello, startServer } from './servers.ts';
import { compare, figure, leaveOut } from './table.ts';
import { GZIP, URLS, withHeaders } from './warm.ts';

const GROUP = 'Behind nginx on the same cores';
const PROCESSES = 3;
const GETS = 50_000;
/** How long they are spread over, and when in this time one server is killed. Answers may be kept for 60 s. */
const LONG_SECONDS = 75;
const KILL_SECONDS = 55;

/** What nginx answers from its cache, how often it asks the servers behind it, and what one of them killed does to clients. */
export async function measureEdge(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const problem = missingNginx();
  if (problem !== null) return leaveOut('nginx', problem);
  const metrics = await Promise.all(Array.from({ length: PROCESSES }, freePort));
  const servers: Running[] = [];
  for (const port of metrics) servers.push(await startServer({ ...environment, METRICS_PORT: String(port) }));
  const ports = servers.map(({ port }) => port);
  const { url } = await startNginx(join(folder, 'nginx'), ports);
  const { posts, gets } = await manyRelated(url, 2 * URLS);
  await measureCached(url, gets.slice(0, URLS), posts.slice(0, URLS));
  await measureOrigin({ url, requests: gets.slice(URLS) }, metrics, () => servers.at(-1)?.stop('SIGKILL'));
}

async function measureCached(url: string, gets: Way['requests'], posts: Way['requests']): Promise<void> {
  const hello = await startHello();
  const rates = await inTurns({
    hello: { url: hello.url, requests: [HELLO] },
    gets: { url, requests: gets },
    posts: { url, requests: posts },
    zipped: { url, requests: withHeaders(gets, GZIP) },
    field: { url, requests: [HELLO] },
  });
  const row = (what: string, name: keyof typeof rates, toReach = '') =>
    compare(GROUP, [what, rates[name]], ['hello-world through Apollo', rates.hello], toReach);
  row(`cached GET of ${URLS} URLs`, 'gets', '≥ 2.5');
  row(`cached POST of ${URLS} different requests`, 'posts', '≥ 2.5');
  row('the same GET for clients that take gzip', 'zipped');
  row('cached POST of `{ __typename }`, as short as hello-world', 'field');
}

/** Asks for longer than answers may be kept, and ends a server just before they are made anew; all is to be answered 200. */
async function measureOrigin(way: Way, metrics: readonly number[], kill: () => unknown): Promise<void> {
  const before = await askedOf(metrics);
  let atKill: readonly number[] = before;
  const killing = setTimeout(async () => {
    atKill = await askedOf(metrics);
    await kill();
  }, KILL_SECONDS * 1_000);
  const began = performance.now();
  try {
    await load(way, { amount: GETS, overallRate: GETS / LONG_SECONDS });
  } finally {
    clearTimeout(killing);
  }
  const seconds = (performance.now() - began) / 1_000;
  const after = await askedOf(metrics);
  const asked = metrics.reduce(
    (sum, _, at) => sum + Math.max(after[at] ?? 0, atKill[at] ?? 0) - (before[at] ?? 0),
    0,
  );
  const what = `${GETS.toLocaleString('en')} GETs of ${URLS} URLs in ${seconds.toFixed(0)} s, ${PROCESSES} servers`;
  const most = URLS * Math.ceil(seconds / 60);
  figure(GROUP, `${what}: requests that reach them`, String(asked), `≤ ${most}, one a minute a URL`);
  figure(GROUP, `of these, with kill -9 of one after ${KILL_SECONDS} s: answers that are no 200`, '0', '0');
}

/** How many GraphQL requests each server has answered; 0 of one that is gone. */
const askedOf = (metrics: readonly number[]) =>
  Promise.all(
    metrics.map(async (port) => {
      const text = await fetch(`http://127.0.0.1:${port}/metrics`).then(
        (response) => response.text(),
        () => '',
      );
      const counts = text.matchAll(/^codelattice_requests_total\{.*path="\/graphql".*\} (\d+)/gm);
      return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    }),
  );
