import { useEffect } from 'preact/hooks';
import type { LearnQuestionsQuery, LearnQuestionsQueryVariables } from '../../generated/explorer.ts';
import { type Level, questionsOf, startsOf, withoutQuestions } from '../../lattice/questions.ts';
import { document } from '../client.ts';
import questionsText from '../documents/learn-questions.graphql';
import { type Chosen, CODES, startsFrom } from '../learn/chosen.ts';
import type { useProgress } from '../learn/progress.ts';
import { FamilyLink, Trail } from '../parts/links.tsx';
import { Loaded, Notice } from '../parts/loaded.tsx';
import { changed, go } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, list, useSpeech } from '../words.ts';
import { LearnQuestion } from './learn-question.tsx';
import { LearnResult } from './learn-result.tsx';

const LEARN_QUESTIONS = document<LearnQuestionsQuery, LearnQuestionsQueryVariables>(questionsText);

interface LearnSetProps {
  readonly codes: Chosen;
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
export function LearnSet({ codes, level, seed, only, number, named, keeping }: LearnSetProps) {
  const { learn } = useSpeech().words;
  const family = codes.family?.id ?? CODES;
  const starts = startsOf(startsFrom(codes), seed);
  const asked = useAnswer(LEARN_QUESTIONS, starts.length > 0 ? { starts } : null);
  const setOf = (those: string | null) =>
    [family, codes.named?.map(({ id }) => id).join(), level, seed, those].filter(Boolean).join(' ');
  const set = setOf(only);
  const chosen = keeping.progress.sets[set] ?? {};
  const none = (
    <Notice title={learn.none}>
      <p>{codes.named === null ? learn.noneHint : learn.noneOfThese}</p>
      <a class="button" href={changed({ seed: null, only: null, q: null })}>
        {learn.other}
      </a>
    </Notice>
  );
  return (
    <>
      <Trail>
        <a href={changed({ seed: null, only: null, q: null })}>{learn.title}</a>
        {codes.named === null && codes.family ? <FamilyLink {...codes.family} /> : learn.chosen}
        {learn.levels[level]}
      </Trail>
      {starts.length === 0 ? (
        none
      ) : (
        <Loaded asked={asked}>
          {({ lookup }) => {
            const asking = (lookup ?? []).flatMap(({ code }) => (code ? [code] : []));
            const all = questionsOf(asking, level, seed);
            const wanted = (only ?? '').split(',').map(Number);
            const some = wanted.filter((one) => all[one - 1] !== undefined);
            const numbers = some.length > 0 ? some : all.map((_, index) => index + 1);
            const questions = numbers.flatMap((one) => all[one - 1] ?? []);
            const question = questions[number - 1];
            if (questions.length === 0) return none;
            if (!question && Object.keys(chosen).length === 0) return <ToTheFirst />;
            const silent = codes.named === null ? [] : withoutQuestions(asking, level);
            if (!question) {
              return (
                <>
                  <LearnResult
                    questions={questions}
                    numbers={numbers}
                    chosen={chosen}
                    again={(those) => keeping.forgetSet(setOf(those))}
                  />
                  <Silent codes={silent} />
                </>
              );
            }
            return (
              <>
                {number === 1 && <Silent codes={silent} />}
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
                      family,
                      set,
                      number,
                      chosen: code,
                      right: code === question.answer,
                    });
                    go(changed({ q: String(number + 1) }));
                  }}
                />
              </>
            );
          }}
        </Loaded>
      )}
    </>
  );
}

/** The codes that were chosen and are asked for in vain. */
function Silent({ codes }: { codes: readonly string[] }) {
  const { words, language } = useSpeech();
  if (codes.length === 0) return null;
  return (
    <p class="noted" role="status">
      {fill(words.learn.silent, { codes: list(codes, language) })}
    </p>
  );
}

/** Whoever comes to the result and has answered nothing begins at the first question. */
function ToTheFirst() {
  useEffect(() => go(changed({ q: null }), { replace: true }), []);
  return null;
}
