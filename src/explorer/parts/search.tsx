import './search.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  KnownCodesQuery,
  KnownCodesQueryVariables,
  SuggestQuery,
  SuggestQueryVariables,
} from '../../generated/explorer.ts';
import { document as documentOf } from '../client.ts';
import knownText from '../documents/known-codes.graphql';
import suggestText from '../documents/suggest.graphql';
import { useSeen } from '../own/seen.ts';
import { go, linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import type { Words } from '../words/en.ts';
import { useSpeech } from '../words.ts';
import { CodeLabel } from './code-label.tsx';
import { Combobox } from './combobox.tsx';
import { pageOf } from './links.tsx';
import { allOf, pagesForCodes, pagesNamed, type Step, stepsOnward } from './search-ways.ts';
import { TermName } from './term-name.tsx';

const KNOWN_CODES = documentOf<KnownCodesQuery, KnownCodesQueryVariables>(knownText);
const SUGGEST = documentOf<SuggestQuery, SuggestQueryVariables>(suggestText);

/** So many of the codes that were looked at are offered before anything is written. */
const MOST_SEEN = 6;

type Edge = NonNullable<SuggestQuery['search']>['edges'][number];
type Seen = NonNullable<NonNullable<KnownCodesQuery['lookup']>[number]['code']>;
/** What is offered: something that was found or looked at, or a page, each with the text that asks for it. */
type Offered = { readonly text: string; readonly edge: Edge | Seen | Step };

/** The search box: suggestions while typing, for the keyboard first. `/` comes here from anywhere. */
export function Search() {
  const { words } = useSpeech();
  const { search, basket } = words;
  const input = useRef<HTMLInputElement>(null);
  const [entered, setEntered] = useState(false);
  const last = useSeen().ids.slice(0, MOST_SEEN);
  const seen = useAnswer(KNOWN_CODES, entered && last.length > 0 ? { codes: last } : null);
  const codes = seen.state === 'ready' ? (seen.data.lookup ?? []).flatMap(({ code }) => code ?? []) : [];

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

  const choose = (offered: Offered) => {
    input.current?.blur();
    go(addressFor(offered));
    document.getElementById('main')?.focus({ preventScroll: true });
  };

  return (
    <search class="search">
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        <path d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 21 21" />
      </svg>
      <Combobox
        label={search.label}
        placeholder={search.placeholder}
        document={SUGGEST}
        itemsOf={(data, text) => offeredOf(data, text, words)}
        instead={(text) => stepsOnward(text, words).map((edge) => ({ text, edge }))}
        keyOf={({ edge }) => ('to' in edge ? edge.to : 'node' in edge ? edge.node.id : edge.id)}
        choose={choose}
        input={input}
        before={{
          title: basket.seen,
          items: codes.map((edge) => ({ text: '', edge })),
          enter: () => setEntered(true),
        }}
      >
        {(offered) => <Suggestion {...offered} />}
      </Combobox>
      <span class="kbd" aria-hidden="true">
        /
      </span>
    </search>
  );
}

/** The suggestions: several codes first as one claim and side by side; behind what is found all of it, and the pages so named. */
function offeredOf({ search }: SuggestQuery, text: string, words: Words): readonly Offered[] {
  const edges = search?.edges ?? [];
  const all = edges.length === 0 ? [] : [allOf(text, words)];
  const ways = pagesForCodes(text, words);
  // "63278 L4" is rather the code at that level than one with a modifier.
  const first = edges.length > 0 && AT_LEVEL.test(text) ? [...edges, ...ways] : [...ways, ...edges];
  return [...first, ...all, ...pagesNamed(text, words)].map((edge) => ({ text, edge }));
}

const AT_LEVEL = /^\w+[ -][CTLS]\d$/i;

/** What is found, and below it another word for it where that is what was typed. */
function Suggestion({ edge, text }: Offered) {
  const { axes, search } = useSpeech().words;
  if ('to' in edge) {
    const { name, codes } = edge;
    return (
      <span class="all">
        {name}
        {codes && (
          <>
            : <bdi class="number">{codes.join(', ')}</bdi>
          </>
        )}
      </span>
    );
  }
  if (!('node' in edge)) {
    return (
      <>
        <span class="what number">{edge.code}</span>
        <span class="name">
          <CodeLabel {...edge} />
        </span>
      </>
    );
  }
  const { node, match } = edge;
  const isCode = node.__typename === 'Code';
  const what = isCode ? node.code : node.__typename === 'Family' ? search.family : axes[node.axis];
  return (
    <>
      <span class={isCode ? 'what number' : 'what'}>{what}</span>
      <span class="name">
        {isCode ? <CodeLabel {...node} /> : <TermName {...node} />}
        {match.kind === 'FUZZY' && <small>{search.kinds.FUZZY}</small>}
        {isTelling(edge, text) && (
          <small>
            {search.kinds.SYNONYM}: <bdi>{match.text}</bdi>
          </small>
        )}
      </span>
    </>
  );
}

/** Whether what matched is another word that the reader typed or knows, and not one of some other language. */
function isTelling({ node, match: { field, text } }: Edge, typed: string): boolean {
  if (field !== 'name' && field !== 'synonym') return false;
  const name = node.__typename === 'Code' ? node.label : node.name;
  const own = 'synonyms' in node && node.synonyms.includes(text);
  return text !== name && (own || text.toLowerCase() === typed.toLowerCase());
}

function addressFor({ edge }: Offered): string {
  if ('to' in edge) return edge.to;
  if (!('node' in edge)) return pageOf(edge.code);
  const { node } = edge;
  if (node.__typename === 'Code') return pageOf(node.code);
  return linkTo(`/${node.__typename === 'Family' ? 'families' : 'terms'}/${node.id}`);
}
