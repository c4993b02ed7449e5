import './scroller.css';
import type { ComponentChildren, HTMLAttributes } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ScrollerProps {
  /** What to bring into sight sideways, as a selector, at first and whenever `sight` changes. */
  readonly mark: string;
  readonly sight: string | null | undefined;
  /** A class that it has besides. */
  readonly frame?: string;
  readonly children: ComponentChildren;
  /** Of the element that scrolls; one without links and buttons must take the focus itself. */
  readonly attributes?: HTMLAttributes<HTMLDivElement>;
}

/** What may be wider than the page: it scrolls sideways, fades where it goes on, and shows what is marked. */
export function Scroller({ mark, sight, frame = '', children, attributes }: ScrollerProps) {
  const scroller = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const tell = () => {
      const left = element.scrollWidth - element.clientWidth - Math.abs(element.scrollLeft);
      element.dataset.more = String(left > 2);
    };
    const watching = new ResizeObserver(tell);
    watching.observe(element);
    if (element.firstElementChild) watching.observe(element.firstElementChild);
    element.addEventListener('scroll', tell, { passive: true });
    return () => {
      watching.disconnect();
      element.removeEventListener('scroll', tell);
    };
  }, []);

  useEffect(() => {
    const element = scroller.current;
    const marked = sight ? element?.querySelector(mark) : null;
    if (!element || !marked) return;
    const [frame, box] = [element.getBoundingClientRect(), marked.getBoundingClientRect()];
    // A first column that stays in place may cover what is near it.
    if (box.left >= frame.left + frame.width * 0.3 && box.right <= frame.right) return;
    element.scrollLeft += (box.left + box.right - frame.left - frame.right) / 2;
    uncut(element);
  }, [mark, sight]);

  return (
    <div {...attributes} ref={scroller} class={`scroller ${frame}`.trim()}>
      {children}
    </div>
  );
}

/** Moves a table on to its next column where the first one, which stays in place, would cut one. */
function uncut(element: HTMLElement): void {
  const stays = element.querySelector('th[scope="row"]')?.getBoundingClientRect();
  if (!stays) return;
  const isRtl = getComputedStyle(element).direction === 'rtl';
  const edge = isRtl ? stays.left : stays.right;
  const heads = [...element.querySelectorAll('th[scope="col"]')].map((head) => head.getBoundingClientRect());
  const cut = heads.find(({ left, right }) => left < edge - 1 && right > edge + 1);
  if (!cut) return;
  const further = isRtl ? edge - cut.left : cut.right - edge;
  const room = element.scrollWidth - element.clientWidth - Math.abs(element.scrollLeft);
  // At its end there is room for that only where some is added.
  if (further > room) element.style.paddingInlineEnd = `${further - room}px`;
  element.scrollLeft += isRtl ? -further : further;
}
