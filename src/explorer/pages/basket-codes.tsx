import type { ComponentChildren } from 'preact';
import type {
  BasketQuery,
  BasketQueryVariables,
  BrowseLoadedQuery,
  BrowseLoadedQueryVariables,
} from '../../generated/explorer.ts';
import type { CodeSystem } from '../../lattice/axes.ts';
import { usualColumns } from '../browse/columns.ts';
import { document } from '../client.ts';
import basketText from '../documents/basket.graphql';
import loadedText from '../documents/browse-loaded.graphql';
import { useBasket } from '../own/basket.ts';
import { Notice, Skeleton } from '../parts/loaded.tsx';
import { useAnswer, useSteady } from '../use-answer.ts';
import { count, useSpeech } from '../words.ts';
import { isBilled } from './basket-asked.ts';
import { BasketTable } from './basket-table.tsx';
import { BasketWays } from './basket-ways.tsx';

const BASKET = document<BasketQuery, BasketQueryVariables>(basketText);
const LOADED = document<BrowseLoadedQuery, BrowseLoadedQueryVariables>(loadedText);

interface CodesProps {
  readonly ids: readonly string[];
  /** Where they are the reader's own: is told what was done. */
  readonly tell?: (said: string) => void;
  /** What can be done with this list first of all. */
  readonly children?: ComponentChildren;
}

/** Codes in their order: what can be done with them, and each as a row. Without an answer the numbers and the notes stay. */
export function BasketCodes({ ids, tell, children }: CodesProps) {
  const { words, language } = useSpeech();
  const { basket } = useBasket();
  // In one order, so that a code that is moved asks nothing anew.
  const asked = useSteady(useAnswer(BASKET, { codes: [...ids].sort(), withBilling: ids.some(isBilled) }));
  const loaded = useAnswer(LOADED, {});
  const lookup = asked.state === 'ready' ? (asked.data.lookup ?? []) : [];
  const codes = new Map(lookup.map(({ input, code }) => [input, code ?? null]));
  const kinds = loaded.state === 'ready' ? (loaded.data.dataset?.sources ?? []).map(({ kind }) => kind) : [];
  const isComing = asked.state === 'loading' || loaded.state === 'loading';
  const columns = usualColumns(systemOf(ids), { fees: kinds.includes('PFS'), units: false });
  return (
    <section class="browse" aria-labelledby="codes" aria-busy={asked.state === 'loading'}>
      <div class="above">
        <h2 id="codes">{count(words.shell.codes, ids.length, language)}</h2>
        {children}
        <BasketWays
          ids={ids.filter((id) => codes.get(id) !== null)}
          columns={columns}
          notes={tell ? new Map(basket.map(({ id, note }) => [id, note])) : new Map()}
        />
      </div>
      {'old' in asked && (
        <p class="noted" role="status">
          {words.shell.old}
        </p>
      )}
      {asked.state === 'away' && (
        <Notice title={words.shell.away}>
          <p>{words.shell.awayHint}</p>
        </Notice>
      )}
      {asked.state === 'refused' && <Notice title={words.shell.refused}>{asked.message}</Notice>}
      {isComing ? <Skeleton /> : <BasketTable ids={ids} codes={codes} columns={columns} tell={tell} />}
    </section>
  );
}

/** The system of all of them; ALL where there are several. */
function systemOf(ids: readonly string[]): CodeSystem | 'ALL' {
  const [first, ...others] = new Set(ids.map((id) => id.slice(0, id.indexOf(':'))));
  return first === undefined || others.length > 0 ? 'ALL' : (first as CodeSystem);
}
