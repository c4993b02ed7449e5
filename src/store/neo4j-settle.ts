import type { Run } from './bolt.ts';
import { parts } from './neo4j-join.ts';

/** What nothing says anything of any more, by id. */
export interface Left {
  readonly Code: string[];
  readonly Term: string[];
  readonly Family: string[];
}

/** Removes what is left of files that are gone. Runs where the graph is already as it will be seen. */
export async function removeLeft(run: Run, left: Left): Promise<void> {
  for (const label of ['Code', 'Term', 'Family'] as const) {
    for (const ids of parts(left[label], 1_000)) {
      await run(
        `UNWIND $ids AS id MATCH (n:${label} {id: id}) USING INDEX SEEK n:${label}(id) DETACH DELETE n`,
        { ids },
      );
    }
  }
}
