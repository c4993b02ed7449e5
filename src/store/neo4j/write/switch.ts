import { ALL_AXES, AXES } from '../../../lattice/axes.ts';
import { grouped } from '../../../lattice/grouped.ts';
import type { Import } from '../../release.ts';
import { datasetVersion } from '../../version.ts';
import { COUNT_EDGES } from '../counts.ts';
import { ANY_TERM, FACT } from '../cypher.ts';
import type { Bolt, StatementRunner } from '../driver.ts';
import type { ImportLock } from './import-lock.ts';
import { join, parts } from './join.ts';
import { joinFacts, joinPlaces, pairRow } from './rows.ts';
import type { Staged } from './staged.ts';

export interface Arrived {
  readonly release: Import;
  readonly staged: Staged;
  /** The numbers of the release's sources by id. */
  readonly files: ReadonlyMap<string, number>;
  /** The numbers of the sources that it replaces. */
  readonly former: readonly number[];
  /** The version of the dataset that the import began with. */
  readonly began: string;
}

/**
 * The last transaction of an import: everything that it brings is seen at once. It tells readers just before it commits,
 * since Neo4j brings its changes into sight one by one.
 */
export async function switchTo(bolt: Bolt, lock: ImportLock, arrived: Arrived): Promise<void> {
  const { release, staged, former } = arrived;
  let version = '';
  await lock.finish(
    async (run) => {
      const [dataset] = await run<{ version: string; seed: string }>(DATASET);
      if (dataset?.version !== arrived.began)
        throw new Error('the dataset was replaced while a release was imported');
      const sources = release.sources.map(({ id, rows, firstCode, lastCode }) => {
        return { id, says: { rows, firstCode, lastCode } };
      });
      await run(SET_ROWS, { sources });
      await run(REPLACE_SOURCES, { former });
      for (const see of SEE) await run(see, { kind: release.kind, release: release.release });
      await changeNodes(run, staged);
      await changeEdges(run, arrived);
      await removeOrphans(run, staged.orphans);
      // Codes of other systems state nothing, and are under no family.
      if (release.kind === 'icd10pcs') for (const recount of RECOUNTS) await run(recount);
      const files = await run<{ id: string; sha256: string }>(FILES);
      version = datasetVersion(dataset.seed, files);
      const [counted] = await run<{ counts: object }>(COUNT_EDGES);
      await bolt.alone(ANNOUNCE);
      await run(SET_VERSION, { version, ...counted });
    },
    async (run) => {
      const [dataset] = await run<{ version: string }>(DATASET);
      return dataset?.version === version;
    },
  );
  await bolt.alone(REVOKE);
}

const FIND_DATASET = `MATCH (d:Dataset {name: 'codelattice'}) USING INDEX SEEK d:Dataset(name)`;
const DATASET = `${FIND_DATASET} RETURN d.version AS version, d.seed AS seed`;
/** Stores what is known only once the files have been read, such as their numbers of rows. */
const SET_ROWS = `UNWIND $sources AS source
  MATCH (s:ArrivingSource {id: source.id}) USING INDEX SEEK s:ArrivingSource(id) SET s += source.says`;
const REPLACE_SOURCES = `MATCH (s:Source) WHERE s.file IN $former
  OPTIONAL MATCH (s)<-[r:CURRENT]-() DELETE r
  SET s:ReplacedSource REMOVE s:Source`;
/** Files of imports that were cut off stay unseen. */
const SEE = [
  'MATCH (n:ArrivingSource) WHERE n.kind = $kind AND n.release = $release SET n:Source REMOVE n:ArrivingSource',
  'MATCH (n:ArrivingFamily) SET n:Family REMOVE n:ArrivingFamily',
  'MATCH (n:ArrivingCode) SET n:Code REMOVE n:ArrivingCode',
  ...ALL_AXES.map(
    (axis) => `MATCH (n:ArrivingTerm {axis: '${axis}'}) SET n:Term:${AXES[axis].type} REMOVE n:ArrivingTerm`,
  ),
];
const FILES = 'MATCH (s:Source) WHERE s.file IS NOT NULL RETURN s.id AS id, s.sha256 AS sha256';

/** Announces to readers, in its own transaction, that for a moment they may see a mix of the old and the new dataset. */
export const ANNOUNCE = `MERGE (d:Dataset {name: 'codelattice'}) SET d.replacingSince = timestamp()`;
export const REVOKE = `${FIND_DATASET} REMOVE d.replacingSince`;
/** Takes the lock on a unique name until the transaction ends; the node itself never becomes visible. */
export const WAIT_FOR_LOADS = `CREATE (d:Dataset {name: 'load'}) DELETE d`;

/** Revokes the announcement of a load that was cut off; first waits for a load that is still about to commit. */
export async function revokeCutOff(bolt: Bolt): Promise<void> {
  await bolt.write(async (run) => {
    await run(WAIT_FOR_LOADS);
    await run(REVOKE);
  });
}

/** Runs last and after the announcement, since it locks the dataset's node until the transaction ends. */
const SET_VERSION = `${FIND_DATASET} SET d.version = $version, d += $counts
  WITH d OPTIONAL MATCH (d)-[r:ARRIVING]->(:Source) DELETE r
  WITH DISTINCT d MATCH (s:Source) WHERE s.file IS NOT NULL MERGE (d)-[:CURRENT]->(s)`;

/** Changes the nodes that were seen before. */
async function changeNodes(run: StatementRunner, { changes, restated, moved }: Staged): Promise<void> {
  for (const [label, some] of grouped(changes, (change) => change.label)) {
    for (const rows of parts(some)) await run(change(label), { rows });
  }
  for (const codes of parts(restated)) {
    await run(UNDO_FACTS, { ids: codes.map(({ id }) => id) });
    await joinFacts(run, codes);
  }
  for (const codes of parts(moved)) {
    await run(UNDO_PLACES, { ids: codes.map(({ id }) => id) });
    await joinPlaces(run, codes);
  }
}

const change = (label: string) =>
  `UNWIND $rows AS row MATCH (n:${label} {id: row.id}) USING INDEX SEEK n:${label}(id) SET n += row.says`;
const undo = (types: string) =>
  `UNWIND $ids AS id MATCH (c:Code {id: id})-[r:${types}]->() USING INDEX SEEK c:Code(id) DELETE r`;
const UNDO_FACTS = undo(FACT);
const UNDO_PLACES = undo('IN_FAMILY|BROADER');

/** Changes the relationships between codes. */
async function changeEdges(run: StatementRunner, { staged, former }: Arrived): Promise<void> {
  for (const rows of parts(staged.unrelated)) await run(UNRELATE, { rows });
  for (const pairs of parts(staged.related)) await join(run, 'Code DIFFERS Code', pairs.map(pairRow));
  await run('MATCH ()-[r:ADD_ON_TO|MAPS_TO]->() WHERE r.file IN $former DELETE r', { former });
  for (const [type, rows] of Object.entries(staged.edges)) {
    for (const some of parts(rows)) await join(run, `Code ${type} Code`, some);
  }
}

const UNRELATE = `UNWIND $rows AS row
  MATCH (a:Code {id: row.from})-[d:DIFFERS]->(:Code {id: row.to}) USING INDEX SEEK a:Code(id) DELETE d`;

/** Removes nodes that no source speaks of any more. Runs once the graph is otherwise as it will be seen. */
async function removeOrphans(run: StatementRunner, orphans: Staged['orphans']): Promise<void> {
  for (const [label, all] of Object.entries(orphans)) {
    for (const ids of parts(all, 1_000)) {
      await run(
        `UNWIND $ids AS id MATCH (n:${label} {id: id}) USING INDEX SEEK n:${label}(id) DETACH DELETE n`,
        { ids },
      );
    }
  }
}

/** The active codes at or under every term and family. */
const RECOUNTS = [
  `MATCH (t:Term)
   CALL (t) {
     MATCH (t)<-[:BROADER*0..]-(:Term)<-[:${ANY_TERM}]-(c:Code {status: 'ACTIVE'}) RETURN count(DISTINCT c) AS count
   }
   WITH t, count WHERE t.codeCount <> count SET t.codeCount = count`,
  `MATCH (f:Family)
   CALL (f) { MATCH (f)<-[:PART_OF*0..]-(:Family)<-[:IN_FAMILY]-(c:Code {status: 'ACTIVE'}) RETURN count(c) AS count }
   WITH f, count WHERE f.codeCount <> count SET f.codeCount = count`,
];
