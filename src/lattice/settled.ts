import type { Code } from './code.ts';
import type { RangeReading, Read, Reading } from './code-ids.ts';

/** What became of an input: AMBIGUOUS where several codes of the graph are written so. */
export type LookupStatus = 'FOUND' | 'AMBIGUOUS' | 'UNKNOWN' | 'INVALID';

/** An input as the graph has decided between its readings. */
export interface Settled {
  readonly read: Read;
  readonly status: LookupStatus;
  /** The code, where there is one: of several the first in the order of readings. */
  readonly code: Code | null;
  /** The others. */
  readonly also: readonly Code[];
  /** The reading that holds, as a code; null for a range, and where there is none. */
  readonly reading: Reading | null;
  /** The reading that holds, as a range; null for a code, and where there is none. */
  readonly range: RangeReading | null;
  /** The ids of an unknown one that are not loaded: of all readings, or of the ends of a range. */
  readonly missing: readonly string[];
}

/** How many other codes are named at most. */
const MOST_OTHERS = 8;

/** The ids that the graph is to be asked for. */
export const idsIn = ({ codes, ranges }: Read): string[] => [
  ...codes.map(({ id }) => id),
  ...ranges.flatMap(({ from, to }) => [from.id, to.id]),
];

/** Decides between readings by what is loaded. */
export function settled(read: Read, loaded: ReadonlyMap<string, Code>): Settled {
  const range = rangeOf(read, loaded);
  if (range !== null) return range;
  const found = new Map<Code, Reading>();
  for (const reading of read.codes) {
    const code = loaded.get(reading.id);
    if (code !== undefined && !found.has(code)) found.set(code, reading);
  }
  const [code = null, ...also] = found.keys();
  return {
    read,
    status:
      read.fault !== null ? 'INVALID' : code === null ? 'UNKNOWN' : also.length > 0 ? 'AMBIGUOUS' : 'FOUND',
    code,
    also: also.slice(0, MOST_OTHERS),
    reading: (code === null ? likeliest(read) : found.get(code)) ?? null,
    range: null,
    missing: code === null ? read.codes.map(({ id }) => id) : [],
  };
}

/** Of unknown readings the likeliest: a number with units, rather than a code that ends like units. */
const likeliest = ({ codes }: Read) => codes.find(({ units }) => units !== null) ?? codes[0];

/** Of ranges the one of which most ends are loaded; several with both are several. */
function rangeOf(read: Read, loaded: ReadonlyMap<string, Code>): Settled | null {
  const ends = ({ from, to }: RangeReading) => [from, to].flatMap(({ id }) => loaded.get(id) ?? []);
  const [range, ...others] = read.ranges.toSorted((a, b) => ends(b).length - ends(a).length);
  if (range === undefined) return null;
  const missing = [range.from.id, range.to.id].filter((id) => !loaded.has(id));
  const also = others
    .map(ends)
    .filter((codes) => codes.length === 2)
    .flat();
  const status = missing.length > 0 ? 'UNKNOWN' : also.length > 0 ? 'AMBIGUOUS' : 'FOUND';
  return { read, status, code: null, also: also.slice(0, MOST_OTHERS), reading: null, range, missing };
}
