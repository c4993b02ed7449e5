import { manyRelated, related } from './documents.ts';
import { answerOf, HELLO, inTurns, median, type Way } from './load.ts';
import { startHello, startServer } from './servers.ts';
import { compare, other } from './table.ts';

/** So many different requests are asked in turns. */
export const URLS = 200;
export const GZIP = { 'accept-encoding': 'gzip' };

/** What the server answers from its own memory, against hello-world through Apollo. */
export async function measureWarm(environment: Readonly<Record<string, string>>): Promise<void> {
  const hello = await startHello();
  const server = await startServer(environment);
  const { url } = server;
  const { posts, gets } = await manyRelated(url, URLS);
  const sizes: number[] = [];
  for (const request of posts) sizes.push((await answerOf(url, request)).bytes);
  other(`bytes of an answer of the ${URLS}, median`, String(median(sizes)));
  const rates = await inTurns({
    hello: { url: hello.url, requests: [HELLO] },
    gets: { url, requests: gets },
    posts: { url, requests: posts },
    zipped: { url, requests: withHeaders(posts, GZIP) },
    related: { url, requests: [related] },
  });
  const row = (what: string, name: keyof typeof rates, toReach = '') =>
    compare('In process', [what, rates[name]], ['hello-world through Apollo', rates.hello], toReach);
  row(`warm: POST of ${URLS} different requests`, 'posts', '≥ 1.2');
  row(`warm: GET of ${URLS} URLs`, 'gets', '≥ 1.2');
  row('the same POST for clients that take gzip', 'zipped');
  row('warm: `related.graphql` of 63278, 38 kB', 'related');
}

export const withHeaders = (requests: Way['requests'], headers: Readonly<Record<string, string>>) =>
  requests.map((request) => ({ ...request, headers: { ...request.headers, ...headers } }));
