import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BusyError, UsageError } from '../errors.ts';
import { isAlive } from '../store/process.ts';
import { MANIFEST, manifestIn } from './manifest.ts';

/** A place for the files of an export while they are written. */
export interface Staged {
  readonly path: string;
  /** Puts these files into the folder, the manifest last, and removes those of the former export. */
  publish(names: readonly string[]): void;
  /** Removes what was written and not published. */
  remove(): void;
}

/** Where a process writes the files of an export; the number is its own. */
const PART = /^\.part-(\d+)$/;
/** An export whose files are all there, and are about to be moved into the folder. */
const WHOLE = '.whole';
/** The manifest of the export whose place that takes; it lies there while its files are replaced. */
const FORMER = 'former.json';

/**
 * Prepares a folder, which is made where it is missing: files are written into one inside it and moved when all are there,
 * so that nobody finds half of a file, or files under a manifest of others. What was killed while it moved them is brought to
 * its end. Throws UsageError where the folder cannot be written to or holds something else than an export, and BusyError
 * where another process exports into it.
 */
export function stage(folder: string): Staged {
  const path = join(folder, `.part-${process.pid}`);
  const isNew = !existsSync(folder);
  const remove = () => {
    rmSync(path, { recursive: true, force: true });
    if (isNew && existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
  };
  try {
    refuseFile(folder);
    makeFolder(folder);
    rmSync(path, { recursive: true, force: true });
    refuseOthers(folder);
    mkdirSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `--out ${folder} cannot be written to (${(error as Error).message}). Name another folder, or allow writing there.`,
    );
  }
  process.once('exit', remove);
  try {
    sweep(folder);
    if (existsSync(join(folder, WHOLE))) moveIn(folder);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    path,
    publish(names) {
      const former = namesOf(join(folder, MANIFEST));
      const foreign = names.find((name) => !former.includes(name) && existsSync(join(folder, name)));
      if (foreign !== undefined) {
        throw new UsageError(
          `--out ${folder} holds a file ${foreign} that is of no earlier export. Move it away, or name another folder.`,
        );
      }
      renameSync(path, join(folder, WHOLE));
      moveIn(folder);
    },
    remove() {
      remove();
      process.removeListener('exit', remove);
    },
  };
}

/** Makes a folder and those above it: Node's own way never returns where /proc refuses one. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function refuseFile(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`--out ${folder} is a file. Name a folder.`);
}

function refuseOthers(folder: string): void {
  const names = readdirSync(folder).filter((name) => !PART.test(name) && name !== WHOLE);
  if (names.length === 0 || names.includes(MANIFEST) || existsSync(join(folder, WHOLE))) return;
  throw new UsageError(
    `--out ${folder} holds other files, such as ${names[0]}. Name a new folder, an empty one, or one with an earlier export.`,
  );
}

/** Removes what killed exports have left; refuses where one is under way. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(PART.exec(name)?.[1] ?? process.pid);
    if (pid === process.pid) continue;
    if (isAlive(pid)) {
      throw new BusyError(
        'STORE_UNAVAILABLE',
        `Process ${pid} is exporting into ${folder} right now. Wait until it is done, or name another folder.`,
      );
    }
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Moves the files of a whole export into the folder, without a pause; goes on where it was killed. */
function moveIn(folder: string): void {
  const [whole, present] = [join(folder, WHOLE), join(folder, MANIFEST)];
  // Its manifest is moved last.
  if (existsSync(join(whole, MANIFEST))) {
    // From here to the end no manifest vouches for a mixture of old and new files.
    if (existsSync(present)) renameSync(present, join(whole, FORMER));
    const files = namesOf(join(whole, MANIFEST));
    for (const name of namesOf(join(whole, FORMER))) {
      if (!files.includes(name)) rmSync(join(folder, name), { force: true });
    }
    for (const name of [...files, MANIFEST]) {
      if (existsSync(join(whole, name))) renameSync(join(whole, name), join(folder, name));
    }
  }
  rmSync(whole, { recursive: true, force: true });
}

/** The files of which a manifest speaks, in its own folder; none where there is no manifest. */
function namesOf(path: string): readonly string[] {
  const manifest = existsSync(path) ? manifestIn(readFileSync(path, 'utf8')) : null;
  return (manifest?.files ?? []).map(({ name }) => name).filter((name) => basename(name) === name);
}
