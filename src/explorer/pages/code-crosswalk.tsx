import { useState } from 'preact/hooks';
import type { CodeCrosswalkQuery, CodeCrosswalkQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import crosswalkText from '../documents/code-crosswalk.graphql';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Of } from '../parts/of.tsx';
import { Sources } from '../parts/source.tsx';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

const CODE_CROSSWALK = document<CodeCrosswalkQuery, CodeCrosswalkQueryVariables>(crosswalkText);

/** Which systems a code is met with; diagnoses and procedures have nothing else to show, and begin unfolded. */
const TARGETS = {
  CPT: ['ICD10CM', 'ICD10PCS'],
  ICD10CM: ['CPT'],
  ICD10PCS: ['CPT'],
} as const;
type Target = (typeof TARGETS)[keyof typeof TARGETS][number];

/** Codes of other systems that the code is met with, asked when they are looked at. */
export function CodeCrosswalk({ code }: { code: CodeAnswer }) {
  return (
    <>
      {crosswalksOf(code).map((to) => (
        <Candidates key={to} id={code.id} to={to} unfolded={code.system !== 'CPT'} />
      ))}
    </>
  );
}

/** The code systems that a code is met with codes of. */
export function crosswalksOf({ system, labelKind }: CodeAnswer): readonly Target[] {
  if (labelKind === 'CODE_ONLY' || !(system in TARGETS)) return [];
  return TARGETS[system as keyof typeof TARGETS];
}

function Candidates({ id, to, unfolded }: { id: string; to: Target; unfolded: boolean }) {
  const { crosswalk: words } = useSpeech().words;
  const [open, setOpen] = useState(unfolded);
  const asked = useAnswer(CODE_CROSSWALK, open ? { code: id, to } : null);
  return (
    <section class="folded crosswalk" aria-labelledby={to}>
      <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <h2 id={to}>{words.to[to]}</h2>
        </summary>
        {open && (
          <Loaded asked={asked}>
            {({ code }) => code && <List of={words.to[to]} rows={code.crosswalk} />}
          </Loaded>
        )}
      </details>
    </section>
  );
}

type Row = NonNullable<CodeCrosswalkQuery['code']>['crosswalk'][number];

function List({ of, rows }: { of: string; rows: readonly Row[] }) {
  const { words, language } = useSpeech();
  const { crosswalk: said } = words;
  const kinds = [...new Set(rows.map(({ relationship }) => relationship))];
  if (rows.length === 0) return <p class="quiet">{said.none}</p>;
  return (
    <>
      <p class="quiet">{said.hint}</p>
      {kinds.map((kind) => (
        <section key={kind}>
          <h3>{said.relationship[kind]}</h3>
          <Edges
            of={`${of}, ${said.relationship[kind]}`}
            rows={rows.filter(({ relationship }) => relationship === kind)}
            english={language === 'en'}
          />
        </section>
      ))}
      <Sources of={of} rows={rows.map(({ source }) => source)} />
    </>
  );
}

/** The codes with their titles. The cases are English: beside the titles on an English page, folded behind words of the page's own elsewhere. */
function Edges({ of, rows, english }: { of: string; rows: readonly Row[]; english: boolean }) {
  const { crosswalk: words } = useSpeech().words;
  const told = rows.filter(({ justification }) => justification);
  return (
    <>
      <ul class="sentences">
        {rows.map(({ node, justification }) => (
          <li key={node.id}>
            <CodeLink {...node} />
            <span>
              <CodeLabel {...node} />
              {english && justification && <small class="quiet">{justification}</small>}
            </span>
          </li>
        ))}
      </ul>
      {!english && told.length > 0 && (
        <details>
          <summary>
            {words.cases}
            <Of name={of} />
          </summary>
          <ul class="sentences" lang="en" dir="ltr">
            {told.map(({ node, justification }) => (
              <li key={node.id}>
                <CodeLink {...node} />
                <span>{justification}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
