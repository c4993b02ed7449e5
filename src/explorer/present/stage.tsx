import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dropped } from '../parts/dropped.tsx';
import { OPENED_HERE } from '../parts/present-link.tsx';
import { changed, go } from '../router.ts';
import { fill, useSpeech } from '../words.ts';
import { forward, useSwipes } from './use-swipes.ts';

interface StageProps {
  readonly label: string;
  readonly title: ComponentChildren;
  /** Counted from 1. */
  readonly at: number;
  readonly total: number;
  /** What of the address is not known here. */
  readonly dropped: readonly string[];
  readonly children: ComponentChildren;
}

/** Goes to a step; the back button leaves the presentation. */
const goTo = (step: number) => go(changed({ present: String(step) }), { replace: true });

/** One step of a presentation over the whole window, with the ways to the others: keys, swipes and buttons. Escape leaves it. */
export function Stage({ label, title, at, total, dropped, children }: StageProps) {
  const { present } = useSpeech().words;
  const dialog = useRef<HTMLDialogElement>(null);
  const slide = useRef<HTMLElement>(null);
  // Ahead of what is drawn where keys follow each other fast.
  const place = useRef(at);
  useLayoutEffect(() => {
    place.current = at;
  }, [at]);
  const move = (to: number) => {
    place.current = to;
    goTo(to);
  };
  const step = (by: number) => {
    const to = place.current + by;
    if (to >= 1 && to <= total) move(to);
  };
  const swipes = useSwipes(step);
  const ended = useRef(false);
  /** Once: leaving the full screen ends it too. */
  const end = useCallback(() => {
    if (ended.current) return;
    ended.current = true;
    if (history.state === OPENED_HERE) history.back();
    else go(changed({ present: null }), { replace: true });
  }, []);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read from its beginning
  useEffect(() => slide.current?.scrollTo(0, 0), [at]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, shiftKey } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isOwn = target instanceof Element && target.closest('button, a');
      if (key === ' ' && isOwn) return;
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        return slide.current?.scrollBy(0, key === 'ArrowDown' ? 90 : -90);
      }
      const by = {
        ArrowRight: forward(),
        ArrowLeft: -forward(),
        PageDown: 1,
        PageUp: -1,
        ' ': shiftKey ? -1 : 1,
      }[key];
      const to = { Home: 1, End: total }[key];
      if (by === undefined && to === undefined) return;
      event.preventDefault();
      if (by !== undefined) step(by);
      else if (to !== undefined) move(to);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });

  return (
    <dialog
      ref={dialog}
      class="present"
      aria-label={`${present.start}: ${label}`}
      onCancel={(event) => {
        event.preventDefault();
        end();
      }}
      {...swipes}
    >
      <div class="stage-title" aria-live="polite" aria-atomic="true">
        <h1>{title}</h1>
      </div>
      <section
        ref={slide}
        class="slide"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what may be higher than the window is scrolled by keyboard
        tabIndex={0}
        aria-label={fill(present.step, { number: at, total })}
      >
        <Dropped what={dropped} />
        {children}
      </section>
      <div class="bar">
        <button type="button" class="button" aria-disabled={at === 1} onClick={() => step(-1)}>
          {present.back}
        </button>
        <span>{fill(present.step, { number: at, total })}</span>
        <button
          type="button"
          class="button primary"
          // biome-ignore lint/a11y/noAutofocus: where a dialog opens, the way on has the focus
          autoFocus
          aria-disabled={at === total}
          onClick={() => step(1)}
        >
          {present.next}
        </button>
        <span class="space" />
        <FullScreen end={end} />
        <button type="button" class="button" onClick={end}>
          {present.end}
        </button>
      </div>
    </dialog>
  );
}

/** Fills the screen where the browser allows it. Leaving that, by Escape as a rule, leaves the presentation. */
function FullScreen({ end }: { end: () => void }) {
  const { present } = useSpeech().words;
  const [full, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const follow = () => {
      setFull(document.fullscreenElement !== null);
      if (document.fullscreenElement === null) end();
    };
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, [end]);
  if (full || !document.fullscreenEnabled) return null;
  const fill = ({ currentTarget }: TargetedMouseEvent<HTMLButtonElement>) => {
    void document.documentElement.requestFullscreen().catch(() => {});
    // This button goes; the way on takes its focus.
    currentTarget.parentElement?.querySelector<HTMLElement>('.primary')?.focus();
  };
  return (
    <button type="button" class="button full" onClick={fill}>
      {present.full}
    </button>
  );
}
