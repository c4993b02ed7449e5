import { PublicError } from '../../../errors.ts';
import type { Source } from '../../records.ts';
import { SOURCE } from '../cypher.ts';
import { type Bolt, type BoltOptions, openBolt } from '../driver.ts';
import { acquireImportLock, type Claim, type ImportLock } from './import-lock.ts';
import { createSchema } from './schema.ts';
import { sweep } from './sweep.ts';
import { revokeCutOff } from './switch.ts';

/** A source that is seen, and the number of an imported file. */
export type HeldSource = Source & { readonly file: number };

/** What a change of the loaded releases works with, while it holds the import lock. */
export interface Change {
  readonly bolt: Bolt;
  readonly lock: ImportLock;
  /** What is loaded before it. */
  readonly sources: readonly HeldSource[];
  /** The version of the dataset before it. */
  readonly began: string;
}

/**
 * Changes which releases a Neo4j holds, as the only one to do so: first removes what a change that was cut off has left
 * behind, and at the end, or where it fails, what this one leaves. Throws BusyError while another change is under way, and
 * PublicError where no dataset is loaded.
 */
export async function changeReleases<Result>(
  options: BoltOptions,
  claim: Claim,
  work: (change: Change) => Promise<Result>,
): Promise<Result> {
  const bolt = openBolt(options);
  try {
    const began = await versionOf(bolt);
    if (began === null) throw new PublicError('STORE_UNAVAILABLE', NOTHING_LOADED);
    await createSchema(bolt);
    const lock = await acquireImportLock(bolt, claim);
    try {
      await revokeCutOff(bolt);
      await sweep(bolt, claim);
      const rows = await bolt.alone<{ source: HeldSource }>(SOURCES);
      const result = await work({ bolt, lock, sources: rows.map(({ source }) => source), began });
      await sweep(bolt, null);
      await lock.end();
      return result;
    } catch (error) {
      await sweep(bolt, claim)
        .then(() => lock.end())
        .catch(() => {});
      throw error;
    }
  } finally {
    await bolt.close();
  }
}

/** The files that were taken in, and the works of the seed. */
const SOURCES = `MATCH (s:Source) WITH s, s ${SOURCE} AS source
  RETURN source {.*, file: s.file} AS source ORDER BY s.id`;

const NOTHING_LOADED =
  'The graph database holds no dataset. Run `npm run seed` with the same NEO4J_URI, then run this again.';

async function versionOf(bolt: Bolt): Promise<string | null> {
  const [dataset] = await bolt.alone<{ version: string | null }>(
    `MATCH (d:Dataset {name: 'codelattice'}) RETURN d.version AS version`,
  );
  return dataset?.version ?? null;
}
