import './contents.css';
import { useEffect } from 'preact/hooks';
import { useSpeech } from '../words.ts';

interface ContentsProps {
  /** The sections of the page in their order: the id of the heading, and its words. */
  readonly sections: readonly (readonly [id: string, title: string])[];
}

/** The sections of a long page, always in sight; a folded one opens when it is gone to. */
export function Contents({ sections }: ContentsProps) {
  const { shell } = useSpeech().words;
  // The page stands later than its address was opened.
  useEffect(() => {
    const id = location.hash.slice(1);
    if (!id) return;
    unfold(id);
    document.getElementById(id)?.scrollIntoView();
  }, []);
  return (
    <nav class="contents" aria-label={shell.onPage}>
      <ul>
        {sections.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`} onClick={() => unfold(id)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const unfold = (id: string) => document.getElementById(id)?.closest('details')?.setAttribute('open', '');
