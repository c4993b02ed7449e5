import { grouped } from '../../lattice/grouped.ts';
import { CopyLink } from '../parts/copy-link.tsx';
import { Folded } from '../parts/folded.tsx';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

/** Where the facts and texts come from, and the address of the page. */
export function CodeSources({ code: { source, guidance } }: { code: CodeAnswer }) {
  const { code: words } = useSpeech().words;
  return (
    <>
      <Folded id="sources" title={words.sources}>
        <ul class="sources">
          <li class={source.evidence ? undefined : 'place'}>
            <span class="place">
              <span dir="ltr">
                <code>{source.file.id}</code>:{source.line}
              </span>
              {source.evidence && ' · '}
            </span>
            {source.evidence && (
              <bdi>
                {source.evidence.title}, {source.evidence.publisher} ({source.evidence.release};{' '}
                {source.evidence.licence})
              </bdi>
            )}
          </li>
          {guidance &&
            [...grouped(guidance.sources, ({ licence }) => licence)].map(([licence, own]) => (
              <li key={licence}>
                <bdi>
                  {own.map(({ title }) => title).join(' · ')} ({licence})
                </bdi>
              </li>
            ))}
        </ul>
      </Folded>
      <CopyLink />
    </>
  );
}
