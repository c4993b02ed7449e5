import './search.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { SuggestQuery, SuggestQueryVariables } from '../../generated/explorer.ts';
import { type Answer, ask, document as documentOf } from '../client.ts';
import suggestText from '../documents/suggest.graphql';
import { go, linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';

const SUGGEST = documentOf<SuggestQuery, SuggestQueryVariables>(suggestText);
/** How long typing must rest before the server is asked. */
const REST_MS = 120;

type Edge = NonNullable<SuggestQuery['search']>['edges'][number];

/** The search box: suggestions while typing, for the keyboard first. `/` comes here from anywhere. */
export function Search() {
  const { words, language } = useSpeech();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const answer = useSuggestions(text.trim(), language);
  const edges = answer?.state === 'ready' ? (answer.data.search?.edges ?? []) : [];
  const shown = open && text.trim() !== '' && answer !== null;

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const { target } = event;
      const writes = target instanceof HTMLElement && target.matches('input, textarea, select');
      if (event.key !== '/' || writes || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list has nothing chosen
  useEffect(() => setActive(-1), [answer]);

  const leave = () => {
    setOpen(false);
    setText('');
  };
  const choose = (edge: Edge | undefined) => {
    if (!edge) return;
    leave();
    input.current?.blur();
    go(linkTo(pathOf(edge)));
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && edges.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((active + step + edges.length + (active < 0 && step < 0 ? 1 : 0)) % edges.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(edges[Math.max(active, 0)]);
    } else if (event.key === 'Escape') {
      if (shown) setOpen(false);
      else setText('');
    }
  };

  return (
    <search class="search">
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        <path d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 21 21" />
      </svg>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={words.search.label}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        placeholder={words.search.placeholder}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={256}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      <span class="key" aria-hidden="true">
        /
      </span>
      <div class="suggestions" hidden={!shown}>
        <div id={list} role="listbox" aria-label={words.search.results}>
          {edges.map((edge, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox
            <div
              key={edge.node.id}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(edge)}
            >
              <Suggestion edge={edge} />
            </div>
          ))}
        </div>
        {shown && edges.length === 0 && (
          <p role="status">{answer?.state === 'ready' ? words.search.nothing : words.shell.away}</p>
        )}
      </div>
    </search>
  );
}

/** What is found, and beside it what it was found by. */
function Suggestion({ edge: { node, match } }: { edge: Edge }) {
  const { axes, search } = useSpeech().words;
  const isCode = node.__typename === 'Code';
  const name = isCode ? node.label : node.name;
  const what = isCode ? node.code : node.__typename === 'Family' ? search.family : axes[node.axis];
  const by = search.fields[match.field as keyof typeof search.fields] ?? match.field;
  const telling = match.text !== name && match.text !== what;
  return (
    <>
      <span class={isCode ? 'what number' : 'what'}>{what}</span>
      <span class="name">
        {name}
        <small>
          {search.kinds[match.kind]} · {by}
          {telling && <>: {match.text}</>}
        </small>
      </span>
    </>
  );
}

function pathOf({ node }: Edge): string {
  if (node.__typename === 'Code') return `/codes/${node.code}`;
  return `/${node.__typename === 'Family' ? 'families' : 'terms'}/${node.id}`;
}

/** The suggestions for a text, those before staying until new ones are there; null without a text. */
function useSuggestions(text: string, language: Parameters<typeof ask>[2]): Answer<SuggestQuery> | null {
  const [answer, setAnswer] = useState<Answer<SuggestQuery> | null>(null);
  useEffect(() => {
    if (text === '') return setAnswer(null);
    const typing = new AbortController();
    const timer = setTimeout(() => {
      ask(SUGGEST, { text }, language, typing.signal).then(setAnswer, () => {});
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      typing.abort();
    };
  }, [text, language]);
  return answer;
}
