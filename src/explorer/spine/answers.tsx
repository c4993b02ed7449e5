import { CodeLink } from '../parts/links.tsx';
import { CodeList } from '../parts/sentences.tsx';
import { count, fill, list, type Speech, useSpeech } from '../words.ts';
import { choose, type Found } from './facts.ts';

/** How many codes meet what is asked, and of how many it is left open, which is not to meet it. */
export function fitText({ matches, addOns }: Found, { words, language }: Speech): string {
  const { spine } = words;
  if (matches.length === 0 && addOns.length > 0) return count(spine.addOns, addOns.length, language);
  const open = matches.filter(({ broader }) => broader.length > 0).length;
  const met = matches.length - open;
  const said = met > 0 ? count(spine.fit, met, language) : spine.none;
  return open > 0 ? fill(count(spine.open, open, language), { met: said }) : said;
}

/** The same for a line at the foot: with the add-on codes that meet it. */
export function allText(found: Found, speech: Speech): string {
  const { matches, addOns } = found;
  const said = fitText(found, speech);
  if (matches.length === 0 || addOns.length === 0) return said;
  return `${said} · ${count(speech.words.spine.addOns, addOns.length, speech.language)}`;
}

type Named = readonly { readonly id: string; readonly name: string }[];

/** Which codes fit, which nearly do and why not; of what was asked before it is not said how many. */
export function Answers({ found, old }: { found: Found; old: boolean }) {
  const speech = useSpeech();
  const { words, language } = speech;
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
            {old ? words.shell.loading : fitText(found, speech)}
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
            {old ? words.shell.loading : count(spine.addOns, found.addOns.length, language)}
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
export function HowMany({ text }: { text: string }) {
  return (
    <p class="how-many">
      <a href="#fit">{text}</a>
    </p>
  );
}
