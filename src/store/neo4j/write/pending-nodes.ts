import type { ImportLock } from './import-lock.ts';
import { type JoinRow, join, type LabelOf, type Pattern, parts } from './join.ts';
import type { Label } from './staged.ts';

/**
 * Puts into the graph what nobody sees before the last transaction: new nodes, which have labels of their own until then, and
 * relationships to nodes of either sort, which are not seen as long as one of their ends is not.
 */
export interface PendingNodes {
  has(label: Label, id: string): boolean;
  /** `ArrivingCode` for a code that is pending. */
  readonly labelOf: LabelOf;
  /** Creates nodes, of which the rows are the properties. */
  create(label: Label, rows: readonly { readonly id: string }[]): Promise<void>;
  join(pattern: Pattern, rows: readonly JoinRow[]): Promise<void>;
}

export function createPendingNodes(lock: ImportLock): PendingNodes {
  const ids = { Code: new Set<string>(), Term: new Set<string>(), Family: new Set<string>() };
  const labelOf: LabelOf = (label, id) =>
    (ids as Partial<Record<string, Set<string>>>)[label]?.has(id) ? `Arriving${label}` : label;
  return {
    has: (label, id) => ids[label].has(id),
    labelOf,
    create(label, rows) {
      for (const { id } of rows) ids[label].add(id);
      return lock.writeEach(parts(rows), async (run, some) => {
        await run(`UNWIND $rows AS row CREATE (n:Arriving${label}) SET n = row`, { rows: some });
      });
    },
    join: (pattern, rows) => lock.writeEach(parts(rows), (run, some) => join(run, pattern, some, labelOf)),
  };
}
