import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOf } from '../../lattice/code-ids.ts';
import { LONGEST_NOTE, useBasket } from '../own/basket.ts';
import { fill, useSpeech } from '../words.ts';

interface ItemProps {
  readonly id: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly tell: (said: string) => void;
}

/** What the reader has written about a code, and the ways to move it and to take it out. */
export function BasketItem({ id, isFirst, isLast, tell }: ItemProps) {
  const { basket: said } = useSpeech().words;
  const { basket, move, take, write } = useBasket();
  const whole = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<'up' | 'down' | null>(null);
  const code = addressOf(id);
  const note = basket.find((one) => one.id === id)?.note ?? '';

  // A row that is moved within the table loses the focus.
  useEffect(() => {
    if (moved !== null) whole.current?.querySelector<HTMLElement>(`.${moved}`)?.focus();
    setMoved(null);
  }, [moved]);

  const step = (way: 'up' | 'down', isEnd: boolean) => (
    <button
      type="button"
      class={`to-basket ${way}`}
      aria-label={fill(said[way], { code })}
      title={fill(said[way], { code })}
      aria-disabled={isEnd}
      onClick={() => {
        if (isEnd) return;
        move(id, way === 'up' ? -1 : 1);
        setMoved(way);
      }}
    >
      <span aria-hidden="true">{way === 'up' ? '↑' : '↓'}</span>
    </button>
  );
  const takeOut = () => {
    const row = whole.current?.closest('tr');
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    (next?.querySelector<HTMLElement>('.out') ?? document.getElementById('main'))?.focus();
    tell(fill(said.taken, { code }));
    take(id);
  };
  return (
    <div ref={whole} class="item" data-item={id}>
      <textarea
        rows={1}
        maxLength={LONGEST_NOTE}
        aria-label={fill(said.note, { code })}
        placeholder={said.write}
        value={note}
        onInput={({ currentTarget }) => write(id, currentTarget.value)}
      />
      {step('up', isFirst)}
      {step('down', isLast)}
      <button
        type="button"
        class="to-basket out"
        aria-label={fill(said.takeCode, { code })}
        title={fill(said.takeCode, { code })}
        onClick={takeOut}
      >
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}
