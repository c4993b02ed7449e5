import type { Code } from '../lattice/code.ts';
import type { Companions } from '../lattice/companions.ts';
import type { ConfusedCodes } from '../lattice/confused.ts';
import type { Diagnosis, NotMet } from '../lattice/crosswalk.ts';
import type { Performs } from '../lattice/vocabulary.ts';

/** What stands around a code, as far as its texts speak of it. */
export interface Surroundings {
  /** Related codes, nearest first. */
  readonly related: readonly Code[];
  readonly addOns: readonly Code[];
  readonly primaries: readonly Code[];
  /** Diagnoses met with it, and those taken for one that belong elsewhere. */
  readonly diagnoses: readonly Diagnosis[];
  readonly never: readonly NotMet[];
}

/** What holds for the whole dataset and texts speak of. */
export interface Known {
  readonly performs: readonly Performs[];
  readonly companions: Companions;
  readonly confused: ConfusedCodes;
}
