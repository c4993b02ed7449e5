import { useState } from 'preact/hooks';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { CodeLabel } from '../parts/code-label.tsx';
import { TermChip } from '../parts/links.tsx';
import { TermName } from '../parts/term-name.tsx';
import { dayOf, fill, useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';
import { CodeChanges } from './code-changes.tsx';
import { CodeInstead } from './code-near.tsx';

/** The work that says that no licensed book and no public page was read. */
const MEMORY = 'codelattice-memory';

/** The number, the label, whether it can be used and what to use instead, and what it says on each axis; each fact opens what else it could be. */
export function CodeFacts({ code }: { code: CodeAnswer }) {
  const { words } = useSpeech();
  return (
    <>
      <h1>
        <span class="number" dir="ltr">
          {code.code}
        </span>{' '}
        <span class="label">
          {code.labelKind === 'CODE_ONLY' ? (
            words.code.numberOnly
          ) : (
            <CodeLabel label={code.label} labelKind={code.labelKind} />
          )}
        </span>
      </h1>
      <p class="marks">
        <span dir="ltr">
          {SYSTEM_NAMES[code.system]} {code.edition}
        </span>
        {code.addOn && <span class="mark">{words.code.addOn}</span>}
      </p>
      <Status code={code} />
      {code.status === 'DELETED' && <CodeInstead code={code} />}
      {(code.axes.length > 0 || code.specialties.length > 0) && <Facts code={code} />}
    </>
  );
}

function Facts({ code }: { code: CodeAnswer }) {
  const { words } = useSpeech();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <dl class="facts">
      {code.axes.map((fact) => {
        const { axis, basis, inherited, terms, sources } = fact;
        const chosen = axis === open;
        return (
          <div key={axis} class={chosen ? 'open' : undefined}>
            <dt>{words.axes[axis]}</dt>
            <dd>
              {inherited && <span class="quiet">{words.code.inherited}</span>}
              {terms.map((term) => (
                <button
                  key={term.id}
                  type="button"
                  class="chip"
                  aria-expanded={chosen}
                  title={words.code.change}
                  onClick={() => setOpen(chosen ? null : axis)}
                >
                  <TermName {...term} />
                </button>
              ))}
              {basis !== 'STATED' && <span class="quiet">{words.code.basis[basis]}</span>}
              {sources.some(({ id }) => id === MEMORY) && <span class="quiet">{words.code.memory}</span>}
              {chosen && <CodeChanges code={code} fact={fact} />}
            </dd>
          </div>
        );
      })}
      {code.specialties.length > 0 && (
        <div>
          <dt>{words.axes.SPECIALTY}</dt>
          <dd>
            {code.specialties.map((term) => (
              <TermChip key={term.id} {...term} />
            ))}
          </dd>
        </div>
      )}
      {code.names.length > 0 && (
        <div>
          <dt>{words.code.peopleSay}</dt>
          <dd>
            {code.names.map((name) => (
              <Spoken key={name.id} {...name} />
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** A name in full, what people type for it, and whether only habit joins it to the code. */
function Spoken({ name, abbreviations, kind }: CodeAnswer['names'][number]) {
  const { words } = useSpeech();
  return (
    <p class="spoken">
      {name} (<bdi lang="en">{abbreviations.join(', ')}</bdi>)
      {kind === 'BY_HABIT' && <span class="quiet"> {words.code.byHabit}</span>}
    </p>
  );
}

/** Whether the code is one to report: where not, since when. */
function Status({ code: { status, lastValidDay } }: { code: CodeAnswer }) {
  const { words, language } = useSpeech();
  if (status === 'ACTIVE') return null;
  const day = lastValidDay && dayOf(lastValidDay, language);
  const deleted = day ? fill(words.code.deletedOn, { day }) : words.code.deleted;
  return <p class="banner">{status === 'HEADING' ? words.code.heading : deleted}</p>;
}
