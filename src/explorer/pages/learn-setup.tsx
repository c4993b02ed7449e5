import { LEVELS, type Level } from '../../lattice/questions.ts';
import { type Chosen, CODES, MOST_OF_FAMILY, queryOf, startsFrom } from '../learn/chosen.ts';
import { newSeed } from '../learn/new-seed.ts';
import type { useProgress } from '../learn/progress.ts';
import { Switch } from '../parts/switch.tsx';
import { changed, go, linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';
import { LearnChoice } from './learn-choice.tsx';
import { LearnFiles } from './learn-files.tsx';
import { LearnProgress } from './learn-progress.tsx';

const FILE_QUESTIONS = 40;

interface LearnSetupProps {
  readonly chosen: Chosen;
  readonly level: Level;
  readonly keeping: ReturnType<typeof useProgress>;
}

/** What to be asked about, and how far one has come. */
export function LearnSetup({ chosen, level, keeping }: LearnSetupProps) {
  const { learn } = useSpeech().words;
  const { family, named } = chosen;
  const set = queryOf(chosen);
  const isEmpty = named?.length === 0;
  const start = (event: Event) => {
    event.preventDefault();
    if (isEmpty) return;
    go(changed({ ...set, seed: newSeed(), only: null, q: null }));
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    <>
      <h1>{learn.title}</h1>
      <p class="lead">{learn.lead}</p>
      <form onSubmit={start}>
        <p class="ways">
          <button type="submit" class="button primary" disabled={isEmpty}>
            {learn.start}
          </button>
          <a class="button" href={linkTo('/learn/cards', set)}>
            {learn.cards}
          </a>
        </p>
        <LearnChoice chosen={chosen} most={MOST_OF_FAMILY} />
        <fieldset class="switches">
          <legend>{learn.level}</legend>
          {LEVELS.map((one) => (
            <Switch
              key={one}
              group="level"
              checked={one === level}
              change={() => go(changed({ level: String(one) }), { replace: true })}
            >
              {learn.levels[one]}
            </Switch>
          ))}
        </fieldset>
      </form>
      <LearnFiles
        isChosen={named !== null}
        isEmpty={isEmpty}
        choice={{
          name: family?.name ?? learn.chosen,
          seed: family?.id ?? CODES,
          codes: startsFrom(chosen),
          level,
          // Each code that was chosen has its turn.
          count: Math.max(FILE_QUESTIONS, named?.length ?? 0),
        }}
      />
      <LearnProgress keeping={keeping} />
    </>
  );
}
