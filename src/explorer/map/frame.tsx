import type { ComponentChildren, RefObject } from 'preact';
import { Balloon, type Spot } from '../parts/balloon.tsx';
import { Scroller } from '../parts/scroller.tsx';
import type { Plan } from './plan.ts';
import { useZoom, ZoomButtons } from './zoom.tsx';

interface MapFrameProps {
  /** The element that the map is drawn in. */
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly plan: Plan | null;
  readonly title: string;
  /** What the keys do, for readers of screens. */
  readonly keys: string;
  /** What is brought into sight, as a selector, whenever `sight` changes. */
  readonly mark: string;
  readonly sight: string | null | undefined;
  /** What is said of a line, at a spot of the window. */
  readonly told: { readonly spot: Spot; readonly said: ComponentChildren } | null;
  readonly close: () => void;
  /** Does what a key asks for; false for any other key. */
  readonly press: (key: string, plan: Plan) => boolean;
  /** What stands between the heading and the picture. */
  readonly legend?: ComponentChildren;
  /** The picture, where a unit takes so many pixels. */
  readonly picture: (plan: Plan, scale: number) => ComponentChildren;
  /** What stands below. */
  readonly children: ComponentChildren;
}

/** A map under its heading: it is walked by keys, drawn nearer and farther, and says what its lines are. */
export function MapFrame(props: MapFrameProps) {
  const { frame, plan, title, keys, mark, sight, told, close, press, legend, picture, children } = props;
  const zoom = useZoom(frame, plan);
  const { scale } = zoom;
  const isDrawn = plan !== null && scale !== null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !plan) return;
    if (press(event.key, plan) || zoom.press(event.key)) event.preventDefault();
  };
  return (
    <section class="graph" aria-labelledby="graph">
      <header>
        <h2 id="graph">{title}</h2>
        <ZoomButtons {...zoom} />
      </header>
      {legend}
      <div
        ref={frame}
        class="frame"
        data-drawn={isDrawn}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && close()}
      >
        <Scroller
          mark={mark}
          sight={isDrawn ? sight : null}
          attributes={{
            role: 'application',
            'aria-label': title,
            'aria-describedby': 'graph-keys',
            tabIndex: 0,
            onKeyDown,
          }}
        >
          {isDrawn && picture(plan, scale)}
        </Scroller>
        {told && (
          <Balloon id="line" spot={told.spot} close={close}>
            {told.said}
          </Balloon>
        )}
      </div>
      <p id="graph-keys" class="hidden">
        {keys}
      </p>
      {children}
    </section>
  );
}
