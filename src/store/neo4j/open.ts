import { setTimeout } from 'node:timers/promises';
import { PublicError } from '../../errors.ts';
import { untilAborted } from '../../event-loop.ts';
import { createCompanions } from '../../lattice/companions.ts';
import { createConfused } from '../../lattice/confused.ts';
import { cited } from '../cited.ts';
import type { Source } from '../records.ts';
import type { DatasetSummary, Snapshot, Store } from '../store.ts';
import { browsing } from './browse.ts';
import { changing } from './changes.ts';
import { shared } from './coalesce.ts';
import { coding, toCode } from './codes.ts';
import { EDGE_COUNTS } from './counts.ts';
import { CUT_OFF_MS, SOURCE } from './cypher.ts';
import { type BoltOptions, openBolt } from './driver.ts';
import { connecting } from './edges.ts';
import { guiding } from './guidance.ts';
import { imported, newestAddOnFiles, newestPairs } from './imported.ts';
import { type Read, STATE, type State, statement, type Vouched } from './statement.ts';
import { VOCABULARY, type VocabularyRow, vocabularyOf } from './vocabulary.ts';

/** How long the version of the dataset, or the failure to read it, is kept before the database is asked again. */
const KEEP_MS = 1_000;
const PAUSE_MS = 50;
const NOTHING_LOADED =
  'The graph database holds no dataset. Run `npm run seed` with the same NEO4J_URI to load it.';

/**
 * Opens a Neo4j that `loadNeo4j` has filled. Never waits for the database, which may be down: `at()` then rejects with a
 * PublicError, and answers again once it is back. A request that a load overtakes is refused, not answered from both datasets.
 */
export function openNeo4j(options: BoltOptions): Store {
  const bolt = openBolt(options);
  let current: Snapshot | null = null;
  let asked: { readonly snapshot: Promise<Snapshot>; until: number } | null = null;

  /** Reads from the dataset of this version only; throws if a load has replaced it in the meantime. */
  const readerOf =
    (version: string): Read =>
    async ({ text, rowOf }, parameters, signal) => {
      signal?.throwIfAborted();
      const [record] = await untilAborted(bolt.read<Vouched>(text, parameters), signal);
      if (record !== undefined && shows(version, record)) return record.rows.map(rowOf);
      asked = null;
      throw new PublicError(
        'STORE_UNAVAILABLE',
        'The dataset has just been replaced by another one. Ask again.',
      );
    };

  async function look(): Promise<Snapshot> {
    for (;;) {
      const [state] = await bolt.read<State>(STATE);
      const version = state?.version ?? null;
      if (version === null) throw new PublicError('STORE_UNAVAILABLE', NOTHING_LOADED);
      if (shows(version, state)) {
        if (current?.version === version) return current;
        const [record] = await bolt.read<Vouched>(WHOLE_VOCABULARY.text);
        if (record !== undefined && shows(version, record)) {
          const [row] = record.rows.map(WHOLE_VOCABULARY.rowOf);
          current = createSnapshot(version, row, readerOf(version));
          return current;
        }
      }
      await setTimeout(PAUSE_MS);
    }
  }

  return {
    name: `neo4j ${new URL(options.uri).protocol}//${new URL(options.uri).host}`,
    at(signal) {
      if (asked !== null && Date.now() < asked.until) return untilAborted(asked.snapshot, signal);
      const asking = { snapshot: look(), until: Number.POSITIVE_INFINITY };
      const keep = () => {
        asking.until = Date.now() + KEEP_MS;
      };
      asking.snapshot.then(keep, keep);
      asked = asking;
      return untilAborted(asking.snapshot, signal);
    },
    close: () => bolt.close(),
  };
}

const shows = (version: string, state: State | undefined) => state?.version === version && !state.replacing;

const WHOLE_VOCABULARY = statement<VocabularyRow>(
  ['terms', 'families', 'names', 'performs', 'kinds', 'companions', 'confused', 'codes', 'files'],
  VOCABULARY,
);

function createSnapshot(version: string, vocabulary: VocabularyRow | undefined, read: Read): Snapshot {
  const {
    performs = [],
    kinds = [],
    companions = [],
    confused = [],
    codes = [],
    files = [],
  } = vocabulary ?? {};
  const coded = coding(read);
  const addOnFiles = newestAddOnFiles(files);
  const connected = connecting(read, newestPairs(files), addOnFiles);
  return {
    version,
    vocabulary: vocabularyOf(vocabulary),
    performs,
    kinds: kinds.map(({ position: _, ...kind }) => cited(kind)),
    companions: createCompanions(companions.map(cited), codes.map(toCode)),
    confused: createConfused(confused.map(cited)),
    ...coded,
    codes: shared(coded.codes),
    ...connected,
    related: shared(connected.related),
    relatedCount: shared(connected.relatedCount),
    ...guiding(read, addOnFiles),
    ...browsing(read),
    ...imported(read, files),
    ...changing(read),
    async sources(ids, signal) {
      const rows = await read(SOURCES, { ids }, signal);
      const found = new Map(rows.map(({ source }) => [source.id, source]));
      return ids.map((id) => found.get(id) ?? null);
    },
    dataset: (signal) => readSummary(read, signal),
  };
}

const SOURCES = statement<{ source: Source }>(
  ['source'],
  `UNWIND $ids AS id
  MATCH (s:Source {id: id}) USING INDEX SEEK s:Source(id)
  RETURN s ${SOURCE} AS source`,
);

const SUMMARY = statement<DatasetSummary>(
  ['codes', 'edges', 'editions', 'sources', 'unfinishedImports'],
  `MATCH (d:Dataset {name: 'codelattice'}) USING INDEX SEEK d:Dataset(name)
RETURN
  COUNT { (:Code) } AS codes,
  ${EDGE_COUNTS} AS edges,
  COLLECT {
    MATCH (c:Code {status: 'ACTIVE'})
    WHERE NOT EXISTS { MATCH (c)-[:IN_FAMILY]->(:Family {id: 'family:outside-the-seed'}) }
    WITH c.system AS system, c.edition AS edition, count(*) AS codes
    RETURN {system: system, edition: edition, codes: codes} ORDER BY system, edition
  } AS editions,
  COLLECT { MATCH (s:Source) RETURN s ${SOURCE} ORDER BY s.id } AS sources,
  COLLECT {
    MATCH (d)-[r:ARRIVING]->(s:ArrivingSource)
    WHERE NOT EXISTS {
      MATCH (i:Import {name: 'codelattice'})
      WHERE i.kind = s.kind AND i.release = s.release AND i.seen > timestamp() - ${CUT_OFF_MS}
    }
    RETURN {source: s ${SOURCE}, since: r.since} ORDER BY s.id
  } AS unfinishedImports`,
);

async function readSummary(read: Read, signal: AbortSignal | undefined): Promise<DatasetSummary> {
  const [summary] = await read(SUMMARY, {}, signal);
  if (summary === undefined) throw new Error('a RETURN without MATCH gave no row');
  return summary;
}
