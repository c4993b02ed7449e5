import type { FindProceduresQuery, FindProceduresQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import proceduresText from '../documents/find-procedures.graphql';
import { Loaded } from '../parts/loaded.tsx';
import { CodeList } from '../parts/sentences.tsx';
import { linkTo } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { count, useSpeech } from '../words.ts';
import { HowMany } from './answers.tsx';
import { Chosen, Facts } from './chips.tsx';

const FIND_PROCEDURES = document<FindProceduresQuery, FindProceduresQueryVariables>(proceduresText);

/** Find by facts in ICD-10-PCS: of these procedures each says all of its facts, so that an axis has one answer or none. */
export function Procedures({ terms }: { terms: readonly string[] }) {
  const { words, language } = useSpeech();
  const asked = useSteady(useAnswer(FIND_PROCEDURES, { terms }));
  return (
    <Loaded asked={asked}>
      {({ codes }) => {
        if (!codes) return null;
        const { totalCount, edges, facets } = codes;
        const offered = facets
          .map(({ axis, terms: own }) => ({
            axis,
            terms: own.map(({ term, count }) => ({ ...term, codes: count })),
          }))
          .filter(({ terms: own }) => own.length > 0);
        return (
          <>
            <div class="found">
              <Chosen offered={offered} terms={terms} />
              {terms.length > 0 && (
                <section aria-labelledby="fit">
                  <h2 id="fit" aria-live="polite">
                    {totalCount > 0 ? count(words.spine.fit, totalCount, language) : words.spine.none}
                  </h2>
                  <CodeList codes={edges.map(({ node }) => node)} />
                  <p>
                    <a href={linkTo('/browse', { system: 'ICD10PCS', terms: terms.join() })}>
                      {words.home.table}
                    </a>
                  </p>
                </section>
              )}
            </div>
            <Facts offered={offered} terms={terms} />
            {terms.length > 0 && <HowMany codes={totalCount} />}
          </>
        );
      }}
    </Loaded>
  );
}
