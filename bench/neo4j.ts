import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/root.ts';
import { load, startScript, startServer, warm } from './load.ts';

/** @neo4j/graphql, the yardstick on Neo4j: it has a package of its own, since nothing else needs it. */
const FOLDER = 'bench/neo4j-graphql';

/** Whether the yardstick is installed; a sentence that tells how, otherwise. */
export function missingYardstick(): string | null {
  if (existsSync(join(root, FOLDER, 'node_modules'))) return null;
  return `run \`npm install --prefix ${FOLDER}\` first`;
}

/** Requests a second for `related.graphql` of 63278 on one Neo4j, round by round: by the yardstick, by us, by us from memory. */
export interface Rates {
  readonly yardstick: number[];
  readonly bare: number[];
  readonly kept: number[];
}

export async function measureOnNeo4j(
  uri: string,
  nothingKept: Readonly<Record<string, string>>,
  rounds: number,
  seconds: number,
): Promise<Rates> {
  const theirs = await startScript(4293, [`${FOLDER}/server.mjs`, '4293'], { NEO4J_URI: uri });
  const bare = await startServer(4294, { NEO4J_URI: uri, ...nothingKept });
  const kept = await startServer(4295, { NEO4J_URI: uri });
  try {
    const read = (path: string) => readFileSync(join(root, path), 'utf8');
    const asked = {
      query: read('test/operations/related.graphql'),
      variables: { code: '63278', first: 30 },
    };
    const same = {
      query: read(`${FOLDER}/related.graphql`),
      variables: { code: 'CPT:63278', first: 30 },
    };
    const ways = [
      ['yardstick', theirs, same],
      ['bare', bare, asked],
      ['kept', kept, asked],
    ] as const;
    const rates: Rates = { yardstick: [], bare: [], kept: [] };
    for (const [, { url }, request] of ways) await warm(url, [request]);
    for (let round = 0; round < rounds; round++) {
      for (const [name, server, request] of ways) {
        rates[name].push((await load(server, [request], seconds)).rate);
      }
    }
    return rates;
  } finally {
    for (const server of [theirs, bare, kept]) await server.stop();
  }
}
