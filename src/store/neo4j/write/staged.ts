import type { Related } from '../../../lattice/related.ts';
import type { JoinRow } from './join.ts';
import type { FoundCode } from './rows.ts';

export type EdgeType = 'ADD_ON_TO' | 'MAPS_TO';
export type Label = 'Code' | 'Term' | 'Family';

/**
 * What an import changes of nodes that are seen already. It is kept by the process that imports until the last
 * transaction, which makes all of it seen at once.
 */
export interface Staged {
  /** Properties by the id of the node; null removes one. */
  readonly changes: {
    readonly label: Label;
    readonly id: string;
    readonly says: Readonly<Record<string, unknown>>;
  }[];
  /** Codes that state something else than before. */
  readonly restated: FoundCode[];
  /** Codes that are under another family or diagnosis. */
  readonly moved: FoundCode[];
  readonly related: Related[];
  readonly unrelated: { readonly from: string; readonly to: string }[];
  /** Relationships between codes that only the files of the import state. */
  readonly edges: Readonly<Record<EdgeType, JoinRow[]>>;
  /** What nothing says anything of any more, by id. */
  readonly orphans: Readonly<Record<Label, string[]>>;
}

export const nothingStaged = (): Staged => ({
  changes: [],
  restated: [],
  moved: [],
  related: [],
  unrelated: [],
  edges: { ADD_ON_TO: [], MAPS_TO: [] },
  orphans: { Code: [], Term: [], Family: [] },
});
