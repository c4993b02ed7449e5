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

/** The answer to a document in the page's language, as `useAnswers` has it; null variables ask nothing. */
export function useAnswer<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables | null,
): Loading<Data> {
  const [answer] = useAnswers(document, variables === null ? [] : [variables]);
  return answer ?? { state: 'loading' };
}

/**
 * The answers to a document in the page's language, one for each set of variables, at once where they are known. While the
 * server is away it is asked again by itself, and at once when the browser is back on line.
 */
export function useAnswers<Data, Variables>(
  document: Document<Data, Variables>,
  asked: readonly Variables[],
): readonly Loading<Data>[] {
  const { language } = useSpeech();
  const questionOf = (variables: Variables) => `${language} ${JSON.stringify(variables)} ${document.id}`;
  const questions = asked.map(questionOf);
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer<Data>>>(new Map());
  const before = asked.map((variables) => known(document, variables, language));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the questions stand for document, variables and language
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const keep = (question: string, answer: Answer<Data>) =>
      setAnswers(
        (all) => new Map([...all, [question, answer] as const].filter(([one]) => questions.includes(one))),
      );
    for (const [index, variables] of asked.entries()) {
      const question = questions[index] ?? '';
      let timer: ReturnType<typeof setTimeout> | undefined;
      let wait = FIRST_WAIT_MS;
      const once = async () => {
        clearTimeout(timer);
        const answer = await ask(document, variables, language, signal).catch(() => null);
        if (answer === null || signal.aborted) return;
        keep(question, answer);
        if (answer.state !== 'away') return removeEventListener('online', once);
        timer = setTimeout(once, wait);
        wait = Math.min(wait * 2, MOST_WAIT_MS);
      };
      if (answers.get(question)?.state === 'ready') continue;
      void once();
      addEventListener('online', once, { signal });
      signal.addEventListener('abort', () => clearTimeout(timer));
    }
    return () => leaving.abort();
  }, [questions.join('\n')]);

  return asked.map((_, index) => {
    const data = before[index];
    return data === undefined
      ? (answers.get(questions[index] ?? '') ?? { state: 'loading' })
      : { state: 'ready', data };
  });
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
