import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { BusyError, PublicError } from '../../../errors.ts';
import { isAlive } from '../../process.ts';
import type { ImportKind } from '../../records.ts';
import { CUT_OFF_MS } from '../cypher.ts';
import type { Bolt, StatementRunner } from '../driver.ts';

/** What is being done to the releases of a kind, as others are told; a release of null stands for all of them. */
export interface Claim {
  readonly doing: 'importing' | 'trying' | 'forgetting';
  readonly kind: ImportKind;
  readonly release: string | null;
}

/** The right to import or forget: one at a time, held as the node (:Import), which also tells the others since when and what. */
export interface ImportLock {
  /**
   * Runs a transaction for each part, all or nothing and never twice; refuses where another import has taken over. While
   * one is committed, the next one is already at work, so a part cannot build on the one before.
   */
  writeEach<Part>(
    parts: Iterable<Part>,
    work: (run: StatementRunner, part: Part) => Promise<void>,
  ): Promise<void>;
  /** Runs the last transaction; `done` tells whether an earlier attempt was committed. */
  finish(
    work: (run: StatementRunner) => Promise<void>,
    done: (run: StatementRunner) => Promise<boolean>,
  ): Promise<void>;
  /** Gives the lock back. */
  end(): Promise<void>;
}

const SIGN_OF_LIFE_MS = 5_000;
/** Those that this very process holds. */
const ours = new Set<string>();

/** Takes the lock, also from an import that was cut off. Throws BusyError, which names the one that holds it. */
export async function acquireImportLock(bolt: Bolt, { doing, kind, release }: Claim): Promise<ImportLock> {
  const owner = randomUUID();
  await bolt.write(async (run) => {
    const [held] = await run<Holder>(HELD);
    if (held && held.owner !== owner && holds(held)) throw taken(held);
    const since = new Date().toISOString();
    await run(TAKE, {
      says: { owner, doing, kind, release, since, host: hostname(), pid: process.pid, batch: 0 },
    });
  });
  ours.add(owner);
  const beat = setInterval(() => {
    bolt.alone(BEAT, { owner }).catch(() => {});
  }, SIGN_OF_LIFE_MS).unref();
  let batch = 0;
  let last = { worked: Promise.resolve(), committed: Promise.resolve() };

  function write(work: (run: StatementRunner) => Promise<void>): Promise<void> {
    const number = ++batch;
    const before = last;
    const { promise: worked, resolve: hasWorked } = deferred();
    const committed = bolt
      .write(async (run) => {
        const [state] = await run<{ batch: number }>(STATE, { owner });
        if (state === undefined) throw lost();
        if (state.batch >= number) return;
        await before.worked;
        await work(run);
        hasWorked();
        await before.committed;
        const [mine] = await run(COUNT, { owner, number });
        if (mine === undefined) throw lost();
      })
      .finally(hasWorked);
    committed.catch(() => {});
    last = { worked, committed };
    return committed;
  }

  return {
    async writeEach(parts, work) {
      let one = Promise.resolve();
      let next = Promise.resolve();
      try {
        for (const part of parts) {
          await one;
          one = next;
          next = write((run) => work(run, part));
        }
        await Promise.all([one, next]);
      } finally {
        await Promise.allSettled([one, next]);
      }
    },
    async finish(work, done) {
      await bolt.write(async (run) => {
        const [state] = await run(BEAT, { owner });
        if (state === undefined) throw lost();
        if (!(await done(run))) await work(run);
      });
    },
    async end() {
      clearInterval(beat);
      ours.delete(owner);
      await bolt.alone(GIVE, { owner });
    },
  };
}

/** Throws BusyError where an import is under way. */
export async function refuseDuringImport(bolt: Bolt): Promise<void> {
  const [held] = await bolt.alone<Holder>(`MATCH (i:Import {name: 'codelattice'}) ${TOLD}`);
  if (held && holds(held)) throw taken(held);
}

interface Holder extends Claim {
  readonly owner: string | null;
  readonly since: string;
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since its last sign of life. */
  readonly silent: number;
}

const TOLD = `RETURN i.owner AS owner, coalesce(i.doing, 'importing') AS doing, i.kind AS kind, i.release AS release, i.since AS since, i.host AS host, i.pid AS pid,
    timestamp() - coalesce(i.seen, 0) AS silent`;
/** Setting anything locks the node, so that of two imports one reads what the other has written. */
const HELD = `MERGE (i:Import {name: 'codelattice'}) SET i.name = 'codelattice' ${TOLD}`;
const TAKE = `MATCH (i:Import {name: 'codelattice'}) SET i = $says, i.name = 'codelattice', i.seen = timestamp()`;
const MINE = `MATCH (i:Import {name: 'codelattice'}) USING INDEX SEEK i:Import(name) WHERE i.owner = $owner`;
const BEAT = `${MINE} SET i.seen = timestamp() RETURN i.owner AS owner`;
const STATE = `${MINE} RETURN i.batch AS batch`;
/** Runs at the end of each transaction: takes the lock on the node; earlier transactions must have committed. */
const COUNT = `${MINE} SET i.seen = timestamp(), i.batch = $number RETURN i.batch AS batch`;
const GIVE = `${MINE} DELETE i`;

function holds({ owner, host, pid, silent }: Holder): boolean {
  if (owner === null || silent > CUT_OFF_MS) return false;
  return host !== hostname() || ours.has(owner) || isAlive(pid);
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const PREPOSITION = { importing: 'into', trying: 'on', forgetting: 'from' } as const;

const taken = ({ doing, kind, release, since, host, pid }: Holder) =>
  new BusyError(
    'STORE_UNAVAILABLE',
    `Process ${pid} on ${host} has been ${doing} ${kind} ${release ?? 'of all releases'} ${PREPOSITION[doing]} this database since ${since}. Wait until it is done, then run this again.`,
  );

const lost = () =>
  new PublicError(
    'STORE_UNAVAILABLE',
    'Another import or load has taken over this database; nothing of this one is seen. Run it again.',
  );
