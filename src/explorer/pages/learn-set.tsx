import { useEffect } from 'preact/hooks';
import type { LearnQuestionsQuery, LearnQuestionsQueryVariables } from '../../generated/explorer.ts';
import { type Level, questionsOf, startsOf } from '../../lattice/questions.ts';
import { document } from '../client.ts';
import questionsText from '../documents/learn-questions.graphql';
import type { useProgress } from '../learn/progress.ts';
import { FamilyLink, Trail } from '../parts/links.tsx';
import { Loaded, Notice } from '../parts/loaded.tsx';
import { changed, go } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { LearnQuestion } from './learn-question.tsx';
import { LearnResult } from './learn-result.tsx';

const LEARN_QUESTIONS = document<LearnQuestionsQuery, LearnQuestionsQueryVariables>(questionsText);

interface LearnSetProps {
  readonly family: { readonly id: string; readonly name: string };
  /** The ids of its codes that a question may start from. */
  readonly codes: readonly string[];
  readonly level: Level;
  readonly seed: string;
  /** Which of its questions are asked again, by their numbers; all where null. */
  readonly only: string | null;
  /** Of the question, from 1; behind the last one stands the result. */
  readonly number: number;
  /** Whether choices show their labels. */
  readonly named: boolean;
  readonly keeping: ReturnType<typeof useProgress>;
}

/** A set of questions, always the same for its seed. */
export function LearnSet({ family, codes, level, seed, only, number, named, keeping }: LearnSetProps) {
  const { learn } = useSpeech().words;
  const starts = startsOf(codes, seed);
  const asked = useAnswer(LEARN_QUESTIONS, starts.length > 0 ? { starts } : null);
  const setOf = (those: string | null) => [family.id, level, seed, those].filter(Boolean).join(' ');
  const set = setOf(only);
  const chosen = keeping.progress.sets[set] ?? {};
  const none = (
    <Notice title={learn.none}>
      <p>{learn.noneHint}</p>
      <a class="button" href={changed({ seed: null, only: null, q: null })}>
        {learn.other}
      </a>
    </Notice>
  );
  return (
    <>
      <Trail>
        <a href={changed({ seed: null, only: null, q: null })}>{learn.title}</a>
        <FamilyLink {...family} />
        {learn.levels[level]}
      </Trail>
      {starts.length === 0 ? (
        none
      ) : (
        <Loaded asked={asked}>
          {({ lookup }) => {
            const all = questionsOf(
              (lookup ?? []).flatMap(({ code }) => (code ? [code] : [])),
              level,
              seed,
            );
            const wanted = (only ?? '').split(',').map(Number);
            const some = wanted.filter((one) => all[one - 1] !== undefined);
            const numbers = some.length > 0 ? some : all.map((_, index) => index + 1);
            const questions = numbers.flatMap((one) => all[one - 1] ?? []);
            const question = questions[number - 1];
            if (questions.length === 0) return none;
            if (!question && Object.keys(chosen).length === 0) return <ToTheFirst />;
            if (!question) {
              return (
                <LearnResult
                  questions={questions}
                  numbers={numbers}
                  chosen={chosen}
                  again={(those) => keeping.forgetSet(setOf(those))}
                />
              );
            }
            return (
              <LearnQuestion
                key={`${set} ${number}`}
                question={question}
                number={number}
                total={questions.length}
                chosen={chosen[number]}
                before={questions[number - 2]}
                chosenBefore={chosen[number - 1]}
                named={named}
                choose={(code) => {
                  keeping.answer({
                    family: family.id,
                    set,
                    number,
                    chosen: code,
                    right: code === question.answer,
                  });
                  go(changed({ q: String(number + 1) }));
                }}
              />
            );
          }}
        </Loaded>
      )}
    </>
  );
}

/** Whoever comes to the result and has answered nothing begins at the first question. */
function ToTheFirst() {
  useEffect(() => go(changed({ q: null }), { replace: true }), []);
  return null;
}
