import { answerOf, HELLO, median, percentile, post, ROUNDS, SECONDS } from './load.ts';
import { startServer } from './servers.ts';
import { figure } from './table.ts';

/** Queries near the limits, by what they make the server do. The last four mean something with all files only. */
export const HEAVY = {
  'the related codes of 160 codes, a cost near the limit':
    '{ codes(first: 160) { edges { node { label related(first: 40) { edges { sentence node { label } } } } } } }',
  'a graph four levels around three codes, all kinds of edges but BUNDLE':
    '{ subgraph(roots: ["63278", "63047", "22612"], depth: 4, kinds: [AXIS, HIERARCHY, ADD_ON, CROSSWALK], first: 500) { nodes { label node { id } } edges { sentence } } }',
  'the way over four hops, of which 100 are asked':
    '{ paths(from: "63267", to: "63303", first: 100, maxHops: 4) { cost hops { sentence } } }',
  'facets of all codes of ICD-10-PCS on five axes':
    '{ codes(first: 1, filter: {system: [ICD10PCS]}) { totalCount facets(axes: [OPERATION, APPROACH, DEVICE, BODY_PART, QUALIFIER]) { axis terms { count } } } }',
  'find over ICD-10-PCS':
    '{ find(terms: ["approach:open"], system: ICD10PCS) { exact { id label } nextQuestion { axis options { remaining } } } }',
  'a search for words of 30,000 codes':
    '{ search(text: "initial encounter fracture", first: 100) { totalCount edges { node { ... on Code { id label } } } } }',
  'what changed in ICD-10-PCS':
    '{ changes(system: ICD10PCS, from: "2025", to: "2026", first: 100) { totalCount edges { node { kind } } } }',
} as const;

/** So many of them mean something with the seed alone. */
export const OF_SEED = 3;

/** How long `{ __typename }` takes while queries near the limits are answered, by so many of them. */
export async function measureBeside(
  loaded: string,
  environment: Readonly<Record<string, string>>,
  count?: number,
): Promise<void> {
  const server = await startServer(environment);
  for (const [name, query] of Object.entries(HEAVY).slice(0, count)) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await beside(server.url, query));
    const what = `\`{ __typename }\`, 99 of 100 below, ${loaded} loaded, beside ${name}`;
    figure('Beside heavy queries', what, `${median(rounds).toFixed(0)} ms`, '≤ 100 ms');
  }
}

/** How long `{ __typename }` takes in milliseconds, 99 of 100, while a query is answered over and over. */
async function beside(url: string, query: string): Promise<number> {
  const end = performance.now() + SECONDS * 1_000;
  let isDone = false;
  const heavy = (async () => {
    // On a machine that is slow a query may take longer than one request may; what it does to others counts all the same.
    do await answerOf(url, post(query)).catch(unlessTooLong);
    while (performance.now() < end);
    isDone = true;
  })();
  const times: number[] = [];
  while (!isDone) {
    const began = performance.now();
    await answerOf(url, HELLO);
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await heavy;
  return percentile(times, 0.99);
}

function unlessTooLong(error: Error): void {
  if (!error.message.includes('"TIMEOUT"')) throw error;
}
