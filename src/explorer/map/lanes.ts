import { grouped } from '../../lattice/grouped.ts';
import { textWidth } from '../picture/svg.ts';
import type { Band, Place } from './places.ts';
import { reach, type Segment, type Way } from './routes.ts';

/** Width and height of the nodes. */
export type Size = readonly [width: number, height: number];

/** How far lines beside each other are apart: in gaps, and at least where they meet a node. */
export const APART = 7;
const LEAST_APART = 4;
/** The least gap, within a cell of the grid and between cells. */
const WITHIN = [14, 10] as const;
const BETWEEN = [24, 18] as const;

/** The size of the names of rows and columns, and how much narrower one is than what it is for. */
export const HEAD_SIZE = 12;
export const HEAD_GAP = 6;

interface Track {
  readonly at: number;
  /** How many there are in the lane. */
  readonly count: number;
}

/** Gives the segments of a lane tracks beside each other, so that no two nets share a point of one. */
export function tracksOf(
  segments: readonly Segment[],
  at: ReadonlyMap<string, Place>,
): ReadonlyMap<Segment, Track> {
  const reaching = segments.map((segment) => {
    const [from, to] = reach(segment, at);
    return { segment, from, to };
  });
  const lanes = grouped(reaching, ({ segment }) => `${segment.along} ${segment.lane}`);
  const tracks = new Map<Segment, Track>();
  for (const all of lanes.values()) {
    const filled: (typeof all)[] = [];
    const chosen = new Map<Segment, number>();
    for (const one of all.sort((a, b) => a.from - b.from || b.to - a.to)) {
      const isFree = (track: typeof all) =>
        track.every(
          ({ segment, from, to }) => segment.net === one.segment.net || to < one.from || from > one.to,
        );
      const found = filled.findIndex(isFree);
      const index = found < 0 ? filled.length : found;
      filled[index] = [...(filled[index] ?? []), one];
      chosen.set(one.segment, index);
    }
    for (const [segment, index] of chosen) tracks.set(segment, { at: index, count: filled.length });
  }
  return tracks;
}

export interface Lane {
  readonly from: number;
  readonly to: number;
}

/** By their numbers: of gaps even, of rows or columns odd. */
export interface Lanes {
  readonly all: readonly Lane[];
  readonly end: number;
}

/** The lane of a number; beyond the last one there is no room. */
export const lane = ({ all, end }: Lanes, index: number): Lane => all[index] ?? { from: end, to: end };

/** How wide the longest word of a name is, which cannot be divided. */
const wordWidth = (name: string): number =>
  Math.ceil(Math.max(...name.split(/\s/).map((word) => textWidth(word, HEAD_SIZE)))) + HEAD_GAP;

/** How wide each gap and each row or column is, for what runs there and for the words above it. */
export function lanesOf(
  way: Way,
  bands: readonly Band[],
  tracks: ReadonlyMap<Segment, Track>,
  start: number,
  node: Size,
): Lanes {
  const counts = new Map<number, number>();
  for (const [{ along, lane }, { count }] of tracks) if (along !== way) counts.set(lane, count);
  const firsts = new Set<number>([0]);
  let count = 0;
  for (const { size } of bands) {
    count += size;
    firsts.add(count);
  }
  const words = way === 0 ? bands.flatMap(({ name, size }) => Array(size).fill(wordWidth(name) / size)) : [];
  const all: Lane[] = [];
  let end = start;
  for (let index = 0; index <= 2 * count; index++) {
    const lines = counts.get(index) ?? 0;
    const isGap = index % 2 === 0;
    const isEdge = index === 0 || index === 2 * count;
    const least = isEdge ? 1 : firsts.has(index / 2) ? BETWEEN[way] : WITHIN[way];
    const gap = lines > 0 ? Math.max(least, (lines + 1) * APART) : least;
    const size = isGap
      ? gap
      : Math.max(node[way], (lines - 1) * LEAST_APART + 10, words[(index - 1) / 2] ?? 0);
    all.push({ from: end, to: end + size });
    end += size;
  }
  return { all, end };
}
