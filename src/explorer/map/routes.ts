import type { Net } from './nets.ts';
import type { Place, Places } from './places.ts';

/** Along the first axis, x, or along the second, y. */
export type Way = 0 | 1;

/** The side of a node that faces its lesser or its greater neighbours. */
export interface Side {
  readonly node: string;
  readonly greater: boolean;
}

/** A straight part of a line: it reaches from the first to the last of its ends. */
export interface Segment {
  readonly net: number;
  readonly along: Way;
  /** Where it runs, across: `2 i` is the gap before the i-th row or column, `2 i + 1` that row or column. */
  readonly lane: number;
  readonly ends: (Side | Segment)[];
}

/** What a bend costs, and a step along each way, in about the units of the picture. */
const BEND = 30;
const STEP = [28, 16] as const;
/** What another line in the same lane costs. */
const CROWD = 12;

const across = (way: Way): Way => (way === 0 ? 1 : 0);
const isSide = (end: Side | Segment): end is Side => 'node' in end;

/**
 * Leads each net around the codes that are no part of it: along its own row or column where only its own codes stand, else
 * along a gap between rows or columns, to which each of its codes is joined. What a segment crosses in a row or column is
 * nothing but free places and codes of its own.
 */
export function routed(nets: readonly Net[], { at, columns, rows }: Places): Segment[] {
  const size = (bands: Places['rows']) => bands.reduce((sum, band) => sum + band.size, 0);
  const count = [size(columns), size(rows)] as const;
  const taken = new Map([...at].map(([id, [x, y]]) => [`${x} ${y}`, id]));
  const crowd = new Map<string, number>();
  const routes: Segment[] = [];
  const placeOf = (id: string): Place => at.get(id) ?? [0, 0];
  const nodeAt = (way: Way, along: number, lane: number) =>
    taken.get(way === 0 ? `${along} ${lane}` : `${lane} ${along}`);

  /** Along the row or column of all codes, where no other stands between them; null where one does. */
  const straight = (net: number, members: readonly string[], way: Way): Segment[] | null => {
    const lane = placeOf(members[0] ?? '')[across(way)];
    const sorted = members.toSorted((a, b) => placeOf(a)[way] - placeOf(b)[way]);
    const [first, last] = [sorted[0] ?? '', sorted.at(-1) ?? ''];
    if (sorted.some((id) => placeOf(id)[across(way)] !== lane)) return null;
    for (let step = placeOf(first)[way]; step <= placeOf(last)[way]; step++) {
      const node = nodeAt(way, step, lane);
      if (node !== undefined && !members.includes(node)) return null;
    }
    const ends = [
      { node: first, greater: true },
      { node: last, greater: false },
    ];
    return [{ net, along: way, lane: 2 * lane + 1, ends }];
  };

  /** By a trunk that runs one way in the gap before an index of the other way. */
  const byTrunk = (net: number, members: readonly string[], way: Way, gap: number): Segment[] => {
    const side = across(way);
    const trunk: Segment = { net, along: way, lane: 2 * gap, ends: [] };
    const runs = new Map<number, Segment>();
    const middle = members.reduce((sum, id) => sum + placeOf(id)[way], 0) / members.length;
    const stubs = members.map((node): Segment => {
      const place = placeOf(node);
      const [from, to] = gap <= place[side] ? [gap, place[side] - 1] : [place[side] + 1, gap - 1];
      let isClear = true;
      for (let step = from; step <= to; step++) {
        if (nodeAt(side, step, place[way]) !== undefined) isClear = false;
      }
      if (isClear) {
        const ends = [{ node, greater: gap > place[side] }, trunk];
        return { net, along: side, lane: 2 * place[way] + 1, ends };
      }
      const greater = place[way] < middle;
      const beside = place[way] + (greater ? 1 : 0);
      const run = runs.get(beside) ?? { net, along: side, lane: 2 * beside, ends: [trunk] };
      runs.set(beside, run);
      const stub: Segment = { net, along: way, lane: 2 * place[side] + 1, ends: [{ node, greater }, run] };
      run.ends.push(stub);
      return stub;
    });
    const onTrunk = [...runs.values(), ...stubs.filter(({ ends }) => ends.includes(trunk))];
    trunk.ends.push(...onTrunk);
    return [trunk, ...runs.values(), ...stubs];
  };

  const laneOf = ({ along, lane }: Segment) => `${along} ${lane}`;
  const costOf = (segments: readonly Segment[]) =>
    segments.reduce((sum, segment) => {
      const [from, to] = reach(segment, at);
      return sum + BEND + (to - from) * STEP[segment.along] + (crowd.get(laneOf(segment)) ?? 0) * CROWD;
    }, 0);

  for (const [net, { members, hub }] of nets.entries()) {
    const mayPass = hub === undefined || members.length === 2;
    let best = mayPass ? (straight(net, members, 0) ?? straight(net, members, 1)) : null;
    if (best === null) {
      let least = Number.POSITIVE_INFINITY;
      for (const way of [0, 1] as const) {
        const beside = members.map((id) => placeOf(id)[across(way)]);
        const to = Math.min(Math.max(...beside) + 1, count[across(way)]);
        for (let gap = Math.min(...beside); gap <= to; gap++) {
          const route = byTrunk(net, members, way, gap);
          const cost = costOf(route);
          if (cost < least) [least, best] = [cost, route];
        }
      }
    }
    for (const segment of best ?? []) {
      crowd.set(laneOf(segment), (crowd.get(laneOf(segment)) ?? 0) + 1);
      routes.push(segment);
    }
  }
  return routes;
}

/**
 * From where to where a segment reaches, in thirds of a row or column: `3 i` is the gap before the i-th, then the half of it
 * that faces the gap, then its other half.
 */
export function reach({ along, ends }: Segment, at: ReadonlyMap<string, Place>): [from: number, to: number] {
  const thirds = ends.flatMap((end) => {
    if (isSide(end)) return [3 * (at.get(end.node)?.[along] ?? 0) + (end.greater ? 2 : 1)];
    const index = Math.floor(end.lane / 2);
    return end.lane % 2 === 0 ? [3 * index] : [3 * index + 1, 3 * index + 2];
  });
  return [Math.min(...thirds), Math.max(...thirds)];
}
