import { CodeLink } from '../parts/links.tsx';
import { CodeList } from '../parts/sentences.tsx';
import { count, fill, list, useSpeech } from '../words.ts';
import { choose, type Found } from './facts.ts';

type Named = readonly { readonly id: string; readonly name: string }[];

/** Which codes fit, which nearly do and why not. */
export function Answers({ found }: { found: Found }) {
  const { words, language } = useSpeech();
  const { spine } = words;
  const said = (text: string, terms: Named) =>
    terms.length > 0
      ? [
          fill(text, {
            terms: list(
              terms.map(({ name }) => name),
              language,
            ),
          }),
        ]
      : [];
  const addOns = new Set(found.addOns.map(({ id }) => id));
  const partial = found.partial.filter(({ code }) => !addOns.has(code.id));
  return (
    <>
      {(found.matches.length > 0 || found.addOns.length === 0) && (
        <section aria-labelledby="fit">
          <h2 id="fit" aria-live="polite">
            {found.matches.length > 0 ? count(spine.fit, found.matches.length, language) : spine.none}
          </h2>
          <ul class="sentences">
            {found.matches.map(({ code, broader, example }) => (
              <Answer
                key={code.id}
                {...code}
                notes={[...said(spine.broader, broader), ...said(spine.example, example)]}
              />
            ))}
          </ul>
        </section>
      )}
      {found.addOns.length > 0 && (
        <section aria-labelledby="add-ons">
          {found.matches.length === 0 && <span id="fit" />}
          <h2 id="add-ons" aria-live="polite">
            {count(spine.addOns, found.addOns.length, language)}
          </h2>
          <CodeList codes={found.addOns} />
        </section>
      )}
      {partial.length > 0 && (
        <details open={found.matches.length + found.addOns.length === 0}>
          <summary>
            <h2>{spine.partial}</h2>
          </summary>
          <ul class="sentences">
            {partial.map(({ code, missing, conflicting }) => (
              <Answer
                key={code.id}
                {...code}
                notes={[...said(spine.missing, missing), ...said(spine.conflicting, conflicting)]}
              />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface AnswerProps {
  readonly code: string;
  readonly label: string;
  readonly notes: readonly string[];
}

function Answer({ code, label, notes }: AnswerProps) {
  return (
    <li>
      <CodeLink code={code} label={label} />
      <span>
        {label}
        {notes.map((note) => (
          <small key={note}>{note}</small>
        ))}
      </span>
    </li>
  );
}

/** What to ask next, as a question; each answer says how many codes remain. */
export function Question({ found, terms }: { found: Found; terms: readonly string[] }) {
  const { words, language } = useSpeech();
  const { spine } = words;
  const question = found.nextQuestion;
  if (!question) return null;
  return (
    <section class="question" aria-labelledby="question">
      <p class="quiet">{spine.question}</p>
      <h2 id="question">{spine.questions[question.axis as keyof typeof spine.questions]}</h2>
      <ul class="chips">
        {question.options.map(({ term, remaining }) => (
          <li key={term.id}>
            <button type="button" class="chip" onClick={() => choose(term.id, terms)}>
              {term.name} <span class="quiet">{count(spine.remaining, remaining, language)}</span>
            </button>
          </li>
        ))}
      </ul>
      {question.notStated > 0 && <p class="quiet">{count(spine.silent, question.notStated, language)}</p>}
    </section>
  );
}

/** How many codes fit, in sight on a phone, where the facts to choose from push the answers out of it. */
export function HowMany({ codes }: { codes: number }) {
  const { words, language } = useSpeech();
  return (
    <p class="how-many">
      <a href="#fit">{codes > 0 ? count(words.spine.fit, codes, language) : words.spine.none}</a>
    </p>
  );
}
