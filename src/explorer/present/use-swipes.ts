import { useRef } from 'preact/hooks';

/** How far a finger goes for a swipe, in pixels, and how much farther sideways than up or down. */
const FAR = 50;
const FLAT = 2;
/** Less room to scroll than this, in pixels, is none. */
const LEAST_ROOM = 2;

/** Which way along the line of writing leads on: 1 to the right, -1 to the left. */
export const forward = (): 1 | -1 => (document.documentElement.dir === 'rtl' ? -1 : 1);

interface Start extends Room {
  readonly x: number;
  readonly y: number;
}

/** How far what is touched can be scrolled to its left and to its right, in pixels. */
interface Room {
  readonly left: number;
  readonly right: number;
}

/** Hears of swipes on an element: 1 leads on, -1 back, as pages are turned. What can be scrolled that way itself keeps its swipes. */
export function useSwipes(step: (by: 1 | -1) => void) {
  const start = useRef<Start | null>(null);
  return {
    onTouchStart({ touches, target }: TouchEvent) {
      const [first] = touches;
      const isOne = first !== undefined && touches.length === 1;
      start.current = isOne ? { x: first.clientX, y: first.clientY, ...roomIn(target) } : null;
    },
    onTouchEnd({ changedTouches: [last] }: TouchEvent) {
      if (!start.current || !last) return;
      const { left, right, ...from } = start.current;
      const [x, y] = [last.clientX - from.x, last.clientY - from.y];
      start.current = null;
      if (Math.abs(x) < FAR || Math.abs(x) < FLAT * Math.abs(y)) return;
      if ((x < 0 ? right : left) > LEAST_ROOM) return;
      step(x * forward() < 0 ? 1 : -1);
    },
  };
}

function roomIn(target: EventTarget | null): Room {
  const scroller = target instanceof Element ? target.closest('.scroller') : null;
  if (scroller === null) return { left: 0, right: 0 };
  const all = scroller.scrollWidth - scroller.clientWidth;
  // From right to left, places are counted down from 0 at the right.
  const left = scroller.scrollLeft + (forward() === 1 ? 0 : all);
  return { left, right: all - left };
}
