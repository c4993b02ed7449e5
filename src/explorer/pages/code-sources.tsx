import { CopyLink } from '../parts/copy-link.tsx';
import { Source } from '../parts/source.tsx';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

/** Where the facts and texts come from, and the address of the page. */
export function CodeSources({ code: { source, guidance } }: { code: CodeAnswer }) {
  const { code: words } = useSpeech().words;
  return (
    <section class="sources" aria-labelledby="sources">
      <h2 id="sources">{words.sources}</h2>
      <Source {...source} />
      {guidance && (
        <ul>
          {[...byLicence(guidance.sources)].map(([licence, titles]) => (
            <li key={licence}>
              <bdi>
                {titles.join(' · ')} ({licence})
              </bdi>
            </li>
          ))}
        </ul>
      )}
      <CopyLink />
    </section>
  );
}

type Sources = NonNullable<CodeAnswer['guidance']>['sources'];

/** The titles under each licence, so that none is said twice. */
function byLicence(sources: Sources): Map<string, string[]> {
  const titles = new Map<string, string[]>();
  for (const { title, licence } of sources) titles.set(licence, [...(titles.get(licence) ?? []), title]);
  return titles;
}
