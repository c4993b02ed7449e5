import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BusyError, PublicError } from '../../../errors.ts';
import { isAlive } from '../../process.ts';
import { checkFile, sealFile } from '../file.ts';

/** A file that is built beside the one whose place it will take. */
export interface Replacement {
  /** Where it is built; nobody else reads it there. */
  readonly aside: string;
  /** Starts from a copy of the present file. */
  copy(): void;
  /**
   * Seals and checks what was built, and moves it into place in one step. It may be read by whom the former file allowed;
   * by its owner alone where it now holds what others must not read.
   */
  finish(isPrivate?: boolean): void;
  /** Releases the lock, and removes a build that was not finished. */
  end(): void;
}

/**
 * Begins to replace the database file: who reads sees the old file or the new one, whole. Waits for another process that
 * is replacing it, at most so long, and then refuses. What builds that were cut off have left behind is removed.
 */
export function beginReplacement(path: string, waitMs: number): Replacement {
  const folder = dirname(path);
  const unlock = writing(folder, () => {
    makeFolder(folder);
    return lock(`${path}.lock`, path, Date.now() + waitMs);
  });
  const aside = `${path}.${process.pid}.building`;
  const end = () => {
    process.off('exit', end);
    rmSync(aside, { force: true });
    unlock();
  };
  process.once('exit', end);
  try {
    sweepLeftovers(path);
    closeSync(openSync(aside, 'wx', OWNER_ONLY));
  } catch (error) {
    end();
    throw error;
  }
  return {
    aside,
    copy() {
      copyFileSync(path, aside, constants.COPYFILE_FICLONE);
      chmodSync(aside, OWNER_ONLY);
    },
    finish(isPrivate = false) {
      sealFile(aside);
      sync(aside);
      checkFile(aside);
      if (!isPrivate) {
        chmodSync(aside, statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666 & ~process.umask());
      }
      renameSync(aside, path);
      sync(folder);
    },
    end,
  };
}

const OWNER_ONLY = 0o600;

/** Makes a folder and those above it, one by one: Node's recursive option never returns where /proc refuses one. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Error codes of the system for a place where nothing can be written. */
const OF_PLACE = ['EACCES', 'ENOENT', 'ENOTDIR', 'EPERM', 'EROFS'];

/** Says which folder cannot be written to, and the remedy. */
function writing<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!OF_PLACE.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new PublicError(
      'STORE_UNAVAILABLE',
      `No database can be written in ${folder} (${(error as Error).message}). Name another place in CODELATTICE_DB, or allow writing there.`,
      { cause: error },
    );
  }
}

/** How long a lock that names nobody is taken for one that is just being written. */
const WRITTEN_WITHIN_MS = 2_000;

/** Takes the lock, also from a process that is no more; gives what returns it. */
function lock(file: string, path: string, until: number): () => void {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readIfThere(file);
    const isHeld = holder === '' ? ageOf(file) < WRITTEN_WITHIN_MS : isAlive(Number(holder));
    if (!isHeld) {
      removeLock(file, holder);
    } else if (holder !== '' && Date.now() >= until) {
      throw new BusyError(
        'STORE_UNAVAILABLE',
        `Process ${holder} is loading into ${path} right now. Wait until it is done, then run this again.`,
      );
    } else {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

/** Removes a lock that was left behind; one that another process has taken in the meantime is put back. */
function removeLock(file: string, holder: string): void {
  const away = `${file}.${process.pid}`;
  try {
    renameSync(file, away);
  } catch {
    return;
  }
  if (readIfThere(away) === holder) rmSync(away, { force: true });
  else renameSync(away, file);
}

/** Milliseconds since a file was written; none where it is gone. */
function ageOf(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Removes what builds of this file that were cut off have left behind. */
export function sweepLeftovers(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder)) {
    const [, pid] = /\.(\d+)\.building(?:-journal)?$/.exec(file) ?? [];
    if (pid === undefined || !file.startsWith(`${basename(path)}.`) || isAlive(Number(pid))) continue;
    rmSync(join(folder, file), { force: true });
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
