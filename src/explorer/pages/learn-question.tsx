import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Question } from '../../lattice/questions.ts';
import { CodeLink } from '../parts/links.tsx';
import { Sentences } from '../parts/sentences.tsx';
import { Switch } from '../parts/switch.tsx';
import { changed, go } from '../router.ts';
import { fill, useSpeech } from '../words.ts';

interface LearnQuestionProps {
  readonly question: Question;
  readonly number: number;
  readonly total: number;
  /** The code that was chosen; none before. */
  readonly chosen: string | undefined;
  /** The question before this one, and what was chosen there. */
  readonly before: Question | undefined;
  readonly chosenBefore: string | undefined;
  readonly named: boolean;
  readonly choose: (code: string) => void;
}

/** One question, its choices by the keys 1 to 4; above it how the one before went, and where it is answered itself, why it is so. */
export function LearnQuestion({
  question,
  number,
  total,
  chosen,
  named,
  choose,
  ...last
}: LearnQuestionProps) {
  const { learn } = useSpeech().words;
  const { start, sentence, answer, choices } = question;
  const next = useRef<HTMLAnchorElement>(null);
  const done = chosen !== undefined;

  // At once, so that Enter goes on even where it is pressed quickly.
  useLayoutEffect(() => {
    if (done) next.current?.focus({ preventScroll: true });
  }, [done]);

  // Before the question is seen: a key pressed right then must not be lost.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const writes = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const choice = /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
      if (done || writes || !choice || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      choose(choice.code);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });

  const stateOf = (code: string) => {
    if (!done) return '';
    return code === answer ? 'right' : code === chosen ? 'wrong' : 'other';
  };
  return (
    <>
      {!done && last.before && last.chosenBefore !== undefined && (
        <Verdict question={last.before} chosen={last.chosenBefore} />
      )}
      <p class="quiet">{fill(learn.question, { number, total })}</p>
      <progress max={total} value={number - 1 + Number(done)} aria-label={learn.title} />
      <p class="start">
        {learn.startsAt} <CodeLink {...start} /> <span>{start.label}</span>
      </p>
      <h1>{sentence}</h1>
      <p id="ask">{learn.ask}</p>
      <ol class="answers" aria-labelledby="ask">
        {choices.map(({ code, label }, index) => (
          <li key={code}>
            <button
              type="button"
              class={`card ${stateOf(code)}`}
              aria-disabled={done}
              onClick={() => done || choose(code)}
            >
              <span class="kbd" aria-hidden="true">
                {index + 1}
              </span>
              <span class="number" dir="ltr">
                {code}
              </span>
              {(named || done) && <span class="label">{label}</span>}
              {done && (code === answer || code === chosen) && (
                <span class="sign">
                  {code === chosen && <small>{learn.yours}</small>} {code === answer ? '✓' : '✗'}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      {done && (
        <div class="verdict">
          <p class={chosen === answer ? 'right' : 'wrong'}>
            {chosen === answer ? learn.right : fill(learn.wrong, { code: answer })}
          </p>
          <h2>{fill(learn.why, { code: start.code })}</h2>
          <Sentences reasons={choices.map(sentenced)} />
        </div>
      )}
      <p class="ways">
        {done && (
          <a ref={next} class="button primary" href={changed({ q: String(number + 1) })}>
            {number === total ? learn.finish : learn.next}
          </a>
        )}
        <Switch
          checked={!named}
          change={(checked) => go(changed({ labels: checked ? 'no' : null }), { replace: true })}
        >
          {learn.numbersOnly}
        </Switch>
      </p>
      <p class="quiet keys">{fill(learn.keys, { count: choices.length })}</p>
    </>
  );
}

const sentenced = ({ sentence, ...node }: Question['choices'][number]) => ({ node, sentence });

/** How the question before went, read out at once, and what a wrong answer is instead; the other reasons stay folded, so that the next question is in sight. */
function Verdict({ question, chosen }: { question: Question; chosen: string }) {
  const { learn } = useSpeech().words;
  const { start, answer, choices } = question;
  const said = useRef<HTMLParagraphElement>(null);
  const wrong = choices.find(({ code }) => code === chosen && code !== answer);
  useLayoutEffect(() => said.current?.focus(), []);
  return (
    <section class="verdict before card">
      <p ref={said} tabIndex={-1} class={chosen === answer ? 'right' : 'wrong'}>
        {chosen === answer ? `✓ ${learn.right}` : `✗ ${fill(learn.wrong, { code: answer })}`}{' '}
        {chosen !== answer && (
          <small>
            {learn.yours}: <span dir="ltr">{chosen}</span>
          </small>
        )}
      </p>
      {wrong && <Sentences reasons={[sentenced(wrong)]} />}
      <details>
        <summary>{fill(learn.why, { code: start.code })}</summary>
        <Sentences reasons={choices.map(sentenced)} />
      </details>
    </section>
  );
}
