import { useEffect, useRef, useState } from 'preact/hooks';
import { type Answer, ask, type Document, known } from './client.ts';
import { useSpeech } from './words.ts';

/** `old`: what was answered before, since the server is away now. */
export type Loading<Data> =
  | Answer<Data>
  | { readonly state: 'ready'; readonly data: Data; readonly old: true }
  | { readonly state: 'loading' };

/** How long to wait before asking a server again that is away; it doubles up to the most. */
const FIRST_WAIT_MS = 1_500;
const MOST_WAIT_MS = 15_000;

/**
 * The answer to a document in the page's language, at once where it is known; null variables ask nothing. While the
 * server is away it is asked again by itself, and at once when the browser is back on line.
 */
export function useAnswer<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables | null,
): Loading<Data> {
  const { language } = useSpeech();
  const question = `${language} ${JSON.stringify(variables)} ${document.id}`;
  const [last, setLast] = useState<{ question: string; answer: Loading<Data> } | null>(null);
  const before = variables === null ? undefined : known(document, variables, language);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the question stands for document, variables and language
  useEffect(() => {
    if (variables === null) return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = FIRST_WAIT_MS;
    const once = async () => {
      clearTimeout(timer);
      const answer = await ask(document, variables, language, leaving.signal).catch(() => null);
      if (answer === null || leaving.signal.aborted) return;
      setLast({ question, answer });
      if (answer.state !== 'away') return removeEventListener('online', once);
      timer = setTimeout(once, wait);
      wait = Math.min(wait * 2, MOST_WAIT_MS);
    };
    void once();
    addEventListener('online', once, { signal: leaving.signal });
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [question]);

  if (before !== undefined) return { state: 'ready', data: before };
  return last?.question === question ? last.answer : { state: 'loading' };
}

/** The answer as it is; while the next one is under way, or the server is away, the last one that was there: the page stays still. */
export function useSteady<Data>(asked: Loading<Data>): Loading<Data> {
  const last = useRef<Data | null>(null);
  if (asked.state === 'ready') last.current = asked.data;
  if (asked.state === 'refused') last.current = null;
  if (asked.state === 'ready' || last.current === null) return asked;
  return { state: 'ready', data: last.current, ...(asked.state === 'away' && { old: true }) };
}

/** A page of a list. A place of another order, or of another release, is refused: then the first page is what can be shown. */
export function usePage<Data, Variables extends { readonly after?: unknown }>(
  document: Document<Data, Variables>,
  variables: Variables,
): { readonly asked: Loading<Data>; readonly isFirst: boolean } {
  const page = useAnswer(document, variables);
  const isFirst = page.state === 'refused' && Boolean(variables.after);
  const first = useAnswer(document, isFirst ? { ...variables, after: null } : null);
  return { asked: isFirst ? first : page, isFirst };
}
