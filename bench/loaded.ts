import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { openTexts } from '../src/load/seed.ts';
import { root } from '../src/root.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { ask, textQuery } from '../src/text/query.ts';
import { createSpeaker } from '../src/text/speaker.ts';
import { openAsker } from './asking.ts';
import { askEach, median, startServer } from './load.ts';
import { readUsage, reporting } from './usage.ts';

const ROUNDS = 5;
/** Operations of a turn. */
const TURN = 100;
const document = readFileSync(join(root, 'test/operations/related.graphql'), 'utf8');
const variables = { code: '63278', first: 30 };
/** What people type: numbers, beginnings of words, words of titles, some that meet thousands of codes. */
const SEARCHED = [
  'sacral tumor',
  '63278',
  '6327',
  'lamin',
  'excision',
  'lumbar disc',
  'fracture of femur',
  'coronary artery bypass',
  'J1100',
  'E11.9',
  'right knee',
  'percutaneous drainage',
  'malignant neoplasm of brain',
  'wheelchair',
  'initial encounter',
  'transfusion',
];
/** How many hits a search ranks. */
const CANDIDATES = 1_000;

/** Milliseconds of `related.graphql` of 63278, without a network, on both files in turns: medians, and of their ratios. */
export async function compareRelated(seed: string, loaded: string) {
  const askers = await Promise.all([seed, loaded].map(openAsker));
  const times: [number, number][] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const turn: number[] = [];
    for (const { ask } of askers) {
      const began = performance.now();
      for (let count = 0; count < TURN; count++) await ask(document, variables);
      turn.push((performance.now() - began) / TURN);
    }
    // The first round compiles.
    if (round > 0) times.push(turn as [number, number]);
  }
  for (const asker of askers) await asker.close();
  return {
    seedMs: median(times.map(([before]) => before)),
    loadedMs: median(times.map(([, after]) => after)),
    ratio: median(times.map(([before, after]) => after / before)),
  };
}

/** Milliseconds of a search in the store, over all that is loaded: half of them below, and the slowest text. */
export async function measureSearch(path: string) {
  const store = openSqlite(path);
  const snapshot = await store.at();
  const { codes } = await snapshot.dataset();
  const speaker = createSpeaker(openTexts(root));
  const words = SEARCHED.flatMap(
    (text) =>
      textQuery(
        ask(text, (language) => speaker(language, snapshot.vocabulary)),
        true,
      ) ?? [],
  );
  const times: number[][] = words.map(() => []);
  for (let round = 0; round < TURN; round++) {
    for (const [index, text] of words.entries()) {
      const began = performance.now();
      await snapshot.search({ text, within: [], system: null }, CANDIDATES);
      times[index]?.push(performance.now() - began);
    }
  }
  await store.close();
  const slowest = Math.max(...times.map(median));
  return {
    codes,
    p50: median(times.flat()),
    slowest,
    slowestText: SEARCHED[times.findIndex((one) => median(one) === slowest)],
  };
}

/** How long a server takes to its first answer, and what it holds once it has answered some requests. */
export async function measureServer(path: string, file: string) {
  const starts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServer(await freePort(), {
      CODELATTICE_DB: path,
      NEO4J_URI: '',
      ...reporting(file),
    });
    starts.push(server.startMs);
    if (round === ROUNDS - 1) await askMany(server.url);
    await server.stop();
  }
  return { startMs: median(starts), ...readUsage(file) };
}

/** Another program may have any port. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const SEARCH =
  'query($text: String!) { search(text: $text, first: 20) { totalCount edges { node { __typename } } } }';

async function askMany(url: string): Promise<void> {
  for (let count = 0; count < TURN; count++) {
    await askEach(url, [
      { query: document, variables },
      { query: SEARCH, variables: { text: SEARCHED[count % SEARCHED.length] } },
    ]);
  }
}
