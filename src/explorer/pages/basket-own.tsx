import type { ComponentChildren } from 'preact';
import { addressOf } from '../../lattice/code-ids.ts';
import { MOST_CODES, useBasket } from '../own/basket.ts';
import { CodePicker } from '../parts/code-picker.tsx';
import { CopyLink } from '../parts/copy-link.tsx';
import { linkTo } from '../router.ts';
import { fill, useSpeech } from '../words.ts';
import { idsOf } from './basket-asked.ts';
import { BasketCodes } from './basket-codes.tsx';

interface OwnProps {
  /** Is told what was done. */
  readonly tell: (said: string) => void;
  /** What is to be told below the lead. */
  readonly children: ComponentChildren;
}

/** The reader's own basket: its codes with their notes, in an order of their own, and what can be done with them. */
export function OwnBasket({ tell, children }: OwnProps) {
  const { words } = useSpeech();
  const said = words.basket;
  const { basket, add, put } = useBasket();
  const ids = basket.map(({ id }) => id);
  const clear = () => {
    tell(said.cleared);
    put([]);
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    <>
      <p class="lead">{said.lead}</p>
      {children}
      {ids.length === 0 && <p>{said.empty}</p>}
      {ids.length < MOST_CODES ? (
        <CodePicker
          label={said.pick}
          pick={(code) => add(idsOf([code]))}
          pickSeveral={(codes) => add(idsOf(codes))}
        />
      ) : (
        <p>{fill(said.full, { most: MOST_CODES })}</p>
      )}
      {ids.length === 0 ? (
        <p class="ways">
          <a class="button primary" href={linkTo('/browse')}>
            {words.browse.title}
          </a>
          <a class="button" href={linkTo('/spine')}>
            {words.spine.title}
          </a>
        </p>
      ) : (
        <>
          <BasketCodes ids={ids} tell={tell} />
          <p class="own">
            <button type="button" class="button" onClick={clear}>
              {said.clear}
            </button>
          </p>
          <p class="quiet link">{said.link}</p>
          <CopyLink query={{ codes: ids.map(addressOf).join() }} />
        </>
      )}
    </>
  );
}
