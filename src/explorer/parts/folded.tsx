import './folded.css';
import type { ComponentChildren } from 'preact';

interface FoldedProps {
  readonly id: string;
  readonly title: ComponentChildren;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** A section of a page under its heading, folded until a reader opens it. */
export function Folded({ id, title, open = false, children }: FoldedProps) {
  return (
    <section class="folded" aria-labelledby={id}>
      <details open={open}>
        <summary>
          <h2 id={id}>{title}</h2>
        </summary>
        {children}
      </details>
    </section>
  );
}
