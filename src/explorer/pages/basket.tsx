import '../browse/browse.css';
import './basket.css';
import { useEffect, useState } from 'preact/hooks';
import { type Basket, useBasket } from '../own/basket.ts';
import { Dropped } from '../parts/dropped.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useSpeech } from '../words.ts';
import { readBasket } from './basket-asked.ts';
import { OwnBasket } from './basket-own.tsx';
import { BasketSeen } from './basket-seen.tsx';
import { SharedBasket } from './basket-shared.tsx';

/** What was done to the basket, and how it was before. */
interface Done {
  readonly said: string;
  readonly before: Basket;
  /** Whether all of it gave way to another list. */
  readonly isReplaced: boolean;
}

/** The codes that the reader has gathered, or those of an address, which leave them as they are; then the codes that were looked at. */
export function BasketPage({ query }: PageProps) {
  const { basket: words } = useSpeech().words;
  const { basket, isKept, put } = useBasket();
  const [steps, setSteps] = useState<readonly Done[]>([]);
  const [back, setBack] = useState<string | null>(null);
  const done = steps.at(-1);
  const { inputs, leftOut, dropped } = readBasket(query);
  useTitle(words.title);
  const tell = (said: string, isReplaced = false) =>
    setSteps((all) => [...all, { said, before: basket, isReplaced }]);
  const undo = ({ before, isReplaced }: Done) => {
    put(isReplaced ? before : restored(before, basket));
    setSteps((all) => all.slice(0, -1));
    setBack(before.find(({ id }) => !basket.some((one) => one.id === id))?.id ?? '');
  };

  // What was given back has the focus, once its row is there.
  useEffect(() => {
    if (back === null) return;
    const row = document.querySelector<HTMLElement>(`[data-item="${CSS.escape(back)}"] .out`);
    (row ?? document.getElementById('main'))?.focus({ preventScroll: row === null });
    setBack(null);
  }, [back]);

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

/** The basket as it was, with what has been written and added since. */
function restored(before: Basket, now: Basket): Basket {
  const nowOf = new Map(now.map((one) => [one.id, one]));
  const was = new Set(before.map(({ id }) => id));
  return [...before.map((one) => nowOf.get(one.id) ?? one), ...now.filter(({ id }) => !was.has(id))];
}
