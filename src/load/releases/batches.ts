import type { ImportKind } from '../../store/records.ts';
import type { Batch } from '../../store/release.ts';
import type { AnySelection } from '../files/select.ts';
import { readCrosswalkFile } from './crosswalk-file.ts';
import { readHcpcs } from './hcpcs.ts';
import { readIcd10cm } from './icd10cm.ts';
import { readIcd10pcs } from './icd10pcs.ts';
import { readLicensedText } from './licensed-text.ts';
import { readAoc, readMue, readPfs, readPtp } from './medicare.ts';
import type { Reading } from './reading.ts';

const READERS: {
  readonly [Kind in AnySelection['kind']]: (reading: Reading<Kind>) => AsyncGenerator<Batch>;
} = {
  pfs: readPfs,
  'ncci-ptp': readPtp,
  'ncci-mue': readMue,
  'ncci-aoc': readAoc,
  icd10pcs: readIcd10pcs,
  icd10cm: readIcd10cm,
  hcpcs: readHcpcs,
  crosswalk: readCrosswalkFile,
  'licensed-text': readLicensedText,
};

/** The rows of a release as what a store takes in. */
export function batchesOf(reading: Reading): AsyncIterable<Batch> {
  const read = READERS[reading.selection.kind] as unknown as (reading: Reading) => AsyncGenerator<Batch>;
  return read(reading);
}

/** The kinds that have a reader. */
export type ReadKind = Extract<ImportKind, keyof typeof READERS>;
