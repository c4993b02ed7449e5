import { useRef } from 'preact/hooks';

/** How far a finger goes for a swipe, in pixels, and how much farther sideways than up or down. */
const FAR = 50;
const FLAT = 2;

/** Which way along the line of writing leads on: 1 to the right, -1 to the left. */
export const forward = (): 1 | -1 => (document.documentElement.dir === 'rtl' ? -1 : 1);

/** Hears of swipes on an element: 1 leads on, -1 back, as pages are turned. What scrolls sideways itself keeps its swipes. */
export function useSwipes(step: (by: 1 | -1) => void) {
  const start = useRef<Touch | null>(null);
  return {
    onTouchStart({ touches, target }: TouchEvent) {
      const [first = null] = touches;
      start.current = touches.length > 1 || scrolls(target) ? null : first;
    },
    onTouchEnd({ changedTouches: [last] }: TouchEvent) {
      if (!start.current || !last) return;
      const [x, y] = [last.clientX - start.current.clientX, last.clientY - start.current.clientY];
      start.current = null;
      if (Math.abs(x) < FAR || Math.abs(x) < FLAT * Math.abs(y)) return;
      step(x * forward() < 0 ? 1 : -1);
    },
  };
}

function scrolls(target: EventTarget | null): boolean {
  const scroller = target instanceof Element ? target.closest('.scroller') : null;
  return scroller !== null && scroller.scrollWidth > scroller.clientWidth + 2;
}
