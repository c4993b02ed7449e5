import type { Import, Imported } from '../../release.ts';
import { isHeld, replacedBy } from '../../version.ts';
import type { BoltOptions } from '../driver.ts';
import { type Change, changeReleases, type HeldSource } from './change.ts';
import { compare } from './compare.ts';
import { readExisting } from './existing-nodes.ts';
import { takeBatches } from './intake.ts';
import { parts } from './join.ts';
import { type Arrived, switchTo } from './switch.ts';

/**
 * Takes a release into a Neo4j that holds the seed, in many transactions of which nobody sees anything before the last one.
 * Cut off at any moment, the former state stays as it was, and the files are named as unfinished; run again, it ends as if
 * nothing had happened. Does nothing where the very same files are held already. Refuses while another import runs. A dry
 * run does the same but for the last transaction: what has arrived is compared, and removed again.
 */
export function importNeo4j(options: BoltOptions, release: Import, dryRun = false): Promise<Imported> {
  const { kind, release: name } = release;
  const claim = { doing: dryRun ? 'trying' : 'importing', kind, release: name } as const;
  return changeReleases(options, claim, async (change) => {
    const { bolt, lock, sources } = change;
    if (isHeld(release, sources)) return { outcome: 'unchanged' };
    const { arrived, rows } = await takeIn(change, release, replacedBy(release, sources), dryRun);
    const compared = await compare(bolt, [...arrived.files.values()], arrived.former, arrived.staged.edges);
    if (!dryRun) await switchTo(bolt, lock, arrived);
    return { outcome: 'imported', added: rows - compared.changed - compared.unchanged, ...compared };
  });
}

/** Brings a release in the place of these files as far as nobody sees it: the last transaction is left to the caller. */
export async function takeIn(
  { bolt, lock, sources, began }: Change,
  release: Import,
  replaced: readonly HeldSource[],
  dryRun = false,
): Promise<{ readonly arrived: Arrived; readonly rows: number }> {
  const before = await readExisting(bolt, release.kind, sources, replaced);
  const [{ last = 0 } = {}] = await bolt.alone<{ last: number }>(LAST);
  const files = new Map(release.sources.map(({ id }, index) => [id, last + 1 + index]));
  const since = dryRun ? null : new Date().toISOString();
  const arriving = release.sources.map((source) => ({ ...source, file: files.get(source.id) }));
  await lock.writeEach(parts(arriving), async (run, sources) => {
    await run(ARRIVE, { sources, since });
  });
  const { staged, rows } = await takeBatches({ bolt, lock, release, before, files });
  return { arrived: { release, staged, files, former: before.former, began }, rows };
}

const LAST = 'MATCH (s:Source|ArrivingSource) RETURN coalesce(max(s.file), 0) AS last';

/** With a time since when, they are named as unfinished until the last transaction. */
const ARRIVE = `MATCH (d:Dataset {name: 'codelattice'}) USING INDEX SEEK d:Dataset(name)
  UNWIND $sources AS source
  CREATE (s:ArrivingSource) SET s = source
  FOREACH (since IN CASE WHEN $since IS NULL THEN [] ELSE [$since] END | CREATE (d)-[:ARRIVING {since: since}]->(s))`;
