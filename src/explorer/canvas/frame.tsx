import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ARROWS, beside } from '../map/beside.ts';
import { MapFrame } from '../map/frame.tsx';
import type { Net } from '../map/nets.ts';
import type { Plan } from '../map/plan.ts';
import { usePlan } from '../map/use-plan.ts';
import type { Spot } from '../parts/balloon.tsx';
import { useSpeech } from '../words.ts';
import { boxSize } from './boxes.ts';
import { Drawn } from './drawn.tsx';
import type { Grown } from './grown.ts';
import { placesFrom } from './place.ts';
import { LineTold } from './told.tsx';

interface FrameProps {
  readonly canvas: Grown;
  readonly nets: readonly Net[];
  readonly labels: boolean;
  readonly marked: string | null;
  readonly mark: (id: string | null) => void;
  /** The line that is pointed at elsewhere. */
  readonly pointed: Net | null;
  readonly open: (id: string) => void;
  readonly fold: (id: string) => void;
  readonly remove: (id: string) => void;
}

/** The picture, walked by keys, and what its lines say. */
export function Frame({ canvas, nets, labels, marked, mark, pointed, open, fold, remove }: FrameProps) {
  const { words } = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState<{ readonly net: Net; readonly spot: Spot } | null>(null);
  const places = useMemo(() => placesFrom(canvas.at), [canvas]);
  const [width, height] = boxSize(canvas.nodes, labels);
  const size = useMemo(() => [width, height] as const, [width, height]);
  const planned = usePlan(nets, places, size);
  // While a worker lays out the next picture the last one stays.
  const last = useRef(planned.plan);
  if (planned.plan) last.current = planned.plan;
  const plan = last.current;
  const inSight = marked ?? canvas.nodes.keys().next().value;
  const close = useCallback(() => setTold(null), []);
  const anchor = useAnchor(frame, plan, canvas.nodes.keys().next().value);

  const standsOut = useMemo(() => {
    const net = told?.net ?? pointed;
    if (net) return new Set([net.id, ...net.members]);
    const own = nets.filter(({ members }) => marked !== null && members.includes(marked));
    return new Set(marked === null ? [] : [marked, ...own.flatMap(({ id, members }) => [id, ...members])]);
  }, [nets, told, pointed, marked]);

  const choose = (id: string) => {
    anchor(id);
    mark(id);
    open(id);
  };

  const press = (key: string, drawn: Plan) => {
    const towards = ARROWS[key];
    if (towards) mark(beside(drawn, marked, towards));
    else if (key === 'Enter' && marked) {
      anchor(marked);
      (canvas.opened.has(marked) ? fold : open)(marked);
    } else if (key === 'Delete' && marked) remove(marked);
    else if (key === 'Escape') mark(null);
    else return false;
    return true;
  };

  return (
    <MapFrame
      frame={frame}
      plan={plan}
      title={words.family.picture}
      keys={words.canvas.keys}
      mark={`[data-node="${inSight}"]`}
      sight={inSight}
      told={told && { spot: told.spot, said: <LineTold net={told.net} canvas={canvas} /> }}
      close={close}
      press={press}
      picture={(drawn, scale) => (
        <Drawn
          plan={drawn}
          canvas={canvas}
          labels={labels}
          marked={marked}
          lit={standsOut}
          scale={scale}
          choose={choose}
          point={(net, spot) => setTold({ net, spot })}
        />
      )}
    >
      {planned.failed && <p role="status">{words.shell.away}</p>}
    </MapFrame>
  );
}

/** So far from the edges of its frame a box stands at least, in pixels. */
const EDGE = 8;

/** Keeps a box where the reader has it before them while others come and go around it. */
function useAnchor(
  frame: { readonly current: HTMLElement | null },
  plan: unknown,
  first: string | undefined,
): (id: string) => void {
  const kept = useRef<{ readonly id: string; readonly box: DOMRect } | null>(null);
  const boxOf = (id: string) =>
    frame.current?.querySelector(`[data-node="${CSS.escape(id)}"]`)?.getBoundingClientRect();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another plan is drawn
  useLayoutEffect(() => {
    const { current } = kept;
    const box = current && boxOf(current.id);
    const scroller = frame.current?.querySelector('.scroller');
    if (!current || !box || !scroller) return;
    scroller.scrollLeft += box.left - current.box.left;
    scrollBy({ top: box.top - current.box.top, behavior: 'instant' });
    kept.current = null;
    // What all began from is not left cut off, where there is room for both.
    const [start, own] = [boxOf(first ?? ''), boxOf(current.id)];
    const { left, right } = scroller.getBoundingClientRect();
    if (!start || !own) return;
    const cut = Math.min(start.left - EDGE - left, 0) || Math.max(start.right + EDGE - right, 0);
    if (own.left - cut >= left && own.right - cut <= right) scroller.scrollLeft += cut;
  }, [plan]);
  return (id) => {
    const box = boxOf(id);
    kept.current = box ? { id, box } : null;
  };
}
