import { statSync } from 'node:fs';
import { PublicError } from '../../errors.ts';
import { mapSlices, mapYielding, untilAborted } from '../../event-loop.ts';
import type { Code } from '../../lattice/code.ts';
import { type CompanionPair, createCompanions } from '../../lattice/companions.ts';
import type { Mapping } from '../../lattice/crosswalk.ts';
import { EDGE_KINDS, type Edge, type EdgeKind } from '../../lattice/edges.ts';
import type { Performs } from '../../lattice/vocabulary.ts';
import { createVocabulary } from '../../lattice/vocabulary.ts';
import { once } from '../once.ts';
import type { Source } from '../records.ts';
import type { AddOnRequest, DatasetSummary, RelatedRequest, Snapshot, Store } from '../store.ts';
import { browsing } from './browse.ts';
import { keepCodes } from './code-cache.ts';
import { type Database, isCorrupt, openDatabase, type Query, type Value } from './driver.ts';
import {
  checkFile,
  type Identity,
  identityOf,
  inspectFileAside,
  isSame,
  REBUILD,
  refuseUnlessOurs,
} from './file.ts';
import { guidanceBy } from './guidance.ts';
import { imported } from './imported.ts';
import {
  axisBits,
  bitsToAxes,
  type CitedRow,
  type CodeValues,
  citation,
  type FactValues,
  type FamilyRow,
  readLists,
  type SourceRow,
  type TermRow,
  toCodes,
  toFamily,
  toSource,
  toTerm,
} from './rows.ts';
import { type Run, type RunAside, type RunValues, STATEMENTS, type StatementName } from './statements.ts';
import { openThread, type Thread } from './thread.ts';

/** How long the file is taken as unchanged before it is looked at again. */
const LOOK_MS = 1_000;
/** How long an old file stays open for the requests that still read it. */
const LINGER_MS = 15_000;

/** A file of fewer bytes holds little more than the seed, of which every statement answers at once. */
const SMALL_BYTES = 8_000_000;
/** How many codes are read at a time, so that other requests have their turn between. */
const SLICE = 50;
const VERSION = 'select version from dataset';

/** How many codes are kept in memory unless told otherwise: some 20 MB. */
const CODES_IN_MEMORY = 10_000;

/**
 * Opens the embedded store. Throws a PublicError that names the remedy where the file is foreign or damaged; the file that
 * `checked` names was looked at already. When the file is replaced by a new one, later requests read the new one; those
 * under way finish on the old. Of each at most `kept` codes stay in memory.
 */
export function openSqlite(path: string, checked: Identity | null = null, kept = CODES_IN_MEMORY): Store {
  if (checked === null || !isSame(checked, identityOf(path))) checkFile(path);
  let current = openFile(path, kept);
  let seen = identityOf(path);
  let lookedAt = Date.now();
  let failure: unknown = null;
  let changing: Promise<void> | null = null;
  let isClosed = false;
  const timers = new Set<NodeJS.Timeout>();

  const linger = ({ close }: Opened) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      close();
    }, LINGER_MS).unref();
    timers.add(timer);
  };
  /** Reads the whole new file while the old one answers, then moves over. */
  const change = async () => {
    try {
      refuseUnlessOurs(path, await inspectFileAside(path));
      if (isClosed) return;
      const old = current;
      current = openFile(path, kept);
      failure = null;
      linger(old);
    } catch (error) {
      failure = error;
    } finally {
      changing = null;
    }
  };

  return {
    name: `sqlite ${path}`,
    async at(signal) {
      if (Date.now() - lookedAt > LOOK_MS && changing === null) {
        lookedAt = Date.now();
        const found = identityOf(path);
        if (!isSame(found, seen)) {
          // A file that was written over is no longer what was opened; one that was replaced still is.
          if (found?.file === seen?.file) failure ??= new Error('the file was written over');
          seen = found;
          changing = change();
        }
      }
      if (failure !== null && changing !== null) await untilAborted(changing, signal);
      if (failure !== null) throw failure;
      return current.snapshot;
    },
    async close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      current.close();
    },
  };
}

type Opened = ReturnType<typeof openFile>;

function openFile(path: string, kept: number) {
  const database = openDatabase(path, 'read');
  const isLarge = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > SMALL_BYTES;
  const threads = isLarge ? { lists: openThread(path), facets: openThread(path) } : null;
  return {
    snapshot: guarded(path, () => createSnapshot(path, database, kept, threads)),
    close() {
      database.close();
      threads?.lists.close();
      threads?.facets.close();
    },
  };
}

/** What a file holds; at most `kept` of its codes stay in memory, which is right only where nothing writes to it. */
export function createSnapshot(
  path: string,
  database: Database,
  kept: number,
  threads: { readonly lists: Thread; readonly facets: Thread } | null = null,
): Snapshot {
  const names = Object.keys(STATEMENTS) as StatementName[];
  const prepared = new Map<StatementName, Query<unknown>>(
    names.map((name) => [name, database.query(STATEMENTS[name])]),
  );
  const run: Run = (name, parameters) =>
    guarded(path, () => (prepared.get(name) as Query<never>).all(parameters));
  const values: RunValues = (name, parameters) =>
    guarded(path, () => (prepared.get(name) as Query<never>).values(parameters) as never);
  const [dataset] = run<{ version: string }>('version');
  const version = dataset?.version ?? '';
  const asideIn = (thread: Thread | undefined) => asideOf(path, thread ?? null, version, run, prepared);
  const aside = asideIn(threads?.lists);

  const terms = run<TermRow>('terms');
  const read = readLists(terms);
  const vocabulary = readVocabulary(run, terms);

  const codes = keepCodes(kept, (ids) => {
    const wanted = { ids: JSON.stringify([...new Set(ids)]) };
    const found = toCodes(values<CodeValues>('codes', wanted), values<FactValues>('facts', wanted), read);
    return ids.map((id) => found.get(id) ?? null);
  });
  let allSources: ReadonlyMap<string, Source> | undefined;
  /** By their ids, in their order: some hundreds, which most answers name. */
  const sources = () =>
    (allSources ??= new Map(run<SourceRow>('allSources').map((row) => [row.id, toSource(row)])));
  const sourceOf = (id: string) => sources().get(id);
  const known = (ids: readonly string[]) => codes(ids).filter((code) => code !== null);
  const count = (name: StatementName, parameters: Readonly<Record<string, Value>>) =>
    run<{ count: number }>(name, parameters)[0]?.count ?? 0;
  const pairs = run<Omit<CompanionPair, 'citation'> & CitedRow>('companions').map(
    ({ source, line, evidence, ...pair }) => ({ ...pair, citation: citation({ source, line, evidence }) }),
  );

  // They never change, and take long.
  const counted = once(async () => {
    const [counts] = await aside<Record<'codes' | EdgeKind, number>>('counts');
    const editions = await aside<DatasetSummary['editions'][number]>('editions');
    return { counts, editions };
  });

  return {
    version,
    vocabulary,
    performs: run<Performs>('performs'),
    ...imported(run, aside),
    companions: createCompanions(pairs, known([...new Set(pairs.map(({ companion }) => companion))])),
    codes: (ids, signal) => mapSlices(ids, SLICE, codes, signal),
    async members(families, signal) {
      const rows = run<{ id: string; request: number }>('members', { families: JSON.stringify(families) });
      const ids = [...new Set(rows.map(({ id }) => id))];
      const found = new Map((await mapSlices(ids, SLICE, known, signal)).map((code) => [code.id, code]));
      const members = families.map((): Code[] => []);
      for (const { id, request } of rows) {
        const code = found.get(id);
        if (code !== undefined) members[request]?.push(code);
      }
      return members;
    },
    related: (requests, signal) =>
      mapYielding(
        requests,
        (request) =>
          run<{ id: string; axes: number; count: number; distance: number }>('related', {
            ...relatedParameters(request),
            first: request.first,
            count: request.after?.count ?? null,
            distance: request.after?.distance ?? null,
            after: request.after?.id ?? null,
          }).map(({ axes, ...row }) => ({ ...row, axes: bitsToAxes(axes) })),
        signal,
      ),
    relatedCount: (requests, signal) =>
      mapYielding(requests, (request) => count('relatedCount', relatedParameters(request)), signal),
    addOns: (requests, signal) =>
      mapYielding(
        requests,
        ({ direction, ...request }) =>
          run<CitedRow & { id: string; type: number | null }>(
            direction === 'IN' ? 'addOnsOf' : 'primariesOf',
            request,
          ).map(({ id, type, ...row }) => ({ id, type, citation: citation(row) })),
        signal,
      ),
    addOnCount: (requests, signal) =>
      mapYielding(
        requests,
        ({ direction, id }: AddOnRequest) =>
          count(direction === 'IN' ? 'addOnsOfCount' : 'primariesOfCount', { id }),
        signal,
      ),
    crosswalk: (requests, signal) =>
      mapYielding(
        requests,
        (request) =>
          run<CitedRow & Mapping & { id: string; turned: number }>('crosswalk', { ...request }).map(
            ({ turned, source, line, evidence, ...row }) => ({
              ...row,
              turned: turned === 1,
              citation: { source, line, evidence },
            }),
          ),
        signal,
      ),
    ranges: (requests, signal) =>
      mapYielding(
        requests,
        ({ endings, ...request }) => {
          const parameters = { ...request, endings: endings && JSON.stringify(endings) };
          const [row] = run<{ count: number; ids: string }>('ranges', parameters);
          return { count: row?.count ?? 0, ids: JSON.parse(row?.ids ?? '[]') as string[] };
        },
        signal,
      ),
    guidance: (requests, signal) =>
      mapSlices(requests, 10, (some) => guidanceBy(run, codes, sourceOf, some), signal),
    // Facets take ten times as long as what else is asked aside, which must not wait for them.
    ...browsing(aside, asideIn(threads?.facets), vocabulary),
    async candidates(groups, system, first, signal) {
      const parameters = { groups: JSON.stringify(groups), system, first };
      const rows = await aside<{ id: string }>('candidates', parameters, signal);
      return mapSlices(
        rows.map(({ id }) => id),
        SLICE,
        known,
        signal,
      );
    },
    neighbours: (ids, kinds, signal) =>
      mapSlices(ids, SLICE, (some) => neighbours(run, values, aside, some, kinds, signal), signal),
    sources: async (ids) => ids.map((id) => sourceOf(id) ?? null),
    async dataset() {
      const { counts, editions } = await counted();
      return {
        codes: counts?.codes ?? 0,
        edges: EDGE_KINDS.map((kind) => ({ kind, count: counts?.[kind] ?? 0 })),
        editions,
        sources: [...sources().values()],
        unfinishedImports: [],
      };
    },
  };
}

function readVocabulary(run: Run, rows: readonly TermRow[]) {
  const synonyms = listsByTerm(run<{ term: string; value: string }>('synonyms'));
  const overlaps = listsByTerm(run<{ term: string; value: string }>('overlaps'));
  const terms = rows.map((row) => toTerm(row, synonyms.get(row.id) ?? [], overlaps.get(row.id) ?? []));
  return createVocabulary(terms, run<FamilyRow>('families').map(toFamily));
}

function listsByTerm(rows: readonly { term: string; value: string }[]): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const { term, value } of rows) lists.set(term, [...(lists.get(term) ?? []), value]);
  return lists;
}

/** Runs statements in the thread, where there is one and it has the same dataset; the file may be another one by then. */
function asideOf(
  path: string,
  thread: Thread | null,
  version: string,
  run: Run,
  prepared: ReadonlyMap<StatementName, Query<unknown>>,
): RunAside {
  let isSame: Promise<boolean> | undefined;
  return async (name, parameters = {}, signal) => {
    try {
      isSame ??= thread?.ask(VERSION, {}).then((found) => found === version);
      if (thread === null || !(await isSame)) return run(name, parameters);
      const query = prepared.get(name) as Query<never>;
      return query.rows(await thread.ask(query.sql, parameters, signal));
    } catch (error) {
      throw toStoreError(path, error);
    }
  };
}

async function neighbours(
  run: Run,
  values: RunValues,
  aside: RunAside,
  ids: readonly string[],
  kinds: readonly EdgeKind[],
  signal: AbortSignal | undefined,
): Promise<Edge[][]> {
  const found = ids.map((): Edge[] => []);
  const parameters = { ids: JSON.stringify(ids) };
  if (kinds.includes('AXIS')) {
    for (const [at, other, axes] of values<[number, string, number]>('axisNeighbours', parameters)) {
      const id = ids[at] as string;
      const [source, target] = id < other ? [id, other] : [other, id];
      found[at]?.push({ kind: 'AXIS', source, target, axes: bitsToAxes(axes) });
    }
  }
  for (const [kind, name] of [
    ['HIERARCHY', 'hierarchyNeighbours'],
    ['ADD_ON', 'addOnNeighbours'],
    ['BUNDLE', 'bundleNeighbours'],
    ['CROSSWALK', 'crosswalkNeighbours'],
  ] as const) {
    if (!kinds.includes(kind)) continue;
    // A code may have hundreds of pairs.
    type Row = { at: number; other: string; up: number };
    const rows = kind === 'BUNDLE' ? await aside<Row>(name, parameters, signal) : run<Row>(name, parameters);
    for (const { at, other, up } of rows) {
      const id = ids[at] as string;
      const [source, target] = up === 1 ? [id, other] : [other, id];
      found[at]?.push({ kind, source, target, axes: [] });
    }
  }
  return found;
}

function relatedParameters({ id, axes, within }: RelatedRequest) {
  return { id, axes: axes === null ? -1 : axisBits(axes), within: JSON.stringify(within) };
}

/** Says what to do where the driver finds the file damaged. */
function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(path, error);
  }
}

function toStoreError(path: string, error: unknown): unknown {
  if (!isCorrupt(error)) return error;
  return new PublicError('STORE_UNAVAILABLE', `The database file ${path} is damaged. ${REBUILD}`, {
    cause: error,
  });
}
