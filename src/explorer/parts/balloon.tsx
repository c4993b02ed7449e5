import './balloon.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** A place in the window that something is said of. */
export type Spot = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

interface BalloonProps {
  readonly id: string;
  readonly spot: Spot;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/**
 * What is said of a place, right at it: below, or above where the window has no room below. Its element stands in one that
 * is positioned. Escape and a tap elsewhere close it.
 */
export function Balloon({ id, spot, close, children }: BalloonProps) {
  const balloon = useRef<HTMLDivElement>(null);
  const closing = useRef(close);
  closing.current = close;

  useLayoutEffect(() => {
    const element = balloon.current;
    const around = element?.offsetParent?.getBoundingClientRect();
    if (!element || !around) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const left = (spot.left + spot.right - width) / 2 - around.left;
    const fits = spot.bottom + height + 4 <= innerHeight || spot.top - height < 0;
    element.style.left = `${Math.max(0, Math.min(left, around.width - width))}px`;
    element.style.top = `${(fits ? spot.bottom + 3 : spot.top - height - 3) - around.top}px`;
  }, [spot]);

  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => key === 'Escape' && closing.current();
    const tap = ({ target }: PointerEvent) => {
      const inside = target instanceof Node && balloon.current?.offsetParent?.contains(target);
      if (!inside) closing.current();
    };
    addEventListener('keydown', press);
    addEventListener('pointerdown', tap);
    return () => {
      removeEventListener('keydown', press);
      removeEventListener('pointerdown', tap);
    };
  }, []);

  return (
    <div ref={balloon} class="balloon floats" id={id}>
      {children}
    </div>
  );
}
