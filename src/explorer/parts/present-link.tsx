import { changed } from '../router.ts';
import { useSpeech } from '../words.ts';

/** Leads to a family step by step, over the whole screen where the browser allows it. */
export function PresentLink() {
  const { present } = useSpeech().words;
  const fill = ({ ctrlKey, metaKey, shiftKey }: MouseEvent) => {
    if (ctrlKey || metaKey || shiftKey) return;
    void document.documentElement.requestFullscreen?.().catch(() => {});
  };
  return (
    <a class="button" href={changed({ present: '1' })} onClick={fill}>
      {present.start}
    </a>
  );
}
