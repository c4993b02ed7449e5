import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Import } from '../../src/store/release.ts';
import { aoc, billing, mue, pfs, ptp } from '../small-releases.ts';

/** What a claim says by CASE: the worked examples, the wrong sets, and sets of a published survey. */
export interface Example {
  readonly asked: string;
  readonly verdict: string;
  readonly name: string | null;
  readonly shorthand: string | null;
  readonly levels: readonly object[];
  readonly lines: readonly object[];
  readonly problems: readonly object[];
  readonly notes: readonly object[];
}
interface Examples {
  readonly examples: readonly Example[];
  readonly wrong: readonly {
    readonly asked: string;
    readonly verdict: string;
    readonly says: readonly string[];
  }[];
  readonly surveyed: readonly { readonly asked: string; readonly verdict: string; readonly name: string }[];
}
/** The rows of the public files (NCCI pairs and limits of 2024 Q3, fee schedule of October 2025) that the examples need. */
interface Rows {
  /** Column 1, column 2, modifier indicator. */
  readonly pairs: readonly string[];
  /** Code, units, adjudication indicator. */
  readonly limits: readonly string[];
  /** Code, status, facility total, global days, bilateral indicator. */
  readonly values: readonly string[];
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), file), 'utf8'));
export const { examples, wrong, surveyed } = read('examples.json') as Examples;
const rows = read('files.json') as Rows;

const cells = (row: string) => row.split(' ') as [string, string, string, string, string];
export const PAIRS = rows.pairs.map((row): [string, string, number] => {
  const [column1, column2, indicator] = cells(row);
  return [column1, column2, Number(indicator)];
});
export const LIMITS = rows.limits.map((row): [string, number, number] => {
  const [code, units, adjudication] = cells(row);
  return [code, Number(units), Number(adjudication)];
});
export const VALUES = rows.values.map((row) => {
  const [code, status, total, globalDays, bilateral] = cells(row);
  return billing(code, { status, facilityTotalRvu: Number(total), globalDays, bilateral });
});

/** These rows as releases. */
export const sampleReleases = (): Import[] => [
  ptp('2024Q3', '2024-07-01', PAIRS),
  mue('2024Q3', '2024-07-01', LIMITS),
  aoc('2024-06', '2024-06-01', [['22552', '22551', 1]]),
  pfs('2025D', '2025-10-01', VALUES),
];

/** The inputs of an example: `22853x2` is written `22853 x2`. */
export const inputsOf = (asked: string) => asked.split(' ').map((one) => one.replace(/x(?=\d+$)/, ' x'));
