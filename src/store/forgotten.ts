import { compareIds } from '../lattice/edges.ts';
import { type Related, relatedByPosition } from '../lattice/related.ts';
import { type Dated, namedBy, releaseOf } from '../lattice/releases.ts';
import type { ImportKind } from './records.ts';
import type { Forgotten } from './release.ts';

/**
 * The releases of a kind that a forget takes out, newest first: the named one, or its variants; all where none is named. Empty
 * where no such release is held.
 */
export function releasesToForget<Release extends Dated>(
  kind: ImportKind,
  name: string | null,
  held: readonly Release[],
): Release[] {
  const ofKind = held.filter((one) => one.kind === kind);
  const names = ofKind.map(({ release }) => release);
  const going = name === null ? names : namedBy(name, names);
  return ofKind
    .filter(({ release }) => going.includes(release))
    .sort((a, b) => compareIds(b.starts ?? '', a.starts ?? '') || compareIds(a.release, b.release));
}

/** The edition of ICD-10-PCS whose codes are paired once others are gone: the newest that stays; null where none does. */
export const pairedEdition = (staying: readonly Dated[]): string | null =>
  releaseOf(staying, 'icd10pcs', null)?.release ?? null;

/** The related pairs of an edition of ICD-10-PCS, given its codes without a prefix; the pairs are of ids. */
export function* relatedProcedures(codes: readonly string[]): Generator<Related> {
  for (const pair of relatedByPosition(codes)) {
    yield { ...pair, from: `ICD10PCS:${pair.from}`, to: `ICD10PCS:${pair.to}` };
  }
}

/** What a forget tells: the rows of each release, and with the first of them all codes that went. */
export const forgottenOf = (
  releases: readonly { readonly release: string; readonly rows: number }[],
  codes: number,
): Forgotten[] =>
  releases.map(({ release, rows }, index) => ({ release, rows, codes: index === 0 ? codes : 0 }));
