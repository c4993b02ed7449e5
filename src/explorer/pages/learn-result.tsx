import type { Question } from '../../lattice/questions.ts';
import { newSeed } from '../learn/new-seed.ts';
import { CopyLink } from '../parts/copy-link.tsx';
import { CodeLink } from '../parts/links.tsx';
import { changed } from '../router.ts';
import { fill, useSpeech } from '../words.ts';

interface LearnResultProps {
  readonly questions: readonly Question[];
  /** The chosen codes by the number of the question. */
  readonly chosen: Readonly<Record<number, string>>;
  /** Forgets what was chosen. */
  readonly again: () => void;
}

/** How a set went, with the way to each question, to the same set again, and to another one. */
export function LearnResult({ questions, chosen, again }: LearnResultProps) {
  const { learn } = useSpeech().words;
  const isRight = ({ answer }: Question, index: number) => chosen[index + 1] === answer;
  return (
    <>
      <h1>{fill(learn.score, { right: questions.filter(isRight).length, total: questions.length })}</h1>
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
              <span>{sentence}</span>
            </li>
          );
        })}
      </ol>
      <p class="ways">
        <a class="button primary" href={changed({ seed: newSeed(), q: null })}>
          {learn.another}
        </a>
        <a class="button" href={changed({ q: null })} onClick={again}>
          {learn.again}
        </a>
        <a class="button" href={changed({ seed: null, q: null })}>
          {learn.other}
        </a>
      </p>
      <p class="quiet">{learn.share}</p>
      <CopyLink />
    </>
  );
}
