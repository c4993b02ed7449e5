import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ARROWS, beside } from '../map/beside.ts';
import type { Net } from '../map/nets.ts';
import { usePlan } from '../map/use-plan.ts';
import { useZoom, ZoomButtons } from '../map/zoom.tsx';
import { Balloon, type Spot } from '../parts/balloon.tsx';
import { Scroller } from '../parts/scroller.tsx';
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
  const zoom = useZoom(frame, plan);
  const { scale } = zoom;
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

  const press = (event: KeyboardEvent) => {
    const towards = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !plan) return;
    if (towards) mark(beside(plan, marked, towards));
    else if (event.key === 'Enter' && marked) {
      anchor(marked);
      (canvas.opened.has(marked) ? fold : open)(marked);
    } else if (event.key === 'Delete' && marked) remove(marked);
    else if (event.key === 'Escape') mark(null);
    else if (!zoom.press(event.key)) return;
    event.preventDefault();
  };

  return (
    <section class="graph" aria-labelledby="picture">
      <header>
        <h2 id="picture">{words.family.picture}</h2>
        <ZoomButtons {...zoom} />
      </header>
      <div
        ref={frame}
        class="frame"
        data-drawn={plan !== null && scale !== null}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && close()}
      >
        <Scroller
          mark={`[data-node="${inSight}"]`}
          sight={plan && scale !== null ? inSight : null}
          attributes={{
            role: 'application',
            'aria-label': words.family.picture,
            'aria-describedby': 'canvas-keys',
            tabIndex: 0,
            onKeyDown: press,
          }}
        >
          {plan && scale !== null && (
            <Drawn
              plan={plan}
              canvas={canvas}
              labels={labels}
              marked={marked}
              lit={standsOut}
              scale={scale}
              choose={choose}
              point={(net, spot) => setTold({ net, spot })}
            />
          )}
        </Scroller>
        {told && (
          <Balloon id="line" spot={told.spot} close={close}>
            <LineTold net={told.net} canvas={canvas} />
          </Balloon>
        )}
      </div>
      <p id="canvas-keys" class="hidden">
        {words.canvas.keys}
      </p>
      {planned.failed && <p role="status">{words.shell.away}</p>}
    </section>
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
