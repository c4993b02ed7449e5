import { useState } from 'preact/hooks';
import { type Axis, axesOf, axisOf, POSITIONS } from '../../lattice/axes.ts';
import { Loaded } from '../parts/loaded.tsx';
import { changed, go } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { capital, fill, numbersIn, useSpeech } from '../words.ts';
import { type Asked, filterOf, LONGEST_TEXT, step } from './asked.ts';
import type { NamedTerm } from './chosen.tsx';
import { FACETS, FIRST, LaterFacet, Terms } from './facet.tsx';

/** How many terms of an axis are shown at first. */
const SHOWN = 8;
/** Where the facts have room beside the table; elsewhere they are folded at first, but for positions, which lead to the codes. */
const ROOM = '(min-width: 64rem)';

interface NarrowProps {
  readonly asked: Asked;
  readonly terms: readonly NamedTerm[];
}

/** By words and facts to fewer codes: what is left at each term, as links. Of ICD-10-PCS position by position. */
export function Narrow({ asked, terms }: NarrowProps) {
  const { words, language } = useSpeech();
  const [hasRoom] = useState(() => matchMedia(ROOM).matches);
  const fixed = (asked.fixed.terms ?? []).map(axisOf);
  const axes = [
    ...axesOf(asked.system),
    ...(asked.system === 'ICD10PCS' ? [] : (['SPECIALTY'] as const)),
  ].filter((axis) => !fixed.includes(axis));
  const chosenOn = (axis: Axis) => asked.terms.filter((id) => axisOf(id) === axis);
  const isByPosition = asked.system === 'ICD10PCS';
  const unchosen = axes.filter((axis) => chosenOn(axis).length === 0);
  // Of all ICD-10-PCS the next position alone is asked at once: to count all seven takes seconds. A table is small.
  const isTable = isByPosition && (asked.fixed.family ?? asked.family) !== null;
  const now = isByPosition && !isTable ? unchosen.slice(0, 1) : unchosen;
  const facets = useSteady(
    useAnswer(FACETS, now.length === 0 ? null : { filter: filterOf(asked), axes: now, first: FIRST }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('text');
    go(changed(step(asked, { text: String(typed ?? '').trim() || null })));
  };
  const titleOf = (axis: Axis) => {
    const name = capital(words.axes[axis], language);
    if (!isByPosition) return name;
    const number = numbersIn(language).format(POSITIONS.indexOf(axis) + 1);
    return fill(words.browse.position, { number, axis: name });
  };
  return (
    <details class="narrow" open={hasRoom || isByPosition}>
      <summary>
        <h2>{words.browse.narrow}</h2>
      </summary>
      <form class="filter" onSubmit={submit}>
        <label>
          <span>{words.listing.filter}</span>
          <input
            type="search"
            name="text"
            key={asked.text}
            defaultValue={asked.text}
            maxLength={LONGEST_TEXT}
          />
        </label>
        <button type="submit" class="button">
          {words.listing.apply}
        </button>
      </form>
      <div class="choices">
        <Choice
          label={words.browse.status}
          value={asked.status}
          options={words.browse.states}
          change={(status) => ({ status: status === 'ACTIVE' ? null : status })}
          asked={asked}
        />
        {!isByPosition && asked.system !== 'ICD10CM' && (
          <Choice
            label={words.browse.addOns}
            value={asked.addOn === null ? 'any' : String(asked.addOn)}
            options={words.browse.addOn}
            change={(addOn) => ({ addOn: addOn === 'any' ? null : addOn })}
            asked={asked}
          />
        )}
      </div>
      {isByPosition && <p class="quiet">{words.browse.positions}</p>}
      {axes.map((axis) => {
        const chosen = terms.filter((term) => term.axis === axis && asked.terms.includes(term.id));
        if (!now.includes(axis)) {
          return <LaterFacet key={axis} axis={axis} title={titleOf(axis)} chosen={chosen} asked={asked} />;
        }
        if (facets.state !== 'ready')
          return (
            axis === now[0] && (
              <Loaded key={axis} asked={facets}>
                {() => null}
              </Loaded>
            )
          );
        const found = facets.data.codes?.facets.find((facet) => facet.axis === axis)?.terms ?? [];
        // What all codes of a table share is no choice.
        if (found.length < (isTable ? 2 : 1)) return null;
        return (
          <details key={axis} class="facet" open>
            <summary>
              <h3>{titleOf(axis)}</h3>
            </summary>
            <Terms
              axis={axis}
              title={titleOf(axis)}
              terms={found}
              asked={asked}
              shown={isByPosition ? FIRST : SHOWN}
            />
          </details>
        );
      })}
    </details>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly change: (value: Value) => Readonly<Record<string, string | null>>;
  readonly asked: Asked;
}

function Choice<Value extends string>({ label, value, options, change, asked }: ChoiceProps<Value>) {
  const { language } = useSpeech();
  return (
    <label>
      <span>{label}</span>
      <select
        value={value}
        onChange={({ currentTarget }) => go(changed(step(asked, change(currentTarget.value as Value))))}
      >
        {Object.entries<string>(options).map(([option, name]) => (
          <option key={option} value={option}>
            {capital(name, language)}
          </option>
        ))}
      </select>
    </label>
  );
}
