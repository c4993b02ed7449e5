import { PublicError } from '../../../errors.ts';
import { COMPANION_RELATIONS } from '../../../lattice/companions.ts';
import type { Dataset } from '../../records.ts';
import { COUNT_EDGES } from '../counts.ts';
import { ANY_TERM } from '../cypher.ts';
import { type Bolt, type BoltOptions, openBolt } from '../driver.ts';
import { RELEASE_ROW_TYPES } from '../release-rows.ts';
import { refuseDuringImport } from './import-lock.ts';
import { createSchema, dropSchema } from './schema.ts';
import { createNodes, createRelationships } from './seed-rows.ts';
import { sweep, UNSEEN_LABELS } from './sweep.ts';
import { ANNOUNCE, REVOKE, WAIT_FOR_LOADS } from './switch.ts';

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
        await bolt.alone('MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS');
        await bolt.alone('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS');
      } else await refuseForeign(bolt, options.database);
    }
    if (reset) await dropSchema(bolt);
    await createSchema(bolt);
    const [held] = await bolt.alone<{ seed: string; releases: string[] }>(HELD);
    if (held?.seed === dataset.version) return 'unchanged';
    if (held !== undefined) throw keepsImports(options.database, held.releases);
    await refuseDuringImport(bolt);
    await sweep(bolt, null);
    const outcome = await bolt.write(async (run) => {
      await run(WAIT_FOR_LOADS);
      const [found] = await run<{ version: string | null }>(VERSION);
      if (found?.version === dataset.version) return 'unchanged';
      await run('MATCH (n:Code|CodeKind|Name|Term|Family|Source) DETACH DELETE n');
      await createNodes(run, dataset);
      await createRelationships(run, dataset);
      const [counted] = await run<{ counts: object }>(COUNT_EDGES);
      await bolt.alone(ANNOUNCE);
      await run(SET_VERSION, { version: dataset.version, ...counted });
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
/** The releases that were taken in beside the seed, such as "pfs 2025D"; no row where there are none. */
const HELD = `MATCH ${DATASET} MATCH (s:Source) WHERE s.file IS NOT NULL
  WITH DISTINCT d.seed AS seed, s.kind + ' ' + s.release AS release ORDER BY release
  RETURN seed, collect(release) AS releases`;
const SET_VERSION = `MATCH ${DATASET} SET d.version = $version, d.seed = $version, d += $counts`;

async function isEmpty(bolt: Bolt): Promise<boolean> {
  const [size] = await bolt.alone<{ nodes: number }>('RETURN COUNT { () } AS nodes');
  return size?.nodes === 0;
}

/** Counts what is not ours. Neo4j keeps all these counts itself, so that this is fast on a graph of any size. */
const FOREIGN = `RETURN
  COUNT { () } - COUNT { (:Code) } - COUNT { (:Term) } - COUNT { (:Family) } - COUNT { (:Source) }
    - COUNT { (:CodeKind) } - COUNT { (:Name) } - COUNT { (:Dataset) } - COUNT { (:Import) } - ${UNSEEN_LABELS.map((label) => `COUNT { (:${label}) }`).join(' - ')} AS nodes,
  COUNT { ()-->() }
    - COUNT { ()-[:${ANY_TERM}|BROADER|OVERLAPS|IN_FAMILY|PART_OF|DIFFERS|ADD_ON_TO|ACCOMPANIES|MAPS_TO|NEVER_WITH|CONFUSED_WITH|SUCCEEDED_BY|ASKS|SAID_OF|${COMPANION_RELATIONS.join('|')}|BUNDLES|${RELEASE_ROW_TYPES}|SEEDED_IN|STANDS_FOR|WORDED_IN|CURRENT|ARRIVING]->() } AS relationships,
  COUNT { (:Dataset {name: 'codelattice'}) } AS marks`;

async function refuseForeign(bolt: Bolt, database: string): Promise<void> {
  const [found] = await bolt.alone<{ nodes: number; relationships: number; marks: number }>(FOREIGN);
  if (found?.nodes === 0 && found.relationships === 0 && found.marks === 1) return;
  throw new PublicError(
    'STORE_UNAVAILABLE',
    `The database "${database}" holds a graph that is not, or not only, codelattice's, and a load would destroy it. Name an empty database in NEO4J_DATABASE, or wipe this one: \`npm run seed -- --reset\`.`,
  );
}

/** The codes of imported files cannot stay where those of the seed are replaced. */
const keepsImports = (database: string, releases: readonly string[]) =>
  new PublicError(
    'STORE_UNAVAILABLE',
    `The database "${database}" holds imported files (${releases.join(', ')}) beside another seed, and a load would lose them. Load anew with \`npm run seed -- --reset\`, then import them again.`,
  );
