import type { ClaimQuery } from '../../generated/explorer.ts';
import { CodeLink } from '../parts/links.tsx';
import { Sources } from '../parts/source.tsx';
import { list, useSpeech } from '../words.ts';

export type Case = NonNullable<ClaimQuery['case']>;

/** The pieces of the name, folded, each with the facts it rests on and where they stand. */
export function ClaimFacts({ parts }: Pick<Case, 'parts'>) {
  const { words, language } = useSpeech();
  if (parts.length === 0) return null;
  return (
    <details class="rests-on">
      <summary>{words.claim.facts}</summary>
      {parts.map(({ text, facts }) => (
        <section key={text}>
          <h3>{text}</h3>
          <ul>
            {facts.map(({ code, axis, terms, basis }) => (
              <li key={`${code.id} ${axis}`}>
                <CodeLink {...code} /> {words.axes[axis]}:{' '}
                {list(
                  terms.map(({ name }) => name),
                  language,
                  'disjunction',
                )}
                {basis !== 'STATED' && <span class="quiet"> {words.code.basis[basis]}</span>}
              </li>
            ))}
          </ul>
          <Sources of={text} rows={facts.map(({ source }) => source)} />
        </section>
      ))}
    </details>
  );
}
