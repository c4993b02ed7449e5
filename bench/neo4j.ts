import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missing, startNeo4j } from '../scripts/neo4j.ts';
import { root } from '../src/commands/root.ts';
import { related } from './documents.ts';
import { inTurns, post } from './load.ts';
import { NOTHING_KEPT, startScript, startServer, stopAll } from './servers.ts';
import { compare, leaveOut } from './table.ts';

/** @neo4j/graphql, the yardstick on Neo4j: it has a package of its own, since nothing else needs it. */
const FOLDER = 'bench/neo4j-graphql';

/** `related.graphql` of 63278 on one Neo4j: from memory and with nothing kept, against the yardstick. */
export async function measureNeo4j(folder: string): Promise<void> {
  const problem = await missing({ download: false });
  if (problem !== null) return leaveOut('Neo4j', problem);
  if (!existsSync(join(root, FOLDER, 'node_modules')))
    return leaveOut('Neo4j', `\`npm install --prefix ${FOLDER}\` brings @neo4j/graphql.`);
  const neo4j = await startNeo4j({ home: join(folder, 'neo4j') });
  try {
    const environment = { NEO4J_URI: neo4j.uri };
    execFileSync(process.execPath, [join(root, 'dist/src/main.js'), 'seed'], {
      env: { ...process.env, ...environment },
      stdio: 'inherit',
    });
    const same = post(readFileSync(join(root, FOLDER, 'related.graphql'), 'utf8'), {
      code: 'CPT:63278',
      first: 30,
    });
    const rates = await inTurns({
      theirs: { url: (await startScript(`${FOLDER}/server.mjs`, environment)).url, requests: [same] },
      bare: { url: (await startServer({ ...environment, ...NOTHING_KEPT })).url, requests: [related] },
      kept: { url: (await startServer(environment)).url, requests: [related] },
    });
    const theirs = `@neo4j/graphql with the same question on Neo4j ${neo4j.version}`;
    const row = (what: string, name: 'bare' | 'kept', toReach: string) =>
      compare(
        'Neo4j',
        [`\`related.graphql\` of 63278, ${what}`, rates[name]],
        [theirs, rates.theirs],
        toReach,
      );
    row('warm', 'kept', '≥ 20');
    row('nothing kept', 'bare', '≥ 2');
  } finally {
    await stopAll();
    await neo4j.stop();
  }
}
