import type { ComponentChildren } from 'preact';
import type { Box, Plan } from './plan.ts';

/** So far a map stands from the edges of its sheet, in units. */
const MARGIN = 2;

/** The whole of a map, with its margin. */
export const wholeOf = ({ width, height }: Pick<Plan, 'width' | 'height'>): Box => ({
  x: -MARGIN,
  y: -MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN,
});

/** The heads of its rows, with the margin outside of them. */
export function headsOf(plan: Plan, { x, width }: Box): Box {
  return { ...wholeOf(plan), x: plan.rightToLeft ? x : x - MARGIN, width: width + MARGIN };
}

interface SheetProps {
  /** What of the map is shown, in units. */
  readonly box: Box;
  /** How many pixels a unit takes. */
  readonly scale: number;
  readonly children: ComponentChildren;
}

/** What a map is drawn on. What it says is said in words beside it, so readers of screens pass it over. */
export function Sheet({ box: { x, y, width, height }, scale, children }: SheetProps) {
  return (
    <svg
      viewBox={`${x} ${y} ${width} ${height}`}
      width={width * scale}
      height={height * scale}
      aria-hidden="true"
      direction="ltr"
    >
      {children}
    </svg>
  );
}
