import autocannon, { type Request } from 'autocannon';

/** How many rounds a figure is the median of. */
export const ROUNDS = 5;
/** How long a round lasts; BENCH_SECONDS shortens it. */
export const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
/** For so many rounds a way is asked before it is measured: by then its code is compiled. */
const WARM_ROUNDS = 3;
const CONNECTIONS = 16;
const SAMPLE_MS = 100;

/** A server and what it is asked, each request after the other. */
export interface Way {
  readonly url: string;
  readonly requests: readonly Request[];
}

/** A GraphQL request as clients post it. */
export const post = (query: string, variables: object = {}): Request => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query, variables }),
});

/** The field that every server has, so that nothing but the way to it is measured. */
export const HELLO = post('{ __typename }');

/** Requests a second of each way, round by round; the ways take turns. */
export async function inTurns<Name extends string>(
  ways: Readonly<Record<Name, Way>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(ways) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (const name of names) {
    const { url, requests } = ways[name];
    for (const request of requests) await answerOf(url, request);
    await load(ways[name], { duration: WARM_ROUNDS * SECONDS });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) rates[name].push(await load(ways[name], { duration: SECONDS }));
  }
  return rates;
}

/** Asks over 16 connections, each one request after the other: requests a second. Throws where one is not answered 200. */
export async function load(
  { url, requests }: Way,
  until: { amount: number; overallRate?: number } | { duration: number },
): Promise<number> {
  const given = { url, connections: CONNECTIONS, requests: [...requests], sampleInt: SAMPLE_MS, ...until };
  const before = process.cpuUsage();
  const { errors, non2xx, duration, ...of } = await autocannon(given);
  const { user, system } = process.cpuUsage(before);
  asked.microseconds += user + system;
  asked.requests += of['2xx'];
  if (errors + non2xx > 0) throw new Error(`${url}: ${non2xx} answers were no 200, ${errors} did not come`);
  return of['2xx'] / duration;
}

const asked = { requests: 0, microseconds: 0 };
/** What a request has taken of this process so far, in microseconds of a processor. */
export const costOfAsking = () => (asked.requests === 0 ? null : asked.microseconds / asked.requests);

/** Asks once; throws where the answer is not a 200 with data and without errors. */
export async function answerOf(url: string, { method = 'GET', path = '', headers, body }: Request) {
  const given = { method, headers: headers as Record<string, string>, body: body ?? null };
  const response = await fetch(url + path, given);
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  if (!response.ok || errors !== undefined) throw new Error(`${url + path}: ${text.slice(0, 300)}`);
  return { data, bytes: text.length };
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** The median rate, as it is shown. */
export const perSecond = (rates: readonly number[]) => `${Math.round(median(rates))}/s`;

/** The median of the ratios of the rounds; unknown where a way has not answered within a round. */
export function ratio(rates: readonly number[], against: readonly number[]): string {
  const found = median(rates.map((rate, round) => rate / (against[round] ?? Number.NaN)));
  return rates.concat(against).includes(0) ? 'unknown' : found.toFixed(2);
}
