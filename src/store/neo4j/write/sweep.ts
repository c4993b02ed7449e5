import type { Bolt } from '../driver.ts';
import type { Claim } from './import-lock.ts';

const SWEPT_LABELS = ['ArrivingCode', 'ArrivingTerm', 'ArrivingFamily', 'ReplacedSource'];
/** Labels of nodes that are not visible yet, or no longer. */
export const UNSEEN_LABELS = [...SWEPT_LABELS, 'ArrivingSource'];

/**
 * Removes what nobody sees: rows that a cut-off import has left behind, and rows of files that were replaced. The files of
 * a cut-off import stay known as unfinished, but for those of the release that is about to be imported or forgotten; of all
 * releases of its kind, where it has no name.
 */
export async function sweep(bolt: Bolt, next: Pick<Claim, 'kind' | 'release'> | null): Promise<void> {
  const unseen = await bolt.alone<{ file: number; kind: string }>(UNSEEN);
  const files = unseen.filter(({ kind }) => kind === 'ncci-ptp').map(({ file }) => file);
  if (files.length > 0) await bolt.alone(SWEEP_BUNDLES, { files });
  if (unseen.length > 0) await bolt.alone(SWEEP_SAYINGS);
  for (const label of SWEPT_LABELS) {
    await bolt.alone(`MATCH (n:${label}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS`);
  }
  await bolt.alone(SWEEP_SOURCES, { kind: next?.kind ?? '', release: next?.release ?? null });
}

const UNSEEN = `MATCH (s:ArrivingSource|ReplacedSource) RETURN s.file AS file, s.kind AS kind`;

/** Finds pairs by walking from all codes: an index on them would slow down every import, and few imports need this. */
const SWEEP_BUNDLES = `MATCH (c:Code|ArrivingCode)
  CALL (c) { MATCH (c)-[b:BUNDLES]->() WHERE b.file IN $files DELETE b } IN TRANSACTIONS OF 20 ROWS`;

const SWEEP_SAYINGS = `MATCH (s:ArrivingSource|ReplacedSource)<-[r]-(:Code|ArrivingCode|Term|ArrivingTerm|Family|ArrivingFamily)
  CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS`;

/** Files without ARRIVING belong to a dry run; they never count as unfinished. */
const SWEEP_SOURCES = `MATCH (s:ArrivingSource)
  WHERE NOT EXISTS { (:Dataset)-[:ARRIVING]->(s) } OR (s.kind = $kind AND s.release = coalesce($release, s.release))
  DETACH DELETE s`;
