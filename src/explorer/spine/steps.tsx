import { useState } from 'preact/hooks';
import type { Axis } from '../../lattice/axes.ts';
import { TermName } from '../parts/term-name.tsx';
import { capital, localeOf, numbersIn, useSpeech } from '../words.ts';
import { choose, type OfferedAxis } from './facts.ts';

/** From where on words help to find a value. */
const MANY = 30;

interface StepsProps {
  /** In the order in which they lead on. */
  readonly offered: readonly OfferedAxis[];
  readonly terms: readonly string[];
}

/** The facts axis by axis: one is open at a time, first the next one that nothing is chosen of. */
export function Steps({ offered, terms }: StepsProps) {
  const { words, language } = useSpeech();
  const [turned, setTurned] = useState<Axis | 'none' | null>(null);
  const chosenOf = ({ terms: own }: OfferedAxis) => own.filter(({ id }) => terms.includes(id));
  const next = offered.find((one) => chosenOf(one).length === 0 && one.terms.length > 1)?.axis;
  const open = turned ?? next;
  return (
    <div class="steps">
      {offered.map((one) => {
        const { axis } = one;
        return (
          <section key={axis}>
            <h2>
              <button
                type="button"
                aria-expanded={open === axis}
                onClick={() => setTurned(open === axis ? 'none' : axis)}
              >
                {capital(words.axes[axis], language)}
                {chosenOf(one).map((term) => (
                  <span key={term.id} class="value">
                    <TermName {...term} />
                  </span>
                ))}
              </button>
            </h2>
            {open === axis && (
              <Values
                key={axis}
                {...one}
                chosen={terms}
                pick={(id) => {
                  setTurned(null);
                  choose(id, terms);
                }}
              />
            )}
          </section>
        );
      })}
    </div>
  );
}

interface ValuesProps extends OfferedAxis {
  readonly chosen: readonly string[];
  readonly pick: (id: string) => void;
}

/** The values that are left of an axis, each with how many codes state it. */
function Values({ terms, chosen, pick }: ValuesProps) {
  const { words, language } = useSpeech();
  const [typed, setTyped] = useState('');
  const number = numbersIn(language);
  const wanted = typed.trim().toLocaleLowerCase(localeOf(language));
  const fits = terms.filter(({ name }) => name.toLocaleLowerCase(localeOf(language)).includes(wanted));
  return (
    <>
      {terms.length > MANY && (
        <label class="step-filter">
          <span>{words.listing.filter}</span>
          <input type="search" value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
        </label>
      )}
      <ul class="chips">
        {fits.map(({ id, codes, ...named }) => (
          <li key={id}>
            <button type="button" class="chip" aria-pressed={chosen.includes(id)} onClick={() => pick(id)}>
              <TermName {...named} /> <span class="quiet">{number.format(codes)}</span>
            </button>
          </li>
        ))}
      </ul>
      {fits.some(({ id }) => id.endsWith(':none')) && <p class="quiet">{words.spine.noValue}</p>}
    </>
  );
}
