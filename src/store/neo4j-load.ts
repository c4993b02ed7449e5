import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';
import { COMPANION_RELATIONS } from '../lattice/companions.ts';
import { root } from '../root.ts';
import { type Bolt, type BoltOptions, openBolt } from './bolt.ts';
import { createNodes, createRelationships } from './neo4j-create.ts';
import { ANY_TERM } from './neo4j-graph.ts';
import type { Dataset } from './store.ts';

export interface LoadOptions {
  /** Wipes the whole database first, whatever it holds, with its indexes and constraints. */
  readonly reset: boolean;
  readonly log: (line: string) => void;
}

/**
 * Brings the dataset into a Neo4j, in one transaction: a store reads the old dataset or the new one. Does nothing where it
 * is there already. Refuses a database that holds anything but codelattice's own graph, since a load replaces all of it.
 */
export async function loadNeo4j(
  options: BoltOptions,
  dataset: Dataset,
  { reset, log }: LoadOptions,
): Promise<'loaded' | 'unchanged'> {
  const bolt = openBolt(options);
  try {
    if (!(await isEmpty(bolt))) {
      if (reset) {
        log(`Wiping the database "${options.database}" ...`);
        await bolt.alone(`MATCH ${DATASET} DETACH DELETE d`);
        await bolt.alone('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS');
      } else await refuseForeign(bolt, options.database);
    }
    if (reset) await dropSchema(bolt);
    for (const statement of schema()) await bolt.alone(statement);
    await bolt.alone('CALL db.awaitIndexes(300)');
    const outcome = await bolt.write(async (run) => {
      await run(WAIT_FOR_OTHER_LOADS);
      const [found] = await run<{ version: string | null }>(VERSION);
      if (found?.version === dataset.version) return 'unchanged';
      await run('MATCH (n:Code|Term|Family|Source) DETACH DELETE n');
      await createNodes(run, dataset);
      await createRelationships(run, dataset);
      await bolt.alone(ANNOUNCE);
      await run(SET_VERSION, { version: dataset.version });
      return 'loaded';
    });
    if (outcome === 'loaded') await bolt.alone(REVOKE);
    return outcome;
  } finally {
    await bolt.close();
  }
}

const DATASET = `(d:Dataset {name: 'codelattice'})`;
const VERSION = `MATCH ${DATASET} RETURN d.version AS version`;
const SET_VERSION = `MATCH ${DATASET} SET d.version = $version`;
/** The name stays locked until the transaction ends; the node is never seen. */
const WAIT_FOR_OTHER_LOADS = `CREATE (d:Dataset {name: 'load'}) DELETE d`;
/** Tells readers, in a transaction of its own, that the next moments show neither the old dataset nor the new one whole. */
const ANNOUNCE = `MERGE ${DATASET} SET d.replacingSince = timestamp()`;
const REVOKE = `MATCH ${DATASET} REMOVE d.replacingSince`;

/** The statements of seed/neo4j.cypher; each may run again at any time. */
function schema(): string[] {
  const text = readFileSync(join(root, 'seed/neo4j.cypher'), 'utf8').replace(/^\/\/.*$/gm, '');
  return text
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

async function dropSchema(bolt: Bolt): Promise<void> {
  for (const { name } of await bolt.alone<{ name: string }>('SHOW CONSTRAINTS YIELD name')) {
    await bolt.alone('DROP CONSTRAINT $name', { name });
  }
  const indexes = await bolt.alone<{ name: string }>(
    `SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP' AND owningConstraint IS NULL`,
  );
  for (const { name } of indexes) await bolt.alone('DROP INDEX $name', { name });
}

async function isEmpty(bolt: Bolt): Promise<boolean> {
  const [size] = await bolt.alone<{ nodes: number }>('RETURN COUNT { () } AS nodes');
  return size?.nodes === 0;
}

/** What is not ours. Neo4j keeps all these counts, so that it takes no time on a graph of any size. */
const FOREIGN = `RETURN
  COUNT { () } - COUNT { (:Code) } - COUNT { (:Term) } - COUNT { (:Family) } - COUNT { (:Source) }
    - COUNT { (:Dataset) } AS nodes,
  COUNT { ()-->() }
    - COUNT { ()-[:${ANY_TERM}|BROADER|OVERLAPS|IN_FAMILY|PART_OF|DIFFERS|ADD_ON_TO|MAPS_TO|NEVER_WITH|${COMPANION_RELATIONS.join('|')}]->() } AS relationships,
  COUNT { (:Dataset {name: 'codelattice'}) } AS marks`;

async function refuseForeign(bolt: Bolt, database: string): Promise<void> {
  const [found] = await bolt.alone<{ nodes: number; relationships: number; marks: number }>(FOREIGN);
  if (found?.nodes === 0 && found.relationships === 0 && found.marks === 1) return;
  throw new Refusal(
    'STORE_UNAVAILABLE',
    `The database "${database}" holds a graph that is not, or not only, codelattice's, and a load would destroy it. Name an empty database in NEO4J_DATABASE, or wipe this one: \`npm run seed -- --reset\`.`,
  );
}
