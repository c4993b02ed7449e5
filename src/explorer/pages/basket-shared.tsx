import type { ComponentChildren } from 'preact';
import type { KnownCodesQuery, KnownCodesQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import knownText from '../documents/known-codes.graphql';
import { MOST_CODES, useBasket } from '../own/basket.ts';
import { AllInBasket } from '../own/in-basket.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Unread } from '../parts/unread.tsx';
import { go, linkTo } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { count, fill, list, useSpeech } from '../words.ts';
import { BasketCodes } from './basket-codes.tsx';

const KNOWN_CODES = document<KnownCodesQuery, KnownCodesQueryVariables>(knownText);

interface SharedProps {
  readonly inputs: readonly string[];
  /** What of the address goes beyond the limit. */
  readonly leftOut: readonly string[];
  readonly tell: (said: string, isReplaced: boolean) => void;
  /** What is to be told below the lead. */
  readonly children: ComponentChildren;
}

/** The list of an address; the reader's own basket stays as it is until they take it over. */
export function SharedBasket({ inputs, leftOut, tell, children }: SharedProps) {
  const { words, language } = useSpeech();
  const said = words.basket;
  const { basket, put } = useBasket();
  const asked = useSteady(useAnswer(KNOWN_CODES, { codes: inputs }));
  const replace = (ids: readonly string[]) => {
    tell(said.replaced, true);
    put(ids.map((id) => ({ id, note: basket.find((one) => one.id === id)?.note ?? '' })));
    go(linkTo('/basket'));
    globalThis.document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    <Loaded asked={asked}>
      {({ lookup }) => {
        const codes = (lookup ?? []).flatMap(({ code, range }) => code ?? range);
        const ids = [...new Set(codes.map(({ id }) => id))];
        const shown = ids.slice(0, MOST_CODES);
        const beyond = [...leftOut, ...ids.slice(MOST_CODES)];
        // What was guessed of a code is said too.
        const noted = (lookup ?? []).flatMap(({ input, note }) => (note ? [{ input, note }] : []));
        return (
          <>
            <p class="lead">
              {shown.length === 0 ? said.sharedNone : count(said.shared, shown.length, language)}
            </p>
            {children}
            <Unread lookup={noted} />
            {beyond.length > 0 && (
              <p class="noted" role="status">
                {fill(said.most, { most: MOST_CODES, codes: list(beyond, language) })}
              </p>
            )}
            {shown.length > 0 && (
              <BasketCodes ids={shown}>
                <AllInBasket ids={shown} isMain />
                {basket.length > 0 && (
                  <button type="button" class="button" onClick={() => replace(shown)}>
                    {said.replace}
                  </button>
                )}
              </BasketCodes>
            )}
            <p class="own">
              <a class="button" href={linkTo('/basket')}>
                {said.own}
              </a>
            </p>
          </>
        );
      }}
    </Loaded>
  );
}
