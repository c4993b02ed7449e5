import { releaseOf } from '../lattice/releases.ts';
import type { PairRow } from '../store/imported.ts';
import type { Snapshot } from '../store/store.ts';

/** Codes of other systems are in no pair of NCCI, and need not be asked for. */
const BILLED = /^(CPT|HCPCS):/;

/** The pairs of NCCI whose first code each is, by id. */
export async function pairsOf(
  snapshot: Snapshot,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly PairRow[]>> {
  const asked = ids.filter((id) => BILLED.test(id));
  const pairs = asked.length === 0 ? [] : await snapshot.pairs(asked);
  return new Map(asked.map((id, at) => [id, pairs[at] ?? []]));
}

/** The codes of those pairs that the newest release holds in force on its first day. */
export function bundled(pairs: readonly PairRow[], { releases }: Snapshot): ReadonlySet<string> {
  const newest = releaseOf(releases, 'ncci-ptp', null);
  if (newest === null) return new Set();
  const standing = pairs.filter((row) => row.release === newest.release && isInForce(row, newest.day));
  return new Set(standing.map(({ id }) => id));
}

const isInForce = ({ modifierIndicator, effective, lastDay }: PairRow, day: string): boolean =>
  modifierIndicator !== 9 && (effective ?? day) <= day && (lastDay ?? day) >= day;
