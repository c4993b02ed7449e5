import type { Citation } from '../lattice/code.ts';

/** The citation of a row, as columns (SQLite) and properties (Neo4j) hold it. */
export interface CitedRow {
  readonly source: string;
  readonly line: number;
  readonly evidence: string | null;
}

export type Cited<T> = Omit<T, 'citation'> & CitedRow;

export function citation({ source, line, evidence }: CitedRow): Citation {
  return { source, line, evidence };
}

export function cited<T extends CitedRow>({ source, line, evidence, ...row }: T) {
  return { ...row, citation: { source, line, evidence } };
}
