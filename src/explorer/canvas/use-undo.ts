import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { changed, go, MOVED } from '../router.ts';
import { type CanvasAsked, canvasQuery } from './asked.ts';

/** Takes the reader a step further; it can be undone. */
export const stepTo = (asked: CanvasAsked): void => go(changed(canvasQuery(asked)));

interface Trail {
  /** The queries of the addresses that the reader has seen here, in order, and which of them is shown. */
  readonly steps: readonly string[];
  readonly at: number;
}

export interface Undo {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Whether there are steps on this page to take back, and to take again: by the browser's history, where each step is. */
export function useUndo(query: string): Undo {
  const [trail, setTrail] = useState<Trail>({ steps: [query], at: 0 });
  const moved = useRef(false);

  useEffect(() => {
    const move = () => {
      moved.current = true;
    };
    addEventListener(MOVED, move);
    return () => removeEventListener(MOVED, move);
  }, []);

  useLayoutEffect(() => {
    const isNew = moved.current;
    moved.current = false;
    setTrail(({ steps, at }) => {
      if (steps[at] === query) return { steps, at };
      if (isNew) return { steps: [...steps.slice(0, at + 1), query], at: at + 1 };
      const to = [at - 1, at + 1].find((one) => steps[one] === query);
      return to === undefined ? { steps: [query], at: 0 } : { steps, at: to };
    });
  }, [query]);

  return { canUndo: trail.at > 0, canRedo: trail.at < trail.steps.length - 1 };
}
