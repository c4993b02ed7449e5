import { CodeLabel } from '../parts/code-label.tsx';
import { TermChip } from '../parts/links.tsx';
import { dayOf, fill, useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

/** The work that says that no licensed book and no public page was read. */
const MEMORY = 'codelattice-memory';

/** The number, the label, whether it can be used, and what it says on each axis. */
export function CodeFacts({ code }: { code: CodeAnswer }) {
  const { words } = useSpeech();
  return (
    <>
      <h1>
        <span class="number" dir="ltr">
          {code.code}
        </span>{' '}
        <span class="label">
          {code.labelKind === 'CODE_ONLY' ? words.code.numberOnly : <CodeLabel {...code} />}
        </span>
      </h1>
      <p class="marks">
        <span dir="ltr">
          {code.system} {code.edition}
        </span>
        <Status code={code} />
        {code.addOn && <span class="mark">{words.code.addOn}</span>}
      </p>
      {(code.axes.length > 0 || code.specialties.length > 0) && <Facts code={code} />}
    </>
  );
}

function Facts({ code }: { code: CodeAnswer }) {
  const { words } = useSpeech();
  return (
    <dl class="facts">
      {code.axes.map(({ axis, basis, inherited, terms, sources }) => (
        <div key={axis}>
          <dt>{words.axes[axis]}</dt>
          <dd>
            {inherited && <span class="quiet">{words.code.inherited}</span>}
            {terms.map((term) => (
              <TermChip key={term.id} {...term} />
            ))}
            {basis !== 'STATED' && <span class="quiet">{words.code.basis[basis]}</span>}
            {sources.some(({ id }) => id === MEMORY) && <span class="quiet">{words.code.memory}</span>}
          </dd>
        </div>
      ))}
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

function Status({ code: { status, lastValidDay } }: { code: CodeAnswer }) {
  const { words, language } = useSpeech();
  if (status === 'ACTIVE') return null;
  if (status === 'HEADING') return <span class="mark warn">{words.code.heading}</span>;
  const day = lastValidDay && dayOf(lastValidDay, language);
  return <span class="mark warn">{day ? fill(words.code.deletedOn, { day }) : words.code.deleted}</span>;
}
