import './search.css';
import { useEffect, useRef } from 'preact/hooks';
import type { SuggestQuery, SuggestQueryVariables } from '../../generated/explorer.ts';
import { document as documentOf } from '../client.ts';
import suggestText from '../documents/suggest.graphql';
import { go, linkTo } from '../router.ts';
import { fill, useSpeech } from '../words.ts';
import { CodeLabel } from './code-label.tsx';
import { Combobox } from './combobox.tsx';
import { pageOf } from './links.tsx';
import { TermName } from './term-name.tsx';

const SUGGEST = documentOf<SuggestQuery, SuggestQueryVariables>(suggestText);

type Edge = NonNullable<SuggestQuery['search']>['edges'][number];
/** What is offered: something that was found, or all that was, each with the text that asks for it. */
type Offered = { readonly text: string; readonly edge: Edge | null };

/** The search box: suggestions while typing, for the keyboard first. `/` comes here from anywhere. */
export function Search() {
  const { search } = useSpeech().words;
  const input = useRef<HTMLInputElement>(null);

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
        keyOf={({ edge }) => edge?.node.id ?? 'all'}
        choose={choose}
        input={input}
      >
        {(offered) => <Suggestion {...offered} />}
      </Combobox>
      <span class="key" aria-hidden="true">
        /
      </span>
    </search>
  );
}

/** The suggestions, and behind them the way to all that is found. */
const offeredOf = ({ search }: SuggestQuery, text: string): readonly Offered[] => {
  const edges = search?.edges ?? [];
  return edges.length === 0 ? [] : [...edges, null].map((edge) => ({ text, edge }));
};

/** What is found, and below it another word for it where that is what was typed. */
function Suggestion({ edge, text }: Offered) {
  const { axes, search } = useSpeech().words;
  if (edge === null) return <span class="all">{fill(search.all, { text })}</span>;
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
  if (edge === null) return linkTo('/browse', { text });
  const { node } = edge;
  if (node.__typename === 'Code') return pageOf(node.code);
  return linkTo(`/${node.__typename === 'Family' ? 'families' : 'terms'}/${node.id}`);
}
