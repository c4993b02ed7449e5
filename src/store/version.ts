import { createHash } from 'node:crypto';
import type { Meaning } from '../lattice/meanings.ts';
import { isPart } from '../lattice/parts.ts';
import type { Vocabulary } from '../lattice/vocabulary.ts';
import type { Source } from './records.ts';
import type { Existing, Import } from './release.ts';

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

/**
 * The held files whose place an import takes: all of its release; or, where it comes in parts, the same parts only.
 */
export function replacedBy<Held extends Source>(
  { kind, release, sources }: Import,
  held: readonly Held[],
): Held[] {
  const former = held.filter((one) => one.kind === kind && one.release === release);
  const inParts = [...sources, ...former].every(({ part }) => isPart(kind, part));
  return inParts ? former.filter(({ part }) => sources.some((one) => one.part === part)) : former;
}

/** Whether the very files of an import are held already. */
export function isHeld(release: Import, held: readonly Source[]): boolean {
  const hashes = (all: readonly Source[]) =>
    all
      .map(({ id, sha256 }) => `${id} ${sha256}`)
      .sort()
      .join();
  return hashes(replacedBy(release, held)) === hashes(release.sources);
}

/** What an import needs to know of the stored data. Of its terms only the seed's: each import brings its own. */
export function existingOf(
  { terms }: Pick<Vocabulary, 'terms'>,
  sources: readonly Source[],
  meanings: () => readonly Meaning[],
): Existing {
  const seeds = new Set(sources.flatMap(({ id, kind }) => (kind === null ? [id] : [])));
  return {
    terms: new Map([...terms].filter(([, { citation }]) => seeds.has(citation.source))),
    meanings,
    sources,
  };
}
