import { useState } from 'preact/hooks';
import { TermName } from '../parts/term-name.tsx';
import { fill, numbersIn, useSpeech } from '../words.ts';
import { askFor, choose, type OfferedAxis } from './facts.ts';

interface ChipsProps {
  readonly offered: readonly OfferedAxis[];
  readonly terms: readonly string[];
}

/** The facts that are chosen; each can be taken back. */
export function Chosen({ offered, terms }: ChipsProps) {
  const { spine } = useSpeech().words;
  const names = namesOf(offered);
  if (terms.length === 0) return <p class="quiet">{spine.start}</p>;
  return (
    <section class="asked" aria-label={spine.chosen}>
      <ul class="chips">
        {terms.map((term) => (
          <li key={term}>
            <button
              type="button"
              class="chip"
              aria-label={fill(spine.remove, { term: names.get(term) ?? term })}
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

/** All facts that can be asked for, by axis, each with the number of codes that would fit; those of none are shown when asked. */
export function Facts({ offered, terms }: ChipsProps) {
  const { words, language } = useSpeech();
  const number = numbersIn(language);
  const [open] = useState(() => matchMedia(ROOM).matches);
  const [all, setAll] = useState(false);
  const useful = offered
    .map((one) => ({ ...one, terms: one.terms.filter(({ id, codes }) => codes > 0 || terms.includes(id)) }))
    .filter((one) => one.terms.length > 0);
  const sum = (axes: readonly OfferedAxis[]) => axes.reduce((most, one) => most + one.terms.length, 0);
  return (
    <details class="facts-to-ask" open={open}>
      <summary>
        <h2>{words.spine.facts}</h2>
      </summary>
      {(all ? offered : useful).map(({ axis, terms: own }) => (
        <fieldset key={axis}>
          <legend>{words.axes[axis]}</legend>
          <ul class="chips">
            {own.map(({ id, codes, ...named }) => (
              <li key={id}>
                <button
                  type="button"
                  class="chip"
                  aria-pressed={terms.includes(id)}
                  disabled={codes === 0 && !terms.includes(id)}
                  onClick={() => choose(id, terms)}
                >
                  <TermName {...named} /> <span class="quiet">{number.format(codes)}</span>
                </button>
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
      {sum(offered) > sum(useful) && !all && (
        <button type="button" class="button" onClick={() => setAll(true)}>
          {words.browse.more}
        </button>
      )}
    </details>
  );
}

/** The names of the terms by their ids. */
export const namesOf = (offered: readonly OfferedAxis[]): ReadonlyMap<string, string> =>
  new Map(offered.flatMap(({ terms }) => terms.map(({ id, name }) => [id, name])));
