import { Sentences } from '../parts/sentences.tsx';
import { Sources } from '../parts/source.tsx';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

/** The codes that people take for this one, each with what decides, and the works and rows that it rests on. */
export function CodeConfused({ confusedWith }: Pick<CodeAnswer, 'confusedWith'>) {
  const { words } = useSpeech();
  if (confusedWith.length === 0) return null;
  const rows = confusedWith.flatMap(({ source, bundle }) => [source, ...(bundle ? [bundle.source] : [])]);
  const works = new Map(confusedWith.flatMap(({ sources }) => sources.map(({ id, title }) => [id, title])));
  return (
    <section class="confused" aria-labelledby="confused">
      <h2 id="confused">{words.code.confused}</h2>
      <Sentences reasons={confusedWith} />
      <Sources of={words.code.confused} rows={rows} works={[...works.values()]} />
    </section>
  );
}
