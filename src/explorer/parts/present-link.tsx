import type { TargetedMouseEvent } from 'preact';
import { changed, go } from '../router.ts';
import { useSpeech } from '../words.ts';

/** Leads to a family step by step, over the whole screen where the browser allows it. It has the focus again when that ends. */
export function PresentLink() {
  const { present } = useSpeech().words;
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void document.documentElement.requestFullscreen?.().catch(() => {});
    go(event.currentTarget.href);
  };
  return (
    <a class="button" href={changed({ present: '1' })} onClick={open}>
      {present.start}
    </a>
  );
}
