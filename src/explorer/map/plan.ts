import { APART, type Lane, type Lanes, lane, lanesOf, type Size, tracksOf } from './lanes.ts';
import type { Net } from './nets.ts';
import type { Band, Place, Places } from './places.ts';
import { routed, type Segment } from './routes.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From where to where, of one net; it is level or upright. */
export interface Stroke {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Line {
  readonly net: Net;
  readonly strokes: readonly Stroke[];
  /** Where one of its strokes ends on another that goes on: drawn as a dot, since other lines only cross. */
  readonly joints: readonly { readonly x: number; readonly y: number }[];
}

/** A name of a row or column, and the room it is for. */
export interface Head {
  readonly name: string;
  readonly box: Box;
}

/** A map with all of its coordinates, in units of which a number of a code takes about 44. */
export interface Plan {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Box>;
  readonly lines: readonly Line[];
  readonly columns: readonly Head[];
  readonly rows: readonly Head[];
  readonly rightToLeft: boolean;
}

/** The least size of a node with a number in it; more lines than fit beside it make it higher. */
const NODE = [64, 30] as const;
const ROW_HEAD = 112;
const COLUMN_HEAD = 38;

/** Lays out a map: every code at its place, and every line where it passes through no code that is not its end. */
export function planOf(nets: readonly Net[], places: Places, rightToLeft: boolean, size: Size = NODE): Plan {
  const segments = routed(nets, places);
  const tracks = tracksOf(segments, places.at);
  const named = places.rows.some(({ name }) => name !== '');
  const starts = [named ? ROW_HEAD : 0, places.columns.some(({ name }) => name !== '') ? COLUMN_HEAD : 0];
  const xs = lanesOf(0, places.columns, tracks, starts[0] ?? 0, size);
  const ys = lanesOf(1, places.rows, tracks, starts[1] ?? 0, size);
  // Names of three lines are a little higher than a row.
  const [width, height] = [xs.end, ys.end + (named ? 8 : 0)];
  const turned = (x: number) => (rightToLeft ? width - x : x);
  const boxIn = ({ from, to }: Lane, across: Lane): Box => ({
    x: rightToLeft ? width - to : from,
    y: across.from,
    width: to - from,
    height: across.to - across.from,
  });
  const node = ([x, y]: Place) => boxIn(lane(xs, 2 * x + 1), lane(ys, 2 * y + 1));
  const acrossOf = (segment: Segment): number => {
    const { at, count } = tracks.get(segment) ?? { at: 0, count: 1 };
    const { from, to } = lane(segment.along === 0 ? ys : xs, segment.lane);
    const apart = count > 1 ? Math.min(APART, (to - from - 6) / (count - 1)) : 0;
    return (from + to) / 2 + (at - (count - 1) / 2) * apart;
  };
  const alongOf = (segment: Segment): number[] =>
    segment.ends.map((end) => {
      if (!('node' in end)) return acrossOf(end);
      const place = places.at.get(end.node)?.[segment.along] ?? 0;
      const { from, to } = lane(segment.along === 0 ? xs : ys, 2 * place + 1);
      return end.greater ? to : from;
    });
  const lines = nets.map((net): Line => ({ net, strokes: [], joints: [] }));
  const strokes = lines.map(({ strokes }) => strokes as Stroke[]);
  const joints = lines.map(({ joints }) => joints as { x: number; y: number }[]);
  for (const segment of segments) {
    const [along, across] = [alongOf(segment), acrossOf(segment)];
    const [from, to] = [Math.min(...along), Math.max(...along)];
    strokes[segment.net]?.push(
      segment.along === 0
        ? { x1: turned(from), y1: across, x2: turned(to), y2: across }
        : { x1: turned(across), y1: from, x2: turned(across), y2: to },
    );
    const inside = along.filter((one, at) => (one > from && one < to) || along.indexOf(one) !== at);
    for (const one of inside) {
      joints[segment.net]?.push(
        segment.along === 0 ? { x: turned(one), y: across } : { x: turned(across), y: one },
      );
    }
  }
  const whole = (bands: readonly Band[], lanes: Lanes) => {
    let index = 0;
    return bands.map(({ name, size }) => {
      const [from, to] = [lane(lanes, 2 * index + 1).from, lane(lanes, 2 * (index + size) - 1).to];
      index += size;
      return { name, lane: { from, to } };
    });
  };
  return {
    width,
    height,
    rightToLeft,
    nodes: new Map([...places.at].map(([id, place]) => [id, node(place)])),
    lines,
    columns: whole(places.columns, xs).map(({ name, lane }) => ({
      name,
      box: boxIn(lane, { from: 0, to: COLUMN_HEAD }),
    })),
    rows: whole(places.rows, ys).map(({ name, lane }) => ({
      name,
      box: boxIn({ from: 0, to: ROW_HEAD }, lane),
    })),
  };
}
