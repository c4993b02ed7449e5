import type { LearnPageQuery } from '../../generated/explorer.ts';
import { LEVELS, type Level } from '../../lattice/questions.ts';
import { newSeed } from '../learn/new-seed.ts';
import type { useProgress } from '../learn/progress.ts';
import { FamilySelect } from '../parts/family-select.tsx';
import { Switch } from '../parts/switch.tsx';
import { changed, go, linkTo } from '../router.ts';
import { fill, useSpeech } from '../words.ts';
import { LearnFiles } from './learn-files.tsx';

const FILE_QUESTIONS = 40;

interface LearnSetupProps {
  readonly families: NonNullable<LearnPageQuery['families']>;
  /** Null where the address names none that there is; then it is the first. */
  readonly chosen: { readonly id: string; readonly name: string } | null;
  /** The ids of its codes that a question may start from. */
  readonly codes: readonly string[];
  readonly level: Level;
  readonly keeping: ReturnType<typeof useProgress>;
}

/** What to be asked about, and how far one has come. */
export function LearnSetup({ families, chosen, codes, level, keeping }: LearnSetupProps) {
  const { learn } = useSpeech().words;
  const known = chosen?.id ?? families[0]?.id ?? '';
  const start = (event: Event) => {
    event.preventDefault();
    go(changed({ family: known, seed: newSeed(), only: null, q: null }));
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    <>
      <h1>{learn.title}</h1>
      <p class="lead">{learn.lead}</p>
      <form onSubmit={start}>
        <p class="ways">
          <button type="submit" class="button primary">
            {learn.start}
          </button>
          <a class="button" href={linkTo('/learn/cards', { family: known })}>
            {learn.cards}
          </a>
        </p>
        <FamilySelect
          families={families}
          value={known}
          choose={(family) => go(changed({ family }), { replace: true })}
        />
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
      {chosen && (
        <LearnFiles choice={{ family: chosen, codes, level, seed: chosen.id, count: FILE_QUESTIONS }} />
      )}
      <LearnProgress families={families} keeping={keeping} />
    </>
  );
}

function LearnProgress({ families, keeping }: Pick<LearnSetupProps, 'families' | 'keeping'>) {
  const { learn } = useSpeech().words;
  const { progress, forget } = keeping;
  const begun = families.filter(({ id }) => progress.families[id]);
  if (begun.length === 0) return null;
  return (
    <section class="so-far" aria-labelledby="progress">
      <h2 id="progress">{learn.progress}</h2>
      <p class="quiet">{learn.progressHint}</p>
      <ul>
        {begun.map(({ id, name }) => {
          const { right, asked } = progress.families[id] ?? { right: 0, asked: 0 };
          const text = fill(learn.score, { right, total: asked });
          return (
            <li key={id}>
              <span>{name}</span>
              <meter min={0} max={asked} value={right} aria-label={name}>
                {text}
              </meter>
              <span class="quiet">{text}</span>
            </li>
          );
        })}
      </ul>
      <button type="button" class="button" onClick={forget}>
        {learn.forget}
      </button>
    </section>
  );
}
