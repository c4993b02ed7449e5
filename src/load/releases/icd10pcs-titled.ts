import type { Citation } from '../../lattice/code.ts';

/** A code or heading of the order file. */
export interface Titled {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly citation: Citation;
}
