import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Bolt } from '../driver.ts';

/** Creates the constraints and indexes that are not there yet, and waits until they can be used. */
export async function createSchema(bolt: Bolt): Promise<void> {
  for (const statement of schema()) await bolt.alone(statement);
  await bolt.alone('CALL db.awaitIndexes(300)');
}

/** The statements of seed/neo4j.cypher; each may run again at any time. */
function schema(): string[] {
  const text = readFileSync(
    createRequire(import.meta.url).resolve('#package/seed/neo4j.cypher'),
    'utf8',
  ).replace(/^\/\/.*$/gm, '');
  return text
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** Drops all constraints and indexes, whosesoever they are. */
export async function dropSchema(bolt: Bolt): Promise<void> {
  for (const { name } of await bolt.alone<{ name: string }>('SHOW CONSTRAINTS YIELD name')) {
    await bolt.alone('DROP CONSTRAINT $name', { name });
  }
  const indexes = await bolt.alone<{ name: string }>(
    `SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP' AND owningConstraint IS NULL`,
  );
  for (const { name } of indexes) await bolt.alone('DROP INDEX $name', { name });
}
