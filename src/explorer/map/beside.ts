import type { Plan } from './plan.ts';

/** A direction: 1 to the right or down, -1 to the left or up. */
export interface Towards {
  readonly x: number;
  readonly y: number;
}

/** Where the arrow keys lead. */
export const ARROWS: Readonly<Record<string, Towards>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** The code nearest in a direction from another one, or the first where none is given; the same one at the edge. */
export function beside({ nodes }: Plan, id: string | null, towards: Towards): string | null {
  const from = id === null ? undefined : nodes.get(id);
  if (!from) return nodes.keys().next().value ?? null;
  const ahead = [...nodes]
    .map(([other, box]) => ({ other, x: box.x - from.x, y: box.y - from.y }))
    .map(({ other, x, y }) => ({
      other,
      along: x * towards.x + y * towards.y,
      aside: Math.abs(x * towards.y) + Math.abs(y * towards.x),
    }))
    .filter(({ along, aside }) => along > 4 && along * 2.5 > aside)
    .sort((a, b) => a.along + a.aside * 1.6 - (b.along + b.aside * 1.6));
  return ahead[0]?.other ?? id;
}
