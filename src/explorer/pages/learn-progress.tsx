import type { BrowseNamesQuery, BrowseNamesQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import namesText from '../documents/browse-names.graphql';
import { CODES } from '../learn/chosen.ts';
import type { useProgress } from '../learn/progress.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, useSpeech } from '../words.ts';

const NAMES = document<BrowseNamesQuery, BrowseNamesQueryVariables>(namesText);
/** Of how many families it is shown, the latest ones. */
const MOST_SHOWN = 50;

/** How far one has come, by family; nothing before the first answer. */
export function LearnProgress({ keeping }: { keeping: ReturnType<typeof useProgress> }) {
  const { learn } = useSpeech().words;
  const { progress, forget } = keeping;
  const ids = Object.keys(progress.families).slice(-MOST_SHOWN);
  const families = ids.filter((id) => id !== CODES);
  const asked = useAnswer(NAMES, families.length > 0 ? { ids: families } : null);
  const names = new Map<string, string>([[CODES, learn.chosen]]);
  for (const node of asked.state === 'ready' ? asked.data.nodes : []) {
    if (node?.__typename === 'Family') names.set(node.id, node.name);
  }
  const begun = ids.flatMap((id) => {
    const [name, counted] = [names.get(id), progress.families[id]];
    return name && counted ? [{ id, name, ...counted }] : [];
  });
  if (begun.length === 0) return null;
  return (
    <section class="so-far" aria-labelledby="progress">
      <h2 id="progress">{learn.progress}</h2>
      <p class="quiet">{learn.progressHint}</p>
      <ul>
        {begun.map(({ id, name, right, asked: total }) => {
          const text = fill(learn.score, { right, total });
          return (
            <li key={id}>
              <span>{name}</span>
              <meter min={0} max={total} value={right} aria-label={name}>
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
