import './search.css';
import { useEffect, useRef } from 'preact/hooks';
import type { SuggestQuery, SuggestQueryVariables } from '../../generated/explorer.ts';
import { document as documentOf } from '../client.ts';
import suggestText from '../documents/suggest.graphql';
import { go, linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';
import { CodeLabel } from './code-label.tsx';
import { Combobox } from './combobox.tsx';
import { pageOf } from './links.tsx';
import { TermName } from './term-name.tsx';

const SUGGEST = documentOf<SuggestQuery, SuggestQueryVariables>(suggestText);

type Edge = NonNullable<SuggestQuery['search']>['edges'][number];

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

  const choose = (edge: Edge) => {
    input.current?.blur();
    go(addressFor(edge));
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
        itemsOf={(data) => data.search?.edges ?? []}
        keyOf={({ node }) => node.id}
        choose={choose}
        input={input}
      >
        {(edge) => <Suggestion edge={edge} />}
      </Combobox>
      <span class="key" aria-hidden="true">
        /
      </span>
    </search>
  );
}

/** What is found, and beside it what it was found by. */
function Suggestion({ edge: { node, match } }: { edge: Edge }) {
  const { axes, code, search } = useSpeech().words;
  const isCode = node.__typename === 'Code';
  const name = isCode ? node.label : node.name;
  const what = isCode ? node.code : node.__typename === 'Family' ? search.family : axes[node.axis];
  const by = search.fields[match.field as keyof typeof search.fields] ?? match.field;
  const telling = match.text !== name && match.text !== what;
  return (
    <>
      <span class={isCode ? 'what number' : 'what'}>{what}</span>
      <span class="name">
        {isCode ? <CodeLabel {...node} /> : <TermName {...node} />}
        {isCode && node.status !== 'ACTIVE' && (
          <>
            {' '}
            <span class="mark warn">{node.status === 'HEADING' ? code.heading : code.deleted}</span>
          </>
        )}
        <small>
          {search.kinds[match.kind]} · {by}
          {telling && (
            <>
              : <bdi>{match.text}</bdi>
            </>
          )}
        </small>
      </span>
    </>
  );
}

function addressFor({ node }: Edge): string {
  if (node.__typename === 'Code') return pageOf(node.code);
  return linkTo(`/${node.__typename === 'Family' ? 'families' : 'terms'}/${node.id}`);
}
