import './in-basket.css';
import { addressOf } from '../../lattice/code-ids.ts';
import { count, fill, useSpeech } from '../words.ts';
import { MOST_CODES, useBasket } from './basket.ts';

interface InBasketProps {
  readonly id: string;
}

/** Puts a code into the basket, and takes it out again. */
export function InBasket({ id }: InBasketProps) {
  const { basket: said } = useSpeech().words;
  const { basket, has, add, take } = useBasket();
  const isFull = !has(id) && basket.length >= MOST_CODES;
  return (
    <>
      <button
        type="button"
        class={has(id) ? 'button in' : 'button'}
        disabled={isFull}
        onClick={() => (has(id) ? take(id) : add([id]))}
      >
        <BasketMark /> {has(id) ? said.take : said.add}
      </button>
      {isFull && <span class="quiet">{fill(said.full, { most: MOST_CODES })}</span>}
    </>
  );
}

/** The same beside the number of a code in a table: a mark alone. */
export function InBasketMark({ id }: InBasketProps) {
  const { basket: said } = useSpeech().words;
  const { basket, has, add, take } = useBasket();
  const isFull = !has(id) && basket.length >= MOST_CODES;
  const label = isFull
    ? fill(said.full, { most: MOST_CODES })
    : fill(has(id) ? said.takeCode : said.addCode, { code: addressOf(id) });
  return (
    <button
      type="button"
      class={has(id) ? 'to-basket beside in' : 'to-basket beside'}
      aria-label={label}
      title={label}
      disabled={isFull}
      onClick={() => (has(id) ? take(id) : add([id]))}
    />
  );
}

interface AllProps {
  readonly ids: readonly string[];
  /** Where it is what one comes to the page for. */
  readonly isMain?: boolean;
}

/** Puts all codes of a page into the basket, as many as fit. */
export function AllInBasket({ ids, isMain = false }: AllProps) {
  const { words, language } = useSpeech();
  const { basket, has, add } = useBasket();
  const others = [...new Set(ids)].filter((id) => !has(id));
  const fitting = Math.min(others.length, MOST_CODES - basket.length);
  const isFull = others.length > 0 && fitting === 0;
  return (
    <>
      {/* Stays when nothing is left to add, so that the focus does. */}
      <button
        type="button"
        class={isMain && fitting > 0 ? 'button primary' : 'button'}
        aria-disabled={fitting === 0}
        onClick={() => fitting > 0 && add(others)}
      >
        <BasketMark />{' '}
        {fitting === 0 && !isFull ? words.basket.allIn : count(words.basket.addAll, fitting, language)}
      </button>
      {isFull && <span class="quiet">{fill(words.basket.full, { most: MOST_CODES })}</span>}
    </>
  );
}

/** The picture of a basket. */
export function BasketMark() {
  return (
    <svg class="basket-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d="M1.5 6.5h13l-1.5 7h-10zM4.5 6.5l2.5-4M11.5 6.5l-2.5-4"
        fill="none"
        stroke="currentColor"
        stroke-width="1.4"
        stroke-linejoin="round"
      />
    </svg>
  );
}
