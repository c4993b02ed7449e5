import type { Batch, Held } from '../../store/release.ts';
import type { ImportKind, Source } from '../../store/store.ts';
import type { Member } from '../files/input.ts';
import type { Report } from '../files/report.ts';
import type { AnySelection, Selection } from '../files/select.ts';
import { readCrosswalkFile } from './crosswalk-file.ts';
import { readHcpcs } from './hcpcs.ts';
import { readIcd10cm } from './icd10cm.ts';
import { readIcd10pcs } from './icd10pcs.ts';
import { readLicensedText } from './licensed-text.ts';
import { readAoc, readMue, readPfs, readPtp } from './medicare.ts';

/** The first and the last code that the rows of a file are ordered by. */
export interface Span {
  readonly firstCode: string;
  readonly lastCode: string;
}

/** What a reader of one kind works with. */
export interface Reading<Kind extends AnySelection['kind'] = AnySelection['kind']> {
  readonly selection: Selection<Kind>;
  /** One for each file of the selection, in the same order. */
  readonly sources: readonly Source[];
  readonly report: Report;
  readonly held: Held;
  /** From which code to which each file goes, where its reader tells. */
  readonly spans: Map<Member, Span>;
  /** Whether descriptors may be kept. */
  readonly licensed: boolean;
}

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
