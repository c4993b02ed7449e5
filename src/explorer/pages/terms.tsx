import type { TermsPageQuery, TermsPageQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import termsText from '../documents/terms-page.graphql';
import { Dropped } from '../parts/dropped.tsx';
import { TermChip } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, numbersIn, useSpeech } from '../words.ts';

const TERMS = document<TermsPageQuery, TermsPageQueryVariables>(termsText);

/** The vocabulary: the terms of each axis, in tree order. */
export function TermsPage({ query }: PageProps) {
  const { words, language } = useSpeech();
  const asked = useAnswer(TERMS, {});
  const number = numbersIn(language);
  useTitle(words.term.title);
  return (
    <article class="page">
      <h1>{words.term.title}</h1>
      <Dropped what={readQuery(query).left()} />
      <Loaded asked={asked}>
        {(data) =>
          Object.values(data).map((terms) => {
            const axis = terms?.edges[0]?.node.axis;
            if (!terms || !axis) return null;
            return (
              <section key={axis} class="neighbours" aria-labelledby={axis}>
                <h2 id={axis}>{words.axes[axis]}</h2>
                <ul class="chips">
                  {terms.edges.map(({ node }) => (
                    <li key={node.id}>
                      <TermChip {...node} />
                    </li>
                  ))}
                </ul>
                {terms.edges.length < terms.totalCount && (
                  <p class="quiet">
                    {fill(words.term.first, {
                      shown: number.format(terms.edges.length),
                      count: number.format(terms.totalCount),
                    })}
                  </p>
                )}
              </section>
            );
          })
        }
      </Loaded>
    </article>
  );
}
