import { CopyLink } from '../parts/copy-link.tsx';
import { Source } from '../parts/source.tsx';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code.tsx';

/** Where the facts and texts come from, and the address of the page. */
export function CodeSources({ code: { source, guidance } }: { code: CodeAnswer }) {
  const { code: words } = useSpeech().words;
  return (
    <section class="sources" aria-labelledby="sources">
      <h2 id="sources">{words.sources}</h2>
      <Source {...source} />
      {guidance && (
        <ul>
          {guidance.sources.map(({ id, title, licence }) => (
            <li key={id}>
              <bdi>
                {title} ({licence})
              </bdi>
            </li>
          ))}
        </ul>
      )}
      <CopyLink />
    </section>
  );
}
