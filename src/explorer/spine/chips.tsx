import { useState } from 'preact/hooks';
import { useSpeech } from '../words.ts';
import { askFor, choose, type Offered } from './facts.ts';

interface ChipsProps {
  readonly offered: readonly (readonly Offered[])[];
  readonly terms: readonly string[];
}

/** The facts that are chosen; each can be taken back. */
export function Chosen({ offered, terms }: ChipsProps) {
  const { spine } = useSpeech().words;
  const names = new Map(offered.flat().map(({ id, name }) => [id, name]));
  if (terms.length === 0) return <p class="quiet">{spine.start}</p>;
  return (
    <section class="asked" aria-label={spine.chosen}>
      <ul class="chips">
        {terms.map((term) => (
          <li key={term}>
            <button
              type="button"
              class="chip"
              aria-label={spine.remove.replace('{term}', names.get(term) ?? term)}
              onClick={() => askFor(terms.filter((one) => one !== term))}
            >
              {names.get(term) ?? term} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="button" onClick={() => askFor([])}>
            {spine.clear}
          </button>
        </li>
      </ul>
    </section>
  );
}

/** Where all facts have room below the picture; elsewhere they are folded at first. */
const ROOM = '(min-width: 46rem)';

/** All facts that can be asked for, by axis. */
export function Facts({ offered, terms }: ChipsProps) {
  const { words } = useSpeech();
  const [open] = useState(() => matchMedia(ROOM).matches);
  return (
    <details class="facts-to-ask" open={open}>
      <summary>
        <h2>{words.spine.facts}</h2>
      </summary>
      {offered.map(([first, ...others]) =>
        first ? (
          <fieldset key={first.axis}>
            <legend>{words.axes[first.axis]}</legend>
            <ul class="chips">
              {[first, ...others].map(({ id, name }) => (
                <li key={id}>
                  <button
                    type="button"
                    class="chip"
                    aria-pressed={terms.includes(id)}
                    onClick={() => choose(id, terms)}
                  >
                    {name}
                  </button>
                </li>
              ))}
            </ul>
          </fieldset>
        ) : null,
      )}
    </details>
  );
}
