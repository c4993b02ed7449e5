import './combobox.css';
import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { type Answer, ask, type Document } from '../client.ts';
import type { Language } from '../language.ts';
import { useSpeech } from '../words.ts';

/** How long typing must rest before the server is asked. */
const REST_MS = 120;
/** How long to wait before a server that is away is asked again. */
const AGAIN_MS = 2_000;

interface ComboboxProps<Data, Item> {
  readonly label: string;
  readonly placeholder: string;
  /** What is asked while someone types. */
  readonly document: Document<Data, { text: string }>;
  readonly itemsOf: (data: Data, text: string) => readonly Item[];
  /** What is offered where nothing is found, below the word that says so. */
  readonly instead?: (text: string) => readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ComponentChildren;
  readonly choose: (item: Item) => void;
  readonly input?: Ref<HTMLInputElement>;
  /** What is offered while nothing is written, once the field is entered. */
  readonly before?: { readonly title: string; readonly items: readonly Item[]; readonly enter: () => void };
  readonly disabled?: boolean;
}

/** A text field that offers what the server finds, for the keyboard first: arrows, Enter, Escape. */
export function Combobox<Data, Item>(props: ComboboxProps<Data, Item>) {
  const { words, language } = useSpeech();
  const list = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** Whether Enter was pressed before the list of what is written was there. */
  const [hurried, setHurried] = useState(false);
  const { answer, answers } = useSuggestions(props.document, text.trim(), language);
  const isCurrent = answers === text.trim();
  const isEmpty = text.trim() === '';
  const before = props.before?.items ?? [];
  const found = answer?.state === 'ready' ? props.itemsOf(answer.data, text.trim()) : [];
  const isNothing = answer?.state === 'ready' && found.length === 0;
  const items = isEmpty ? before : isNothing ? (props.instead?.(text.trim()) ?? []) : found;
  const shown = open && (isEmpty ? before.length > 0 : answer !== null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list has nothing chosen
  useEffect(() => setActive(-1), [answer]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list is there
  useEffect(() => {
    if (hurried && isCurrent) choose(items[0]);
  }, [hurried, isCurrent]);

  const choose = (item: Item | undefined) => {
    setHurried(false);
    if (item === undefined) return;
    setOpen(false);
    setText('');
    props.choose(item);
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active >= 0 || (isCurrent && !isEmpty)) choose(items[Math.max(active, 0)]);
      else setHurried(!isEmpty);
    } else if (event.key === 'Escape') {
      if (shown) setOpen(false);
      else setText('');
    }
  };

  return (
    <>
      <input
        ref={props.input ?? null}
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        placeholder={props.placeholder}
        disabled={props.disabled}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={256}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          setOpen(true);
          setHurried(false);
        }}
        onFocus={() => {
          setOpen(true);
          props.before?.enter();
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      <div class="suggestions floats" hidden={!shown}>
        {isEmpty && before.length > 0 && <p class="before">{props.before?.title}</p>}
        {shown && !isEmpty && found.length === 0 && (
          <p role="status">{isNothing ? words.search.nothing : words.shell.away}</p>
        )}
        <div
          id={list}
          role="listbox"
          aria-label={isEmpty ? (props.before?.title ?? words.search.results) : words.search.results}
        >
          {items.map((item, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox
            <div
              key={props.keyOf(item)}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(item)}
            >
              {props.children(item)}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

/** The suggestions and the text that they answer, those before staying until new ones are there; null without a text. */
function useSuggestions<Data>(
  document: Document<Data, { text: string }>,
  text: string,
  language: Language,
): { readonly answer: Answer<Data> | null; readonly answers: string } {
  const [answered, setAnswered] = useState<ReturnType<typeof useSuggestions<Data>>>(NONE);
  useEffect(() => {
    if (text === '') return setAnswered(NONE);
    const typing = new AbortController();
    const { signal } = typing;
    const once = async () => {
      clearTimeout(timer);
      const answer = await ask(document, { text }, language, signal).catch(() => null);
      if (answer === null || signal.aborted) return;
      setAnswered({ answer, answers: text });
      if (answer.state === 'away') timer = setTimeout(once, AGAIN_MS);
    };
    let timer = setTimeout(once, REST_MS);
    addEventListener('online', once, { signal });
    return () => {
      clearTimeout(timer);
      typing.abort();
    };
  }, [document, text, language]);
  return answered;
}

const NONE = { answer: null, answers: '' } as const;
