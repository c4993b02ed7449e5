import { ALL_AXES, AXES } from '../../../lattice/axes.ts';
import { grouped } from '../../grouped.ts';
import type { Import } from '../../release.ts';
import { datasetVersion } from '../../version.ts';
import { COUNT_EDGES } from '../counts.ts';
import { ANY_TERM, FACT } from '../cypher.ts';
import type { Bolt, StatementRunner } from '../driver.ts';
import { factJoining, factRow } from './facts.ts';
import type { ImportLock } from './import-lock.ts';
import { join, parts } from './join.ts';
import { PAIR_JOINING, pairRow } from './pairs.ts';
import { type OrphanedIds, removeOrphans } from './reattribute.ts';
import { PLACES, type Staged } from './staged.ts';

export interface Arrived {
  readonly release: Import;
  readonly staged: Staged;
  /** What nothing says anything of any more. */
  readonly left: OrphanedIds;
  readonly bringsFacts: boolean;
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
      for (const { id, rows, firstCode, lastCode } of release.sources) {
        await run(SET_ROWS, { id, says: { rows, firstCode, lastCode } });
      }
      await run(REPLACE_SOURCES, { former });
      for (const label of ['Source', 'Family', 'Code']) {
        await run(
          `MATCH (n:Arriving${label}) ${label === 'Source' ? OF_RELEASE : ''} SET n:${label} REMOVE n:Arriving${label}`,
          {
            kind: release.kind,
            release: release.release,
          },
        );
      }
      for (const axis of ALL_AXES) {
        await run(
          `MATCH (n:ArrivingTerm {axis: $axis}) SET n:Term:${AXES[axis].type} REMOVE n:ArrivingTerm`,
          { axis },
        );
      }
      await makeChanges(run, staged);
      await createEdges(run, arrived);
      await removeOrphans(run, arrived.left);
      if (arrived.bringsFacts || former.length > 0) for (const recount of RECOUNTS) await run(recount);
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
const OF_RELEASE = 'WHERE n.kind = $kind AND n.release = $release';
const SET_ROWS = 'MATCH (s:ArrivingSource {id: $id}) SET s += $says';
const REPLACE_SOURCES = `MATCH (s:Source) WHERE s.file IN $former
  OPTIONAL MATCH (s)<-[r:CURRENT]-() DELETE r
  SET s:ReplacedSource REMOVE s:Source`;
const FILES = 'MATCH (s:Source) WHERE s.file IS NOT NULL RETURN s.id AS id, s.sha256 AS sha256';

/** Tells readers, in a transaction of its own, that the next moments show neither the old dataset nor the new one whole. */
export const ANNOUNCE = `MERGE (d:Dataset {name: 'codelattice'}) SET d.replacingSince = timestamp()`;
export const REVOKE = `${FIND_DATASET} REMOVE d.replacingSince`;
/** The name stays locked until the transaction ends; the node is never seen. */
export const WAIT_FOR_LOADS = `CREATE (d:Dataset {name: 'load'}) DELETE d`;

/** Revokes what one announced that was cut off right then; a load that is about to commit keeps its word. */
export async function revokeCutOff(bolt: Bolt): Promise<void> {
  await bolt.write(async (run) => {
    await run(WAIT_FOR_LOADS);
    await run(REVOKE);
  });
}

/** Last, and behind the announcement: whoever changes the dataset's node holds it until the transaction ends. */
const SET_VERSION = `${FIND_DATASET} SET d.version = $version, d += $counts
  WITH d OPTIONAL MATCH (d)-[r:ARRIVING]->(:Source) DELETE r
  WITH DISTINCT d MATCH (s:Source) WHERE s.file IS NOT NULL MERGE (d)-[:CURRENT]->(s)`;

async function makeChanges(run: StatementRunner, { changes, facts, places }: Staged): Promise<void> {
  for (const [label, some] of grouped([...changes], ([, { label }]) => label)) {
    for (const own of parts(some)) {
      await run(
        `UNWIND $rows AS row MATCH (n:${label} {id: row.id}) USING INDEX SEEK n:${label}(id) SET n += row.says`,
        {
          rows: own.map(([id, { says }]) => ({ id, says })),
        },
      );
    }
  }
  for (const own of parts([...facts.keys()])) {
    await run(
      `UNWIND $ids AS id MATCH (c:Code {id: id})-[r:${FACT}]->() USING INDEX SEEK c:Code(id) DELETE r`,
      { ids: own },
    );
  }
  const stated = [...facts].flatMap(([code, rows]) => rows.map((row) => ({ code, ...row })));
  for (const [axis, some] of grouped(stated, (fact) => fact.axis)) {
    for (const own of parts(some)) await join(run, factJoining(axis), own.map(factRow));
  }
  for (const [by, some] of grouped(places, (place) => place.by)) {
    const { from, type, to } = PLACES[by];
    for (const own of parts(some)) {
      await run(
        `UNWIND $ids AS id MATCH (n:${from} {id: id})-[r:${type}]->(:${to}) USING INDEX SEEK n:${from}(id) DELETE r`,
        {
          ids: own.map(({ id }) => id),
        },
      );
      const rows = own.flatMap(({ id, under }) =>
        under === null ? [] : [{ from: id, to: under, says: [] }],
      );
      await join(run, { from, type, to, says: [], shared: 'to' }, rows);
    }
  }
}

const CITED = ['source', 'line', 'evidence', 'file'] as const;

async function createEdges(run: StatementRunner, { release, staged, files, former }: Arrived): Promise<void> {
  for (const own of parts(staged.unrelated)) {
    await run(`UNWIND $rows AS row MATCH (:Code {id: row.from})-[d:DIFFERS]->(:Code {id: row.to}) DELETE d`, {
      rows: own,
    });
  }
  for (const own of parts(staged.related)) await join(run, PAIR_JOINING, own.map(pairRow));
  await run('MATCH ()-[r:ADD_ON_TO|MAPS_TO]->() WHERE r.file IN $former DELETE r', { former });
  const code = { from: 'Code', to: 'Code', shared: 'from' } as const;
  for (const own of parts(staged.addOns)) {
    const rows = own.map(({ addOn, primary, type, citation: { source, line, evidence } }) => ({
      from: addOn,
      to: primary,
      says: [type, release.starts, source, line, evidence, files.get(source)],
    }));
    await join(run, { ...code, type: 'ADD_ON_TO', says: ['type', 'starts', ...CITED] }, rows);
  }
  for (const own of parts(staged.crosswalks)) {
    const rows = own.map(
      ({ from, to, relationship, confidence, justification, citation: { source, line, evidence } }) => ({
        from,
        to,
        says: [relationship, confidence, justification, source, line, evidence, files.get(source)],
      }),
    );
    await join(
      run,
      { ...code, type: 'MAPS_TO', says: ['relationship', 'confidence', 'justification', ...CITED] },
      rows,
    );
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
