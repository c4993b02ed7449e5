import { changed, go, linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';
import type { Field } from './claim-field.ts';

/** Claims to begin with, of three kinds of operation; the last is shown as what it lacks. */
const EXAMPLES = {
  plate: ['22551', '22552', '22845', '22853', '20930'],
  tumor: ['63278-59', '63283', '63295'],
  missing: ['22612', '22842', '22853'],
} as const;

/** Days before have no edition that is loaded anywhere. */
const FIRST_DAY = '1996-01-01';

/** What ends an input at once: a paste, a drop, and a new line. */
const COMPLETE = ['insertFromPaste', 'insertFromDrop', 'insertLineBreak', 'insertParagraph'];

interface FormProps {
  readonly field: Field;
  /** ISO */
  readonly day: string | null;
}

/** The codes as they were typed or pasted, and the day. What is pasted is checked at once. */
export function ClaimForm({ field: { text, setText, check }, day }: FormProps) {
  const said = useSpeech().words.claim;
  const [before, after] = said.codesHint.split('{example}');
  return (
    <form
      class="claim-form"
      onSubmit={(event) => {
        event.preventDefault();
        check(text);
      }}
    >
      <label>
        <span>{said.codes}</span>
        <textarea
          rows={2}
          value={text}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="characters"
          dir="ltr"
          aria-describedby="codes-hint"
          onInput={({ currentTarget, inputType }) => {
            setText(currentTarget.value);
            if (COMPLETE.includes(inputType)) check(currentTarget.value);
          }}
        />
        <small id="codes-hint">
          {before}
          <bdi dir="ltr">63278-59, 63283 x2</bdi>
          {after}
        </small>
      </label>
      <label>
        <span>{said.day}</span>
        <input
          type="date"
          min={FIRST_DAY}
          value={day ?? ''}
          aria-describedby="day-hint"
          onChange={({ currentTarget: { value, validity } }) =>
            validity.valid && go(changed({ day: value || null, pair: null }), { replace: true })
          }
        />
        <small id="day-hint">{said.dayHint}</small>
      </label>
      <button type="submit" class="button primary">
        {said.check}
      </button>
    </form>
  );
}

/** Three claims to look at. */
export function Examples({ view }: { view: 'together' | 'case' }) {
  const said = useSpeech().words.claim;
  return (
    <section class="examples" aria-labelledby="examples">
      <h2 id="examples">{said.examples}</h2>
      <ul>
        {(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((name) => (
          <li key={name}>
            <a href={linkTo(name === 'missing' ? '/case' : `/${view}`, { codes: EXAMPLES[name].join() })}>
              {said.example[name]}
              <bdi class="number">{EXAMPLES[name].join(', ')}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
