import '../browse/browse.css';
import './basket.css';
import { useState } from 'preact/hooks';
import { type Basket, useBasket } from '../own/basket.ts';
import { Dropped } from '../parts/dropped.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useSpeech } from '../words.ts';
import { readBasket } from './basket-asked.ts';
import { OwnBasket } from './basket-own.tsx';
import { BasketSeen } from './basket-seen.tsx';
import { SharedBasket } from './basket-shared.tsx';

/** What was just done to the basket, and how it was before. */
interface Done {
  readonly said: string;
  readonly before: Basket;
}

/** The codes that the reader has gathered, or those of an address, which leave them as they are; then the codes that were looked at. */
export function BasketPage({ query }: PageProps) {
  const { basket: words } = useSpeech().words;
  const { basket, isKept, put } = useBasket();
  const [done, setDone] = useState<Done | null>(null);
  const { inputs, leftOut, dropped } = readBasket(query);
  useTitle(words.title);
  const tell = (said: string) => setDone({ said, before: basket });
  const undo = ({ before }: Done) => {
    put(before);
    setDone(null);
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const told = (
    <>
      {/* Always there, so that what is put into it is read aloud. */}
      <p class="done" role="status">
        {done && (
          <>
            {done.said}{' '}
            <button type="button" class="button" onClick={() => undo(done)}>
              {words.undo}
            </button>
          </>
        )}
      </p>
      {!isKept && (
        <p class="noted" role="status">
          {words.notKept}
        </p>
      )}
      <Dropped what={dropped} />
    </>
  );
  return (
    <article class="browse-page basket-page">
      <h1>{words.title}</h1>
      {inputs.length > 0 ? (
        <SharedBasket inputs={inputs} leftOut={leftOut} tell={tell}>
          {told}
        </SharedBasket>
      ) : (
        <OwnBasket tell={tell}>{told}</OwnBasket>
      )}
      <BasketSeen />
    </article>
  );
}
