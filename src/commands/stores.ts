import type { Dataset, Documents, ImportKind } from '../store/records.ts';
import type { Forgotten, Import, Imported } from '../store/release.ts';
import type { Identity } from '../store/sqlite/file.ts';
import type { Store } from '../store/store.ts';
import type { Config } from './config.ts';

/**
 * Opens the store of the configuration: Neo4j where NEO4J_URI is set, else the embedded one, whose file may have been
 * checked just now. Drivers load only when used.
 */
export async function openStore(
  { neo4j, databasePath, codeCacheSize }: Config,
  checked: Identity | null = null,
): Promise<Store> {
  if (neo4j !== null) {
    const { openNeo4j } = await import('../store/neo4j/open.ts');
    return openNeo4j(neo4j);
  }
  const { openSqlite } = await import('../store/sqlite/open.ts');
  return openSqlite(databasePath, checked, codeCacheSize);
}

export interface SeedOptions {
  readonly reset: boolean;
  readonly log: (line: string) => void;
}

/** Brings the dataset into the store of the configuration; does nothing where it is there already. */
export async function seedStore(
  { neo4j, databasePath }: Config,
  dataset: Dataset,
  options: SeedOptions,
): Promise<{ name: string; outcome: 'loaded' | 'kept' | 'unchanged' }> {
  if (neo4j !== null) {
    const { loadNeo4j } = await import('../store/neo4j/write/load-seed.ts');
    return { name: `neo4j ${neo4j.uri}`, outcome: await loadNeo4j(neo4j, dataset, options) };
  }
  const { loadSqlite } = await import('../store/sqlite/write/load-seed.ts');
  return { name: `sqlite ${databasePath}`, outcome: loadSqlite(databasePath, dataset) };
}

/**
 * Takes a release into the store of the configuration; does nothing where the same files are held already. A dry run into
 * Neo4j takes it out again before anyone sees it; the embedded store of a dry run is a copy already.
 */
export async function importInto(
  { neo4j, databasePath }: Config,
  release: Import,
  dryRun: boolean,
): Promise<Imported> {
  if (neo4j !== null) {
    const { importNeo4j } = await import('../store/neo4j/write/import.ts');
    return importNeo4j(neo4j, release, dryRun);
  }
  const { importSqlite } = await import('../store/sqlite/write/import.ts');
  return importSqlite(databasePath, release);
}

/** Takes releases out of the store of the configuration again: one, or all of a kind. */
export async function forgetFrom(
  { neo4j, databasePath }: Config,
  kind: ImportKind,
  release: string | null,
  documents: Documents,
): Promise<Forgotten[]> {
  if (neo4j !== null) {
    const { forgetNeo4j } = await import('../store/neo4j/write/forget.ts');
    return forgetNeo4j(neo4j, kind, release, documents);
  }
  const { forgetSqlite } = await import('../store/sqlite/write/forget.ts');
  return forgetSqlite(databasePath, kind, release, documents);
}
