import './search.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  KnownCodesQuery,
  KnownCodesQueryVariables,
  SuggestQuery,
  SuggestQueryVariables,
} from '../../generated/explorer.ts';
import { divide, readingsOf } from '../../lattice/code-ids.ts';
import { document as documentOf } from '../client.ts';
import knownText from '../documents/known-codes.graphql';
import suggestText from '../documents/suggest.graphql';
import { useSeen } from '../own/seen.ts';
import { go, linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, useSpeech } from '../words.ts';
import { CodeLabel } from './code-label.tsx';
import { Combobox } from './combobox.tsx';
import { pageOf } from './links.tsx';
import { TermName } from './term-name.tsx';

const KNOWN_CODES = documentOf<KnownCodesQuery, KnownCodesQueryVariables>(knownText);
const SUGGEST = documentOf<SuggestQuery, SuggestQueryVariables>(suggestText);

/** So many of the codes that were looked at are offered before anything is written. */
const MOST_SEEN = 6;

type Edge = NonNullable<SuggestQuery['search']>['edges'][number];
type Seen = NonNullable<NonNullable<KnownCodesQuery['lookup']>[number]['code']>;
/** What is offered: something that was found or looked at, or a page for the whole text, each with the text that asks for it. */
type Offered = { readonly text: string; readonly edge: Edge | Seen | 'all' | 'together' | 'compare' };

/** The search box: suggestions while typing, for the keyboard first. `/` comes here from anywhere. */
export function Search() {
  const { search, basket } = useSpeech().words;
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
        itemsOf={offeredOf}
        keyOf={({ edge }) => (typeof edge === 'string' ? edge : 'node' in edge ? edge.node.id : edge.id)}
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

/** The suggestions: several codes first as one claim and side by side; behind what is found the way to all of it. */
const offeredOf = ({ search }: SuggestQuery, text: string): readonly Offered[] => {
  const edges = search?.edges ?? [];
  const all = edges.length === 0 ? [] : (['all'] as const);
  const ways = waysFor(text);
  // "63278 L4" is rather the code at that level than one with a modifier.
  const first = edges.length > 0 && AT_LEVEL.test(text) ? [...edges, ...ways] : [...ways, ...edges];
  return [...first, ...all].map((edge) => ({ text, edge }));
};

const AT_LEVEL = /^\w+[ -][CTLS]\d$/i;

/** The pages for several codes; with modifiers or units they are a claim and nothing else, with words between them rather compared. */
function waysFor(text: string): readonly ('together' | 'compare')[] {
  const inputs = codesIn(text);
  const reads = inputs.flatMap((input) => (/\d/.test(input) ? readingsOf(input).codes.slice(0, 1) : []));
  if (reads.length < inputs.length) return [];
  if (reads.some(({ modifiers, units }) => modifiers.length > 0 || units !== null)) return ['together'];
  if (reads.length < 2) return [];
  if (divide(text).length === inputs.length) return ['together', 'compare'];
  // Beside words, what is short may be something else: the vertebra T12.
  return reads.every(({ code }) => code.length >= 5) ? ['compare', 'together'] : [];
}

/** What a text names by numbers; words stand between several: "63030 or 63047". */
function codesIn(text: string): readonly string[] {
  const all = divide(text);
  const numbers = all.filter((input) => /\d/.test(input));
  return numbers.length > 1 ? numbers : all;
}

/** What is found, and below it another word for it where that is what was typed. */
function Suggestion({ edge, text }: Offered) {
  const { axes, search, claim, compare } = useSpeech().words;
  if (edge === 'all') return <span class="all">{fill(search.all, { text })}</span>;
  if (typeof edge === 'string') {
    return (
      <span class="all">
        {edge === 'together' ? claim.title : compare.title}:{' '}
        <bdi class="number">{codesIn(text).join(', ')}</bdi>
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

function addressFor({ edge, text }: Offered): string {
  if (edge === 'all') return linkTo('/browse', { text });
  if (typeof edge === 'string') return linkTo(`/${edge}`, { codes: codesIn(text).join() });
  if (!('node' in edge)) return pageOf(edge.code);
  const { node } = edge;
  if (node.__typename === 'Code') return pageOf(node.code);
  return linkTo(`/${node.__typename === 'Family' ? 'families' : 'terms'}/${node.id}`);
}
