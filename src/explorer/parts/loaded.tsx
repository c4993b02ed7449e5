import './loaded.css';
import type { ComponentChildren } from 'preact';
import type { Loading } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

interface LoadedProps<Data> {
  readonly asked: Loading<Data>;
  /** What is said of an answer that is old, where more is known than that it is. */
  readonly old?: string;
  readonly children: (data: Data) => ComponentChildren;
}

/** Shows an answer when it is there, marked where it is old; before that a skeleton, or calmly what is in the way. */
export function Loaded<Data>({ asked, old, children }: LoadedProps<Data>) {
  const { shell } = useSpeech().words;
  if (asked.state === 'ready') {
    return (
      <>
        {'old' in asked && (
          <p class="noted" role="status">
            {old ?? shell.old}
          </p>
        )}
        {children(asked.data)}
      </>
    );
  }
  if (asked.state === 'loading') return <Skeleton />;
  if (asked.state === 'away') {
    return (
      <Notice title={shell.away}>
        <p>{shell.awayHint}</p>
      </Notice>
    );
  }
  return (
    <Notice title={shell.refused}>
      <p>{asked.message}</p>
    </Notice>
  );
}

/** A short notice in place of content. */
export function Notice({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <section class="notice" role="status">
      <h1>{title}</h1>
      {children}
    </section>
  );
}

/** Grey bars in the place of a page that is still being loaded. */
export function Skeleton() {
  const { shell } = useSpeech().words;
  return (
    <div class="skeleton" role="status" aria-label={shell.loading}>
      <span class="line title" />
      <span class="line" />
      <span class="line" />
      <span class="line short" />
    </div>
  );
}
