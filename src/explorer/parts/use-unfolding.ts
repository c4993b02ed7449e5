import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from '../router.ts';

/**
 * Something in the header that a button unfolds. Escape folds it and gives the focus back to the button; leaving it, by focus, pointer or to
 * another page, folds it too.
 */
export function useUnfolding<Whole extends HTMLElement>() {
  const { path } = useLocation();
  const [open, setOpen] = useState(false);
  const whole = useRef<Whole>(null);
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on the next page it is folded again
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!open) return;
    const folded = new AbortController();
    const { signal } = folded;
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !whole.current?.contains(target)) setOpen(false);
    };
    addEventListener('focusin', leave, { signal });
    addEventListener('pointerdown', leave, { signal });
    addEventListener(
      'keydown',
      ({ key }) => {
        if (key !== 'Escape') return;
        setOpen(false);
        button.current?.focus();
      },
      { signal },
    );
    return () => folded.abort();
  }, [open]);
  return { open, toggle: () => setOpen(!open), whole, button };
}
