import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useSpeech } from '../words.ts';
import type { Plan } from './plan.ts';

/** How many pixels a unit of a map takes: numbers stay readable also where the map is wider than its frame. */
const LEAST_SCALE = 0.8;
const MOST_SCALE = 3;
const ZOOM = 1.25;

export interface Zoom {
  /** How many pixels a unit takes; null until the frame has a width. */
  readonly scale: number | null;
  readonly nearer: () => void;
  readonly farther: () => void;
  readonly whole: () => void;
  /** Does what a key asks for; false for any other key. */
  readonly press: (key: string) => boolean;
}

/** How large a map is drawn in its frame: so that it fits, but not too small to read until the reader asks for all of it. */
export function useZoom(frame: RefObject<HTMLElement | null>, plan: Plan | null): Zoom {
  const [width, setWidth] = useState(0);
  const [zoom, setZoom] = useState(1);
  useEffect(() => {
    if (!frame.current) return;
    const resized = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    resized.observe(frame.current);
    return () => resized.disconnect();
  }, [frame]);
  const fitting = plan ? Math.min(Math.max((width - 16) / plan.width, LEAST_SCALE), 1) : 1;
  const nearer = () => setZoom(zoom * ZOOM);
  const farther = () => setZoom(zoom / ZOOM);
  const whole = () => setZoom(plan ? Math.min((width - 16) / plan.width / fitting, 1) : 1);
  const keys: Readonly<Record<string, () => void>> = { '+': nearer, '=': nearer, '-': farther, '0': whole };
  const press = (key: string) => {
    keys[key]?.();
    return key in keys;
  };
  const scale = width > 0 ? Math.min(Math.max(fitting * zoom, 0.2), MOST_SCALE) : null;
  return { scale, nearer, farther, whole, press };
}

/** The same for who points. */
export function ZoomButtons({ nearer, farther, whole }: Zoom) {
  const { family } = useSpeech().words;
  return (
    <p class="zoom">
      <Sign name={family.zoomOut} sign="−" act={farther} />
      <Sign name={family.zoomIn} sign="+" act={nearer} />
      <button type="button" class="button" onClick={whole}>
        {family.fit}
      </button>
    </p>
  );
}

function Sign({ name, sign, act }: { name: string; sign: string; act: () => void }) {
  return (
    <button type="button" class="button" aria-label={name} title={name} onClick={act}>
      {sign}
    </button>
  );
}
