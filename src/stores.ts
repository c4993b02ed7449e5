import type { Config } from './config.ts';
import type { Dataset, Store } from './store/store.ts';

/** Opens the store of the configuration: Neo4j where NEO4J_URI is set, else the embedded one. Drivers load only when used. */
export async function openStore({ neo4j, databasePath }: Config): Promise<Store> {
  if (neo4j !== null) {
    const { openNeo4j } = await import('./store/neo4j.ts');
    return openNeo4j(neo4j);
  }
  const { openSqlite } = await import('./store/sqlite.ts');
  return openSqlite(databasePath);
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
): Promise<{ name: string; outcome: 'loaded' | 'unchanged' }> {
  if (neo4j !== null) {
    const { loadNeo4j } = await import('./store/neo4j-load.ts');
    return { name: `neo4j ${neo4j.uri}`, outcome: await loadNeo4j(neo4j, dataset, options) };
  }
  const { loadSqlite } = await import('./store/sqlite-load.ts');
  return { name: `sqlite ${databasePath}`, outcome: loadSqlite(databasePath, dataset) };
}
