import './learn.css';
import { LEVELS, type Level } from '../../lattice/questions.ts';
import { MOST_OF_FAMILY, useChosen } from '../learn/chosen.ts';
import { useProgress } from '../learn/progress.ts';
import { Loaded } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useSteady } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { LearnTold } from './learn-choice.tsx';
import { LearnSet } from './learn-set.tsx';
import { LearnSetup } from './learn-setup.tsx';

/** Questions made from what differs between codes. Which codes, the level, set and question stand in the address. */
export function LearnPage({ query }: PageProps) {
  const { learn } = useSpeech().words;
  const keeping = useProgress();
  const reader = readQuery(query);
  const level = Number(reader.one('level', LEVELS.map(String), '1')) as Level;
  const seed = reader.text('seed');
  const number = reader.number('q');
  const only = reader.list('only').join();
  const named = reader.one('labels', ['no'], null) === null;
  const asked = useSteady(useChosen(reader));
  useTitle(learn.title);
  return (
    <article class="learn">
      <Loaded asked={asked}>
        {(chosen) =>
          seed ? (
            <>
              {number === 1 && <LearnTold chosen={chosen} most={MOST_OF_FAMILY} />}
              <LearnSet
                codes={chosen}
                level={level}
                seed={seed}
                only={only || null}
                number={number}
                named={named}
                keeping={keeping}
              />
            </>
          ) : (
            <LearnSetup chosen={chosen} level={level} keeping={keeping} />
          )
        }
      </Loaded>
    </article>
  );
}
