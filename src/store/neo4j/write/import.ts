import { PublicError } from '../../../errors.ts';
import type { Import, Imported } from '../../release.ts';
import { isHeld } from '../../version.ts';
import { type Bolt, type BoltOptions, openBolt } from '../driver.ts';
import { compare } from './compare.ts';
import { gathered } from './gather.ts';
import { readExisting, sourcesIn } from './held.ts';
import { acquireImportLock, type ImportLock } from './import-lock.ts';
import { createIntake } from './intake.ts';
import { createSchema } from './schema.ts';
import { sweep } from './sweep.ts';
import { revokeCutOff, switchTo } from './switch.ts';

/**
 * Takes a release into a Neo4j that holds the seed, in many transactions of which nobody sees anything before the last one.
 * Cut off at any moment, the former state stays as it was, and the files are named as unfinished; run again, it ends as if
 * nothing had happened. Does nothing where the very same files are held already. Refuses while another import runs.
 */
export async function importNeo4j(options: BoltOptions, release: Import): Promise<Imported> {
  const bolt = openBolt(options);
  try {
    const began = await versionOf(bolt);
    if (began === null) throw new PublicError('STORE_UNAVAILABLE', NOTHING_LOADED);
    await createSchema(bolt);
    const lock = await acquireImportLock(bolt, release);
    try {
      await revokeCutOff(bolt);
      await sweep(bolt, release);
      if (isHeld(release, await sourcesIn(bolt))) {
        await lock.end();
        return { outcome: 'unchanged' };
      }
      const taken = await takeIn(bolt, lock, release, began);
      await sweep(bolt, null);
      return taken;
    } catch (error) {
      await sweep(bolt, release)
        .then(() => lock.end())
        .catch(() => {});
      throw error;
    }
  } finally {
    await bolt.close();
  }
}

const NOTHING_LOADED =
  'The graph database holds no dataset. Run `npm run seed` with the same NEO4J_URI, then import again.';

async function takeIn(bolt: Bolt, lock: ImportLock, release: Import, began: string): Promise<Imported> {
  const before = await readExisting(bolt, release);
  const [{ last = 0, former = [] } = {}] = await bolt.alone<{ last: number; former: number[] }>(FILES, {
    replaced: before.former,
  });
  const files = new Map(release.sources.map(({ id }, index) => [id, last + 1 + index]));
  const since = new Date().toISOString();
  const sources = release.sources.map((source) => ({ ...source, file: files.get(source.id) }));
  await lock.writeEach([sources], async (run) => {
    await run(ARRIVE, { sources, since });
  });
  const intake = createIntake({ bolt, lock, release, before, files });
  let taking = Promise.resolve();
  try {
    for await (const batch of gathered(release.batches(before.held))) {
      await taking;
      taking = intake.take(batch);
      taking.catch(() => {});
    }
    await taking;
  } finally {
    await Promise.allSettled([taking]);
  }
  const { rows, ...arrived } = await intake.finish();
  const compared = await compare(bolt, [...files.values()], former, arrived.staged);
  await switchTo(bolt, lock, { ...arrived, release, files, former, began });
  return { outcome: 'imported', added: rows - compared.changed - compared.unchanged, ...compared };
}

async function versionOf(bolt: Bolt): Promise<string | null> {
  const [dataset] = await bolt.alone<{ version: string | null }>(
    `MATCH (d:Dataset {name: 'codelattice'}) RETURN d.version AS version`,
  );
  return dataset?.version ?? null;
}

const FILES = `RETURN
  coalesce(reduce(last = 0, file IN COLLECT { MATCH (s:Source|ArrivingSource) WHERE s.file IS NOT NULL RETURN s.file } |
    CASE WHEN file > last THEN file ELSE last END), 0) AS last,
  COLLECT { UNWIND $replaced AS id MATCH (s:Source {id: id}) RETURN s.file } AS former`;

const ARRIVE = `MATCH (d:Dataset {name: 'codelattice'}) USING INDEX SEEK d:Dataset(name)
  UNWIND $sources AS source
  CREATE (s:ArrivingSource) SET s = source
  CREATE (d)-[:ARRIVING {since: $since}]->(s)`;
