import './learn.css';
import type { LearnPageQuery, LearnPageQueryVariables } from '../../generated/explorer.ts';
import { askable, type Level } from '../../lattice/questions.ts';
import { document } from '../client.ts';
import learnText from '../documents/learn-page.graphql';
import { useProgress } from '../learn/progress.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { LearnSet } from './learn-set.tsx';
import { LearnSetup } from './learn-setup.tsx';

const LEARN_PAGE = document<LearnPageQuery, LearnPageQueryVariables>(learnText);
const USUAL_FAMILY = 'family:lesion-neoplasm';

/** Questions made from what differs between codes. Family, level, set and question stand in the address. */
export function LearnPage({ query }: PageProps) {
  const { learn } = useSpeech().words;
  const keeping = useProgress();
  const family = query.get('family') ?? USUAL_FAMILY;
  const level = levelOf(query);
  const seed = query.get('seed');
  const asked = useAnswer(LEARN_PAGE, { family });
  useTitle(learn.title);
  return (
    <article class="learn">
      <Loaded asked={asked}>
        {(data) => {
          const codes = askable((data.family?.codes.edges ?? []).map(({ node }) => node));
          if (!seed || !data.family) {
            return (
              <LearnSetup
                families={data.families ?? []}
                chosen={data.family}
                codes={codes}
                level={level}
                keeping={keeping}
              />
            );
          }
          return (
            <LearnSet
              family={data.family}
              codes={codes}
              level={level}
              seed={seed}
              only={query.get('only')}
              number={Math.max(1, Number(query.get('q')) || 1)}
              named={query.get('labels') !== 'no'}
              keeping={keeping}
            />
          );
        }}
      </Loaded>
    </article>
  );
}

function levelOf(query: URLSearchParams): Level {
  const level = Number(query.get('level'));
  return level === 2 || level === 3 ? level : 1;
}
