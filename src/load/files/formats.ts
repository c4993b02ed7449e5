import { crosswalk } from './crosswalk.ts';
import type { Format } from './format.ts';
import { hcpcs } from './hcpcs.ts';
import { icd10cm } from './icd10cm.ts';
import { icd10pcs } from './icd10pcs.ts';
import { licensedText } from './licensed-text.ts';
import { ncciAoc } from './ncci-aoc.ts';
import { ncciMue } from './ncci-mue.ts';
import { ncciPtp } from './ncci-ptp.ts';
import { pfs } from './pfs.ts';

/** All formats by kind. */
export const FORMATS = {
  pfs,
  'ncci-ptp': ncciPtp,
  'ncci-mue': ncciMue,
  'ncci-aoc': ncciAoc,
  icd10pcs,
  icd10cm,
  hcpcs,
  crosswalk,
  'licensed-text': licensedText,
} as const;

export type Kind = keyof typeof FORMATS;
/** The row a format reads. */
export type RowOf<K extends Kind> = (typeof FORMATS)[K] extends Format<infer Row> ? Row : never;

export const KINDS = Object.keys(FORMATS) as Kind[];
