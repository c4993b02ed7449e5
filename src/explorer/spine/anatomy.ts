/** The column from the side, front to the left, as plain geometry: 24 free vertebrae, the sacrum and the coccyx. */
export type Region = 'cervical' | 'thoracic' | 'lumbar' | 'sacral' | 'coccyx';

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Vertebra {
  /** As surgeons count: C1, T12, L5. */
  readonly name: string;
  readonly region: Region;
  readonly body: string;
  /** The spinous process behind the canal; none on the coccyx. */
  readonly process: string | null;
  readonly front: Point;
  readonly center: Point;
}

/** What the middles of the vertebral bodies follow: hollow at the neck, round at the chest, hollow, round. */
const CURVE: readonly Point[] = [
  { x: 240, y: 8 },
  { x: 231, y: 26 },
  { x: 217, y: 74 },
  { x: 224, y: 124 },
  { x: 250, y: 176 },
  { x: 265, y: 236 },
  { x: 261, y: 296 },
  { x: 241, y: 356 },
  { x: 216, y: 412 },
  { x: 209, y: 462 },
  { x: 224, y: 508 },
  { x: 254, y: 546 },
  { x: 277, y: 584 },
  { x: 276, y: 620 },
  { x: 258, y: 644 },
];

interface Kind {
  readonly region: Region;
  readonly letter: string;
  readonly count: number;
  /** From the first to the last: height of the body, its depth from front to back; then the disc below. */
  readonly height: readonly [number, number];
  readonly depth: readonly [number, number];
  readonly disc: number;
  /** The spinous process: how long, how far it points down in degrees, how thick. */
  readonly process: {
    readonly length: readonly [number, number];
    readonly down: readonly [number, number];
    readonly thick: number;
  } | null;
}

const KINDS: readonly Kind[] = [
  {
    region: 'cervical',
    letter: 'C',
    count: 7,
    height: [10, 12.5],
    depth: [17, 21],
    disc: 3,
    process: { length: [14, 26], down: [10, 24], thick: 5 },
  },
  {
    region: 'thoracic',
    letter: 'T',
    count: 12,
    height: [13.5, 18],
    depth: [22, 31],
    disc: 3.2,
    process: { length: [27, 24], down: [34, 30], thick: 6 },
  },
  {
    region: 'lumbar',
    letter: 'L',
    count: 5,
    height: [20, 22.5],
    depth: [34, 39],
    disc: 6,
    process: { length: [27, 24], down: [9, 9], thick: 12 },
  },
  {
    region: 'sacral',
    letter: 'S',
    count: 5,
    height: [19, 13],
    depth: [36, 12],
    disc: 0.8,
    process: { length: [13, 5], down: [20, 30], thick: 6 },
  },
  { region: 'coccyx', letter: 'Co', count: 3, height: [8, 5], depth: [9, 5], disc: 1, process: null },
];

/** How wide the canal behind the bodies is drawn, wider than it is, so that the cord in it can be seen. */
const CANAL = 15;

const between = ([from, to]: readonly [number, number], share: number) => from + (to - from) * share;

/** Points close together along the curve, with the way from its beginning. */
const TRACK = (() => {
  const track: { x: number; y: number; way: number }[] = [];
  for (let index = 1; index < CURVE.length - 2; index++) {
    const [a, b, c, d] = CURVE.slice(index - 1, index + 3);
    if (!a || !b || !c || !d) continue;
    for (let step = 0; step < 24; step++) {
      const point = { x: spline(a.x, b.x, c.x, d.x, step / 24), y: spline(a.y, b.y, c.y, d.y, step / 24) };
      const last = track.at(-1);
      track.push({ ...point, way: last ? last.way + Math.hypot(point.x - last.x, point.y - last.y) : 0 });
    }
  }
  return track;
})();

/** Catmull and Rom: a smooth curve through b and c. */
function spline(a: number, b: number, c: number, d: number, t: number): number {
  return (
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3)
  );
}

/** A place on the curve, with the unit vectors down along it and back, away from the front. */
function at(way: number) {
  const index = Math.min(
    Math.max(
      TRACK.findIndex((point) => point.way >= way),
      1,
    ),
    TRACK.length - 1,
  );
  const found = TRACK.findIndex((point) => point.way >= way) < 0 ? TRACK.length - 1 : index;
  const [from, to] = [TRACK[found - 1], TRACK[found]];
  if (!from || !to) throw new Error('the curve has no points');
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const down = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  return { x: to.x, y: to.y, down, back: { x: down.y, y: -down.x } };
}

type Spot = ReturnType<typeof at>;

const go = (spot: Spot, back: number, down: number): Point => ({
  x: spot.x + spot.back.x * back + spot.down.x * down,
  y: spot.y + spot.back.y * back + spot.down.y * down,
});

const xy = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A vertebral body: flat above and below, slightly waisted in front and behind. */
function bodyOf(spot: Spot, height: number, depth: number): string {
  const [h, d] = [height / 2, depth / 2];
  const waist = d * 0.86;
  const p = (back: number, down: number) => xy(go(spot, back, down));
  return `M${p(-d + 2, -h)}Q${p(0, -h + 1.2)} ${p(d - 2, -h)}Q${p(d, -h)} ${p(d, -h + 2)}Q${p(waist, 0)} ${p(d, h - 2)}Q${p(d, h)} ${p(d - 2, h)}Q${p(0, h - 1.2)} ${p(-d + 2, h)}Q${p(-d, h)} ${p(-d, h - 2)}Q${p(-waist, 0)} ${p(-d, -h + 2)}Q${p(-d, -h)} ${p(-d + 2, -h)}Z`;
}

function processOf(spot: Spot, start: number, kind: NonNullable<Kind['process']>, share: number): string {
  const [length, angle] = [between(kind.length, share), (between(kind.down, share) * Math.PI) / 180];
  const t = kind.thick / 2;
  const tip = { back: start + length * Math.cos(angle), down: length * Math.sin(angle) };
  const p = (back: number, down: number) => xy(go(spot, back, down));
  return `M${p(start, -t * 0.9)}Q${p(start + length * 0.4, tip.down * 0.25 - t)} ${p(tip.back, tip.down - t * 0.8)}Q${p(tip.back + 3, tip.down)} ${p(tip.back - 1, tip.down + t)}Q${p(start + length * 0.35, tip.down * 0.5 + t)} ${p(start, t * 1.1)}Z`;
}

interface Placed extends Vertebra {
  readonly way: number;
  /** How far behind the middle of the body the middle of the canal lies. */
  readonly canal: number;
}

/** Makes the vertebrae as high as the curve is long. */
const SCALE =
  (TRACK.at(-1)?.way ?? 0) /
  KINDS.reduce((sum, { count, height, disc }) => sum + count * ((height[0] + height[1]) / 2 + disc), 0);

const PLACED: readonly Placed[] = (() => {
  const placed: Placed[] = [];
  let way = 0;
  for (const kind of KINDS) {
    for (let index = 0; index < kind.count; index++) {
      const share = index / (kind.count - 1);
      const [height, depth] = [between(kind.height, share) * SCALE, between(kind.depth, share)];
      const canal = kind.region === 'sacral' ? between([12, 5], share) : CANAL;
      const spot = at(way + height / 2);
      placed.push({
        name: `${kind.letter}${index + 1}`,
        region: kind.region,
        body: bodyOf(spot, height, depth),
        process: kind.process && processOf(spot, depth / 2 + canal, kind.process, share),
        front: go(spot, -depth / 2, 0),
        center: spot,
        way: way + height / 2,
        canal: depth / 2 + canal / 2,
      });
      way += height + kind.disc * SCALE;
    }
  }
  return placed;
})();

/** The vertebrae from C1 to the sacrum, each with its place in the picture. */
export const VERTEBRAE: readonly Vertebra[] = PLACED;

/** A smooth line along the canal from one vertebra to another, `aside` of its middle. */
function along(from: string, to: string, aside: number): string {
  const first = PLACED.findIndex(({ name }) => name === from);
  const last = PLACED.findIndex(({ name }) => name === to);
  return `M${PLACED.slice(first, last + 1)
    .map(({ way, canal }) => xy(go(at(way), canal + aside, 0)))
    .join('L')}`;
}

/** The canal's content: the sac of the dura ends at S2, the cord near L1; below it the roots hang on. */
export const CANAL_LINES = {
  dura: along('C1', 'S2', 0),
  cord: along('C1', 'L1', 0),
  roots: [-2.6, 0, 2.6].map((aside) => along('L1', 'S3', aside)),
};

/** The spine between the middles of two vertebrae as a broad line, to catch a pointer or to stand out. */
export function stretch(from: string, to: string): string {
  const first = PLACED.findIndex(({ name }) => name === from);
  const last = PLACED.findIndex(({ name }) => name === to);
  return `M${PLACED.slice(first, last + 1)
    .map(({ way }) => xy(go(at(way), 12, 0)))
    .join('L')}`;
}

/** A line behind the vertebrae from one to another and a little beyond, `back` of the middle of their bodies. */
export function behind(from: string, to: string, back: number): string {
  const [first, last] = [from, to].map((name) => PLACED.find((one) => one.name === name)?.way ?? 0);
  const [top, bottom] = [(first ?? 0) - BEYOND, (last ?? 0) + BEYOND];
  const steps = Array.from({ length: 9 }, (_, step) => top + ((bottom - top) * step) / 8);
  return `M${steps.map((way) => xy(go(at(way), back, 0))).join('L')}`;
}
const BEYOND = 6;

/** Where a vertebra stands, by its name. */
export function vertebra(name: string): Vertebra {
  const found = VERTEBRAE.find((one) => one.name === name);
  if (!found) throw new Error(`there is no vertebra ${name}`);
  return found;
}
