import './contents.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useSpeech } from '../words.ts';

interface ContentsProps {
  /** The sections of the page in their order: the id of the heading, and its words. */
  readonly sections: readonly (readonly [id: string, title: string])[];
}

/** The sections of a long page, always in sight, the one that is read marked; a folded one opens when it is gone to. */
export function Contents({ sections }: ContentsProps) {
  const { shell } = useSpeech().words;
  const { current, choose } = useReading(sections.map(([id]) => id));
  const list = useRef<HTMLElement>(null);
  // The page stands later than its address was opened.
  useEffect(() => {
    const id = location.hash.slice(1);
    if (!id) return;
    unfold(id);
    document.getElementById(id)?.scrollIntoView();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is marked
  useEffect(() => {
    if (list.current) showMarked(list.current);
  }, [current]);
  return (
    <nav ref={list} class="contents" aria-label={shell.onPage}>
      <ul>
        {sections.map(([id, title]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'location' : undefined}
              onClick={() => {
                unfold(id);
                choose(id);
              }}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const unfold = (id: string) => document.getElementById(id)?.closest('details')?.setAttribute('open', '');

/**
 * Which section is read: the first in sight below what always stands above, or one that was chosen, as long as it is in sight, since
 * a short one at the end of a page is never the first.
 */
function useReading(ids: readonly string[]) {
  const [chosen, choose] = useState(location.hash.slice(1));
  const [inSight, setInSight] = useState<readonly string[]>([]);
  const all = ids.join(' ');
  useEffect(() => {
    const sections = new Map(
      all.split(' ').map((id) => [document.getElementById(id)?.closest('section') ?? null, id]),
    );
    const seen = new Set<string>();
    const { scrollPaddingBlockStart } = getComputedStyle(document.documentElement);
    const watching = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const id = sections.get(target as HTMLElement) ?? '';
          if (isIntersecting) seen.add(id);
          else seen.delete(id);
        }
        setInSight(all.split(' ').filter((id) => seen.has(id)));
        choose((id) => (seen.has(id) ? id : ''));
      },
      { rootMargin: `-${Number.parseFloat(scrollPaddingBlockStart) || 0}px 0px 0px` },
    );
    for (const section of sections.keys()) if (section) watching.observe(section);
    return () => watching.disconnect();
  }, [all]);
  return { current: inSight.includes(chosen) ? chosen : inSight[0], choose };
}

/** Scrolls nothing but the list, so that the page never moves by itself. */
function showMarked(list: HTMLElement): void {
  const marked = list.querySelector('[aria-current]');
  if (!marked) return;
  const [frame, box] = [list.getBoundingClientRect(), marked.getBoundingClientRect()];
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const off = (from: number, to: number, start: number, end: number) =>
    from < start || to > end ? (from + to - start - end) / 2 : 0;
  list.scrollBy({
    left: off(box.left, box.right, frame.left, frame.right),
    top: off(box.top, box.bottom, frame.top, frame.bottom),
    behavior: isCalm ? 'auto' : 'smooth',
  });
}
