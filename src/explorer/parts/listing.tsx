import './listing.css';
import type { ListingQuery, ListingQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import listingText from '../documents/listing.graphql';
import { changed, go } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { count, fill, localeOf, useSpeech } from '../words.ts';
import { Loaded } from './loaded.tsx';
import { CodeList } from './sentences.tsx';

const LISTING = document<ListingQuery, ListingQueryVariables>(listingText);

interface ListingProps {
  readonly filter: Omit<NonNullable<ListingQueryVariables['filter']>, 'text'>;
  readonly query: URLSearchParams;
}

/** Many codes, a page at a time, filtered by words; both stand in the address: `text` and `after`. */
export function Listing({ filter, query }: ListingProps) {
  const { words, language } = useSpeech();
  const text = query.get('text')?.trim() ?? '';
  const after = query.get('after');
  const asked = useSteady(useAnswer(LISTING, { filter: { ...filter, ...(text && { text }) }, after }));
  const number = new Intl.NumberFormat(localeOf(language));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('text');
    go(changed({ text: String(typed ?? '').trim() || null, after: null }));
  };
  return (
    <>
      <form class="filter" onSubmit={submit}>
        <label>
          <span>{words.listing.filter}</span>
          <input type="search" name="text" key={text} defaultValue={text} maxLength={256} />
        </label>
        <button type="submit" class="button">
          {words.listing.apply}
        </button>
      </form>
      <Loaded asked={asked}>
        {({ codes }) => {
          if (!codes) return null;
          const { totalCount, edges, pageInfo } = codes;
          if (totalCount === 0) return <p>{words.search.nothing}</p>;
          return (
            <>
              {text && <h3>{count(words.shell.codes, totalCount, language)}</h3>}
              <CodeList codes={edges.map(({ node }) => node)} />
              <p class="pages">
                {edges.length < totalCount && (
                  <span class="quiet">
                    {fill(words.listing.shown, {
                      shown: number.format(edges.length),
                      count: number.format(totalCount),
                    })}
                  </span>
                )}
                {after && (
                  <a class="button" href={changed({ after: null })}>
                    {words.listing.start}
                  </a>
                )}
                {pageInfo.hasNextPage && (
                  <a class="button" href={changed({ after: pageInfo.endCursor ?? null })}>
                    {words.listing.next}
                  </a>
                )}
              </p>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
