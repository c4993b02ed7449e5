import { createHash } from 'node:crypto';
import type { Import } from './import.ts';
import type { Source } from './store.ts';

/** The version of a dataset: that of its seed, and of the very files that were taken in beside it. */
export function datasetVersion(
  seed: string,
  files: readonly { readonly id: string; readonly sha256: string }[],
): string {
  if (files.length === 0) return seed;
  const lines = files.map(({ id, sha256 }) => `${id} ${sha256}\n`).sort();
  return createHash('sha256')
    .update(`${seed}\n${lines.join('')}`)
    .digest('hex')
    .slice(0, 16);
}

/** Whether the very files of a release are held already. */
export function isHeld({ kind, release, sources }: Import, held: readonly Source[]): boolean {
  const hashes = (all: readonly Source[]) =>
    all
      .filter((one) => one.kind === kind && one.release === release)
      .map(({ id, sha256 }) => `${id} ${sha256}`)
      .sort()
      .join();
  return hashes(held) === hashes(sources);
}
