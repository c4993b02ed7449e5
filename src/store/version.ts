import { createHash } from 'node:crypto';

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
