export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The size of a node, in the units of positions. */
export const NODE = { width: 64, height: 30 };
const GAP = { x: 14, y: 16 };
const MOST_ROUNDS = 400;

/** Moves points apart until no two nodes that stand on them touch: the least way, the same every time. */
export function apart(points: ReadonlyMap<string, Point>): Map<string, Point> {
  const places = [...points].map(([id, { x, y }], index) => ({
    id,
    x: x + index * 1e-4,
    y: y + index * 1e-4,
  }));
  const [wide, high] = [NODE.width + GAP.x, NODE.height + GAP.y];
  for (let round = 0, moved = true; moved && round < MOST_ROUNDS; round++) {
    moved = false;
    for (const [index, a] of places.entries()) {
      for (const b of places.slice(index + 1)) {
        const [overX, overY] = [wide - Math.abs(b.x - a.x), high - Math.abs(b.y - a.y)];
        if (overX <= 1e-3 || overY <= 1e-3) continue;
        moved = true;
        if (overX < overY) shift(a, b, 'x', overX);
        else shift(a, b, 'y', overY);
      }
    }
  }
  return new Map(places.map(({ id, x, y }) => [id, { x, y }]));
}

function shift(
  a: { x: number; y: number },
  b: { x: number; y: number },
  axis: 'x' | 'y',
  over: number,
): void {
  const sign = a[axis] < b[axis] ? 1 : -1;
  a[axis] -= (sign * over) / 2;
  b[axis] += (sign * over) / 2;
}

/** How much more room than their own a crowd of nodes gets before those that touch are moved apart. */
const ROOM = 2;

/**
 * Stretches points towards a ratio of width to height, at most twofold each way, so that they fill their frame; a crowd
 * grows as a whole, so that it keeps its shape when its nodes are moved apart.
 */
export function shaped(points: ReadonlyMap<string, Point>, ratio: number): Map<string, Point> {
  const { width, height } = extent([...points.values()]);
  const factor = Math.min(Math.max(Math.sqrt((ratio * height) / width), 1 / 2), 2);
  const needed = points.size * (NODE.width + GAP.x) * (NODE.height + GAP.y) * ROOM;
  const grown = Math.max(1, Math.sqrt(needed / (width * height)));
  return new Map(
    [...points].map(([id, { x, y }]) => [id, { x: x * factor * grown, y: (y / factor) * grown }]),
  );
}

/** Puts the nodes without any line in rows below the others. */
export function parked(
  ids: readonly string[],
  points: ReadonlyMap<string, Point>,
  ratio: number,
): Map<string, Point> {
  if (ids.length === 0) return new Map(points);
  const { left, bottom, width } = points.size > 0 ? extent([...points.values()]) : EMPTY;
  const [stepX, stepY] = [NODE.width + GAP.x, NODE.height + GAP.y];
  const alone = Math.ceil(Math.sqrt((ids.length * ratio * stepY) / stepX));
  const inRow = Math.max(Math.floor(width / stepX), alone, 1);
  const top = points.size > 0 ? bottom + stepY : 0;
  const rows = ids.map((id, at): [string, Point] => [
    id,
    { x: left + NODE.width / 2 + (at % inRow) * stepX, y: top + Math.floor(at / inRow) * stepY },
  ]);
  return new Map([...points, ...rows]);
}

const EMPTY = { left: 0, top: 0, bottom: 0, width: 0, height: 0 };

/** The frame around nodes. */
export function extent(points: readonly Point[]) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs) - NODE.width / 2, Math.max(...xs) + NODE.width / 2];
  const [top, bottom] = [Math.min(...ys) - NODE.height / 2, Math.max(...ys) + NODE.height / 2];
  return { left, top, bottom, width: right - left, height: bottom - top };
}
