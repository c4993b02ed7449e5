import type { EdgeKind } from '../../lattice/edges.ts';
import type { MapEdge } from '../map/choice.ts';
import type { Place, Places } from '../map/places.ts';

type Direction = readonly [x: number, y: number];

const RIGHT: Direction = [1, 0];
const DOWN: Direction = [0, 1];
const LEFT: Direction = [-1, 0];
const UP: Direction = [0, -1];
/** The first axis on which codes differ leads to the right, the next down, and so on. */
const AXIS_WAYS = [RIGHT, DOWN, LEFT, UP] as const;
const WAYS: Readonly<Record<Exclude<EdgeKind, 'AXIS' | 'HIERARCHY'>, Direction>> = {
  ADD_ON: DOWN,
  ACCOMPANIES: DOWN,
  BUNDLE: LEFT,
  CROSSWALK: RIGHT,
  CONFUSED_WITH: LEFT,
};

/** Where to put what an edge leads to, seen from a node; `axes` are those on which its neighbours differ. */
export function wayOf(edge: MapEdge, from: string, axes: readonly string[]): Direction {
  if (edge.kind === 'AXIS') return AXIS_WAYS[axes.indexOf(edge.axes[0] ?? '') % AXIS_WAYS.length] ?? RIGHT;
  if (edge.kind === 'HIERARCHY') return edge.source === from ? UP : DOWN;
  return WAYS[edge.kind];
}

export const placeKey = ([x, y]: Place) => `${x} ${y}`;

/** The free place nearest to another one in a direction; of places as near as each other always the same. */
export function freePlace(taken: ReadonlySet<string>, [fromX, fromY]: Place, [wayX, wayY]: Direction): Place {
  let best: Place = [fromX, fromY];
  let least = Number.POSITIVE_INFINITY;
  for (let ring = 1; ring < least; ring++) {
    for (let y = -ring; y <= ring; y++) {
      for (let x = -ring; x <= ring; x++) {
        const place = [fromX + x, fromY + y] as const;
        if (Math.max(Math.abs(x), Math.abs(y)) !== ring || taken.has(placeKey(place))) continue;
        const along = x * wayX + y * wayY;
        const aside = Math.abs(x * wayY) + Math.abs(y * wayX);
        // Against the direction only where all is taken; aside counts more, so that few stand in a row.
        const cost = (along > 0 ? along : 4 - 3 * along) + aside * 2.25;
        if (cost < least) [least, best] = [cost, place];
      }
    }
  }
  return best;
}

/** Each row or column by itself, so that there is room for lines between all of them. */
const bands = (count: number) => Array.from({ length: count }, () => ({ name: '', size: 1 }));

/** Places counted from the least row and column, as maps are laid out. */
export function placesFrom(at: ReadonlyMap<string, Place>): Places {
  const all = [...at.values()];
  const span = (way: 0 | 1) => {
    const along = all.map((place) => place[way]);
    const [least, most] = [Math.min(...along), Math.max(...along)];
    return { least, size: all.length > 0 ? most - least + 1 : 0 };
  };
  const [columns, rows] = [span(0), span(1)];
  return {
    at: new Map([...at].map(([id, [x, y]]) => [id, [x - columns.least, y - rows.least] as const])),
    columns: bands(columns.size),
    rows: bands(rows.size),
  };
}
