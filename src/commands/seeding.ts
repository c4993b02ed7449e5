import type { Identity } from '../store/sqlite/file.ts';
import type { Store } from '../store/store.ts';
import type { Config } from './config.ts';
import { root } from './root.ts';
import { openStore, seedStore } from './stores.ts';

/** Builds the embedded store if it is missing, of an older schema version, or of another seed, and says so. */
async function ensured(config: Config, say: (line: string) => void): Promise<Identity | null> {
  const { readSeed, seedFingerprint } = await import('../load/seed/seed.ts');
  const { inspectSeed } = await import('../store/sqlite/write/load-seed.ts');
  const { identityOf } = await import('../store/sqlite/file.ts');
  const { sweepLeftovers } = await import('../store/sqlite/write/replace-file.ts');
  const path = config.databasePath;
  sweepLeftovers(path);
  const identity = identityOf(path);
  const { state, fingerprint } = inspectSeed(path);
  const isOutdated = fingerprint !== null && fingerprint !== seedFingerprint(root);
  if (state === 'ours' && !isOutdated) return identity;
  const { name, outcome } = await seedStore(config, readSeed(root, new Date()), { reset: false, log: say });
  say(`Seeded ${name}.${outcome === 'kept' ? ' What was imported stays.' : ''}`);
  return null;
}

/** Brings the seed into the embedded store where it is not there; Neo4j is seeded by its own command. */
export async function ensureSeeded(config: Config, say: (line: string) => void): Promise<void> {
  if (config.neo4j === null) await ensured(config, say);
}

/** Opens the store of the configuration, seeded. */
export async function openSeeded(config: Config, say: (line: string) => void): Promise<Store> {
  if (config.neo4j !== null) return openStore(config);
  // `ensured` has already checked the file, which may have hundreds of megabytes: it is not read twice.
  return openStore(config, await ensured(config, say));
}
