import type { TestProject } from 'vitest/node';
import { missing, startNeo4j } from '../../../scripts/neo4j.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the Neo4j is that tests may wipe; or why there is none. */
    readonly neo4j: { readonly uri: string } | { readonly why: string };
  }
}

const { NEO4J_TEST_URI, NEO4J_LINE, CI } = process.env;
const line = NEO4J_LINE === 'lts' ? 'lts' : 'current';

/**
 * One Neo4j for all tests, the newest, or with NEO4J_LINE=lts that of the LTS line; the first start downloads it. Instead,
 * NEO4J_TEST_URI may name one, `bolt://user:password@host:7687`; the tests wipe it.
 */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (NEO4J_TEST_URI) {
    provide('neo4j', { uri: NEO4J_TEST_URI });
    return undefined;
  }
  const why = await missing({ line, download: CI === 'true' });
  if (why !== null && CI === 'true') throw new Error(why);
  if (why !== null) {
    console.warn(`Neo4j tests are skipped. ${why}`);
    provide('neo4j', { why });
    return undefined;
  }
  const server = await startNeo4j({ line, log: console.warn });
  provide('neo4j', { uri: server.uri });
  return () => server.stop();
}
