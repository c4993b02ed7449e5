import { setTimeout } from 'node:timers/promises';
import { Refusal } from '../errors.ts';
import { COMPANION_RELATIONS, type CompanionPair, createCompanions } from '../lattice/companions.ts';
import { EDGE_KINDS, type EdgeKind } from '../lattice/edges.ts';
import { createVocabulary, type Family, type Term } from '../lattice/vocabulary.ts';
import { type BoltOptions, openBolt, type Run } from './bolt.ts';
import { browsing } from './neo4j-browse.ts';
import { CODE, type CodeRow, coding, toCode } from './neo4j-codes.ts';
import { connecting, RELATIONSHIPS } from './neo4j-edges.ts';
import { type Cited, cited, SOURCE } from './neo4j-graph.ts';
import { guiding } from './neo4j-guidance.ts';
import { imported } from './neo4j-imported.ts';
import type { DatasetSummary, Performs, Snapshot, Source, Store } from './store.ts';

/** How long the version of the dataset is taken as unchanged, and a database that is away as away. */
const KEEP_MS = 1_000;
const PAUSE_MS = 50;
const NOTHING_LOADED =
  'The graph database holds no dataset. Run `npm run seed` with the same NEO4J_URI to load it.';

/**
 * Opens a Neo4j that `loadNeo4j` has filled. Never waits for the database, which may be down: `at()` then rejects with a
 * Refusal, and answers again once it is back. A request that a load overtakes is refused, not answered from both datasets.
 */
export function openNeo4j(options: BoltOptions): Store {
  const bolt = openBolt(options);
  let current: Snapshot | null = null;
  let asked: { readonly snapshot: Promise<Snapshot>; until: number } | null = null;

  /** Reads from the dataset of this version alone: what a load has touched in the meantime is not given. */
  const readerOf =
    (version: string): Run =>
    async (text, parameters) => {
      const [rows, [state]] = await bolt.read<[never[], State[]]>([text, parameters], [STATE]);
      if (shows(version, state)) return rows;
      asked = null;
      throw new Refusal('STORE_UNAVAILABLE', 'The dataset has just been replaced by another one. Ask again.');
    };

  async function look(): Promise<Snapshot> {
    for (;;) {
      const [[state]] = await bolt.read<[State[]]>([STATE]);
      const version = state?.version ?? null;
      if (version === null) throw new Refusal('STORE_UNAVAILABLE', NOTHING_LOADED);
      if (shows(version, state)) {
        if (current?.version === version) return current;
        const [rows, [after]] = await bolt.read<[VocabularyRow[], State[]]>([VOCABULARY], [STATE]);
        if (shows(version, after)) {
          current = createSnapshot(version, rows[0], readerOf(version));
          return current;
        }
      }
      await setTimeout(PAUSE_MS);
    }
  }

  return {
    name: `neo4j ${new URL(options.uri).protocol}//${new URL(options.uri).host}`,
    at() {
      if (asked !== null && Date.now() < asked.until) return asked.snapshot;
      const asking = { snapshot: look(), until: Number.POSITIVE_INFINITY };
      const keep = () => {
        asking.until = Date.now() + KEEP_MS;
      };
      asking.snapshot.then(keep, keep);
      asked = asking;
      return asking.snapshot;
    },
    close: () => bolt.close(),
  };
}

interface State {
  readonly version: string | null;
  readonly replacing: boolean;
}

/**
 * Read after the rows it vouches for. Neo4j brings the changes of a transaction into sight one by one; a load says so
 * before it commits. Where it was cut off right then, its word stands for ten seconds.
 */
const STATE = `MATCH (d:Dataset {name: 'codelattice'}) USING INDEX SEEK d:Dataset(name)
  RETURN d.version AS version, coalesce(d.replacingSince > timestamp() - 10000, false) AS replacing`;

const shows = (version: string, state: State | undefined) => state?.version === version && !state.replacing;

function createSnapshot(version: string, vocabulary: VocabularyRow | undefined, read: Run): Snapshot {
  const { terms = [], families = [], performs = [], companions = [], codes = [] } = vocabulary ?? {};
  return {
    version,
    vocabulary: createVocabulary(terms.map(cited), families.map(cited)),
    performs,
    companions: createCompanions(companions.map(cited), codes.map(toCode)),
    ...coding(read),
    ...connecting(read),
    ...guiding(read),
    ...browsing(read),
    ...imported(read),
    async sources(ids) {
      const rows = await read<{ source: Source }>(SOURCES, { ids });
      const found = new Map(rows.map(({ source }) => [source.id, source]));
      return ids.map((id) => found.get(id) ?? null);
    },
    dataset: () => readSummary(read),
  };
}

const VOCABULARY = `RETURN
  COLLECT {
    MATCH (t:Term)
    RETURN t {
      .id, .axis, .name, .phrase, .short, .participle, .synonyms, .definition, .rank, .notation, .title,
      .position, .codeCount, .source, .line, .evidence,
      broader: head(COLLECT { MATCH (t)-[:BROADER]->(b:Term) RETURN b.id }),
      overlaps: COLLECT { MATCH (t)-[:OVERLAPS]-(o:Term) RETURN o.id ORDER BY o.position }
    } ORDER BY t.position
  } AS terms,
  COLLECT {
    MATCH (f:Family)
    RETURN f {
      .id, .name, .rows, .columns, .position, .codeCount, .source, .line, .evidence,
      broader: head(COLLECT { MATCH (f)-[:PART_OF]->(b:Family) RETURN b.id })
    } ORDER BY f.position
  } AS families,
  COLLECT {
    MATCH (f:Family)-[p:PERFORMED_BY]->(s:Specialty)
    RETURN {family: f.id, specialty: s.id, role: p.role} ORDER BY p.position
  } AS performs,
  COLLECT {
    MATCH (o:Code)-[r:${COMPANION_RELATIONS.join('|')}]->(c:Code)
    RETURN {
      code: c.id, companion: o.id, relation: type(r), kind: r.kind, source: r.source, line: r.line, evidence: r.evidence
    } ORDER BY c.id, type(r), o.id
  } AS companions,
  COLLECT {
    MATCH (c:Code)-[:${COMPANION_RELATIONS.join('|')}]->()
    WITH DISTINCT c
    RETURN ${CODE}
  } AS codes`;

interface VocabularyRow {
  readonly terms: Cited<Term>[];
  readonly families: Cited<Family>[];
  readonly performs: Performs[];
  readonly companions: Cited<CompanionPair>[];
  readonly codes: CodeRow[];
}

const SOURCES = `UNWIND $ids AS id
  MATCH (s:Source {id: id}) USING INDEX SEEK s:Source(id)
  RETURN s ${SOURCE} AS source`;

const edgeCount = (kind: EdgeKind) =>
  RELATIONSHIPS[kind].length > 0 ? `COUNT { ()-[:${RELATIONSHIPS[kind].join('|')}]->() }` : '0';

const SUMMARY = `RETURN
  COUNT { (:Code) } AS codes,
  [${EDGE_KINDS.map((kind) => `{kind: '${kind}', count: ${edgeCount(kind)}}`).join(', ')}] AS edges,
  COLLECT {
    MATCH (c:Code {status: 'ACTIVE'})
    WHERE NOT EXISTS { MATCH (c)-[:IN_FAMILY]->(:Family {id: 'family:outside-the-seed'}) }
    WITH c.system AS system, c.edition AS edition, count(*) AS codes
    RETURN {system: system, edition: edition, codes: codes} ORDER BY system, edition
  } AS editions,
  COLLECT { MATCH (s:Source) RETURN s ${SOURCE} ORDER BY s.id } AS sources,
  [] AS unfinishedImports`;

async function readSummary(read: Run): Promise<DatasetSummary> {
  const [summary] = await read<DatasetSummary>(SUMMARY);
  if (summary === undefined) throw new Error('a RETURN without MATCH gave no row');
  return summary;
}
