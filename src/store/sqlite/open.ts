import { statSync } from 'node:fs';
import { untilAborted } from '../../event-loop.ts';
import { createCompanions } from '../../lattice/companions.ts';
import { createConfused } from '../../lattice/confused.ts';
import { cited } from '../cited.ts';
import type { Snapshot, Store } from '../store.ts';
import { BROWSE, browsing } from './browse.ts';
import { keepCodes } from './code-cache.ts';
import { CODES, coding, readsCodes } from './codes.ts';
import { COUNTS, counting, createSources } from './counts.ts';
import { type Database, openDatabase } from './driver.ts';
import { connecting, EDGES } from './edges.ts';
import { checkFile, type Identity, identityOf, inspectFileAside, isSame, refuseUnlessOurs } from './file.ts';
import { GUIDANCE, guiding } from './guidance.ts';
import { IMPORTED, imported } from './imported.ts';
import { createReader, guarded, type Threads, VERSION } from './statement.ts';
import { openThread } from './thread.ts';
import { readVocabulary, VOCABULARY } from './vocabulary.ts';

/** Every statement of the embedded store. All are prepared when a file is opened, and their plans are tested. */
export const STATEMENTS = {
  version: VERSION,
  ...VOCABULARY,
  ...CODES,
  ...EDGES,
  ...BROWSE,
  ...GUIDANCE,
  ...IMPORTED,
  ...COUNTS,
};

/** How long the file is taken as unchanged before it is looked at again. */
const LOOK_MS = 1_000;
/** How long an old file stays open for the requests that still read it. */
const LINGER_MS = 15_000;

/** A smaller file holds little more than the seed: every statement is fast, and no threads are needed. */
const SMALL_BYTES = 8_000_000;

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
          // If the same file was overwritten, the open one is no longer valid; if it was replaced, the open one still is.
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
  threads: Threads | null = null,
): Snapshot {
  const read = createReader(path, database, Object.values(STATEMENTS), threads);
  const vocabulary = readVocabulary(read);
  const codes = keepCodes(kept, readsCodes(read));
  const sources = createSources(read);
  const pairs = read.rows(VOCABULARY.companions).map(cited);
  const companions = codes([...new Set(pairs.map(({ companion }) => companion))]);
  return {
    version: read.version,
    vocabulary,
    performs: read.rows(VOCABULARY.performs),
    kinds: read.rows(VOCABULARY.kinds).map(cited),
    companions: createCompanions(
      pairs,
      companions.filter((code) => code !== null),
    ),
    confused: createConfused(read.rows(VOCABULARY.confused).map(cited)),
    ...coding(read, codes),
    ...connecting(read),
    ...guiding(read, codes, sources),
    ...browsing(read, vocabulary),
    ...imported(read),
    ...counting(read, sources),
  };
}
