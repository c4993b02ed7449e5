import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { MANIFEST } from './manifest.ts';

/** A place for the files of an export while they are written. */
export interface Staged {
  readonly path: string;
  /** Puts these files into the folder, the manifest last, and removes those of the former export. */
  publish(names: readonly string[]): void;
  /** Removes what was written and not published. */
  remove(): void;
}

const PART = /^\.part-[0-9a-f-]{36}$/;

/**
 * Prepares a folder, which is made where it is missing: files are written into one inside it and moved when all are there,
 * so that nobody finds half of a file, or half of the files under a manifest. Throws UsageError where the folder holds
 * something else than an export.
 */
export function stage(folder: string, former: readonly string[]): Staged {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder).filter((name) => !PART.test(name));
  if (names.length > 0 && !names.includes(MANIFEST)) {
    throw new UsageError(
      `--out ${folder} holds other files, such as ${names[0]}. Name a new folder, an empty one, or one with an earlier export.`,
    );
  }
  // What a killed export has left.
  for (const name of readdirSync(folder)) {
    if (PART.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const path = join(folder, `.part-${randomUUID()}`);
  mkdirSync(path);
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    path,
    publish(files) {
      // From here to the end no manifest vouches for a mixture of old and new files.
      rmSync(join(folder, MANIFEST), { force: true });
      for (const name of former) {
        if (!files.includes(name)) rmSync(join(folder, name), { force: true });
      }
      for (const name of [...files, MANIFEST]) renameSync(join(path, name), join(folder, name));
      remove();
    },
    remove() {
      remove();
      process.removeListener('exit', remove);
      if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
    },
  };
}
