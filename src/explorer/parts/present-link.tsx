import type { TargetedMouseEvent } from 'preact';
import { changed, go } from '../router.ts';
import { useSpeech } from '../words.ts';

/** Kept in the browser's history with a presentation that was opened from its family: the step before is that page. */
export const OPENED_HERE = 'presented';

/** Leads to a family step by step, over the whole screen where the browser allows it. It has the focus again when that ends. */
export function PresentLink() {
  const { present } = useSpeech().words;
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void document.documentElement.requestFullscreen?.().catch(() => {});
    go(event.currentTarget.href, { state: OPENED_HERE });
  };
  return (
    <a class="button" href={changed({ present: '1' })} onClick={open}>
      {present.start}
    </a>
  );
}
