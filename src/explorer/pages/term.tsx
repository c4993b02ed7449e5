import type { TermPageQuery, TermPageQueryVariables } from '../../generated/explorer.ts';
import { Browse } from '../browse/browse.tsx';
import { document } from '../client.ts';
import termText from '../documents/term-page.graphql';
import { type Named, TermChip, Trail } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Source } from '../parts/source.tsx';
import { TermName } from '../parts/term-name.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { capital, fill, list, useSpeech } from '../words.ts';
import { Missing } from './missing.tsx';

const TERM_PAGE = document<TermPageQuery, TermPageQueryVariables>(termText);

type Term = NonNullable<TermPageQuery['term']>;

/** What a term means, its neighbours in the vocabulary, and its codes. */
export function TermPage({ parts: { term = '' }, query }: PageProps) {
  const { words } = useSpeech();
  const asked = useAnswer(TERM_PAGE, { term });
  const found = asked.state === 'ready' ? asked.data.term : null;
  useTitle(found && `${found.name} (${words.axes[found.axis]})`);
  return (
    <Loaded asked={asked}>
      {(data) =>
        data.term ? (
          <TermFound term={data.term} query={query} />
        ) : (
          <Missing title={words.term.missing} hint={words.term.missingHint} />
        )
      }
    </Loaded>
  );
}

function TermFound({ term, query }: { term: Term; query: URLSearchParams }) {
  const { words, language } = useSpeech();
  return (
    <article class="browse-page">
      <Trail>
        {words.axes[term.axis]}
        {[...term.ancestors].reverse().map((one) => (
          <a key={one.id} href={linkTo(`/terms/${one.id}`)}>
            <TermName {...one} />
          </a>
        ))}
      </Trail>
      <h1>
        <TermName {...term} name={capital(term.name, language)} />
      </h1>
      {term.definition && (
        <p class="lead">
          <TermName {...term} name={term.definition} />
        </p>
      )}
      {term.explanation && (
        <p>
          <TermName {...term} name={term.explanation} />
        </p>
      )}
      {term.includes.length > 0 ? (
        <section class="neighbours">
          <h2>{words.term.includes}</h2>
          <ul>
            {term.includes.map(({ text }) => (
              <li key={text}>
                <TermName {...term} name={text} />
              </li>
            ))}
          </ul>
        </section>
      ) : (
        term.synonyms.length > 0 && (
          <p class="quiet">{fill(words.term.synonyms, { synonyms: list(term.synonyms, language) })}</p>
        )
      )}
      <Neighbours title={words.term.narrower} terms={term.children} />
      <Neighbours title={words.term.overlaps} terms={term.overlaps} />
      <Browse fixed={{ terms: [term.id] }} query={query} />
      <Source of={term.name} {...term.source} />
    </article>
  );
}

function Neighbours({ title, terms }: { title: string; terms: readonly Named[] }) {
  if (terms.length === 0) return null;
  return (
    <section class="neighbours">
      <h2>{title}</h2>
      <ul class="chips">
        {terms.map((one) => (
          <li key={one.id}>
            <TermChip {...one} />
          </li>
        ))}
      </ul>
    </section>
  );
}
