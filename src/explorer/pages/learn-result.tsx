import type { Question } from '../../lattice/questions.ts';
import { newSeed } from '../learn/new-seed.ts';
import { CopyLink } from '../parts/copy-link.tsx';
import { CodeLink } from '../parts/links.tsx';
import { changed } from '../router.ts';
import { count, fill, useSpeech } from '../words.ts';

interface LearnResultProps {
  readonly questions: readonly Question[];
  /** The number of each in the whole set. */
  readonly numbers: readonly number[];
  /** The chosen codes by the place of the question, from 1. */
  readonly chosen: Readonly<Record<number, string>>;
  /** Forgets what was chosen in a set: of these questions, or of all. */
  readonly again: (only: string | null) => void;
}

/** How a set went, with the way to each question, to the same set again, and to another one. */
export function LearnResult({ questions, numbers, chosen, again }: LearnResultProps) {
  const { words, language } = useSpeech();
  const { learn } = words;
  const isRight = ({ answer }: Question, index: number) => chosen[index + 1] === answer;
  const missed = numbers.filter((_, index) => {
    const { answer } = questions[index] ?? {};
    return chosen[index + 1] !== undefined && chosen[index + 1] !== answer;
  });
  return (
    <>
      <h1>{fill(learn.score, { right: questions.filter(isRight).length, total: questions.length })}</h1>
      <p class="ways">
        {missed.length > 0 && (
          <a
            class="button primary"
            href={changed({ only: missed.join(), q: null })}
            onClick={() => again(missed.join())}
          >
            {count(learn.missed, missed.length, language)}
          </a>
        )}
        <a
          class={missed.length > 0 ? 'button' : 'button primary'}
          href={changed({ seed: newSeed(), only: null, q: null })}
        >
          {learn.another}
        </a>
        <a class="button" href={changed({ only: null, q: null })} onClick={() => again(null)}>
          {learn.again}
        </a>
        <a class="button" href={changed({ seed: null, only: null, q: null })}>
          {learn.other}
        </a>
      </p>
      <ol class="results">
        {questions.map((question, index) => {
          const { start, answer, sentence } = question;
          const state =
            chosen[index + 1] === undefined ? 'open' : isRight(question, index) ? 'right' : 'wrong';
          return (
            <li key={`${start.code} ${answer}`} class={state}>
              <a href={changed({ q: String(index + 1) })}>{fill(learn.number, { number: index + 1 })}</a>{' '}
              <span class="sign">{{ right: '✓', wrong: '✗', open: '–' }[state]}</span>{' '}
              <span class="hidden">{learn.states[state]}</span>
              <span dir="ltr">
                <CodeLink {...start} /> → {state === 'open' ? '?' : <CodeLink code={answer} />}
              </span>
              <span>
                {sentence}
                {state === 'wrong' && (
                  <small>
                    {learn.yours}: <CodeLink code={chosen[index + 1] ?? ''} />
                  </small>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      <p class="quiet">{learn.share}</p>
      <CopyLink query={{ q: null }} />
    </>
  );
}
