import type {
  BrowseNamesQuery,
  BrowseNamesQueryVariables,
  FindProceduresQuery,
  FindProceduresQueryVariables,
} from '../../generated/explorer.ts';
import { document } from '../client.ts';
import namesText from '../documents/browse-names.graphql';
import proceduresText from '../documents/find-procedures.graphql';
import { Dropped } from '../parts/dropped.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { CodeList } from '../parts/sentences.tsx';
import { linkTo } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { count, useSpeech } from '../words.ts';
import { HowMany } from './answers.tsx';
import { Chosen } from './chips.tsx';
import { Steps } from './steps.tsx';

const FIND_PROCEDURES = document<FindProceduresQuery, FindProceduresQueryVariables>(proceduresText);
const NAMES = document<BrowseNamesQuery, BrowseNamesQueryVariables>(namesText);

interface ProceduresProps {
  /** The terms that the address asks for. */
  readonly asked: readonly string[];
  /** What of the address is of no use. */
  readonly dropped: readonly string[];
}

/** Find by facts in ICD-10-PCS: of these procedures each says all of its facts, so that an axis has one answer or none. */
export function Procedures({ asked, dropped }: ProceduresProps) {
  const { words, language } = useSpeech();
  const all = useAnswer(FIND_PROCEDURES, { terms: asked });
  // A term that is not known is refused: then it is asked which ones are.
  const isRefused = all.state === 'refused' && asked.length > 0;
  const names = useAnswer(NAMES, isRefused ? { ids: asked } : null);
  const known = names.state === 'ready' ? names.data.nodes.flatMap((node) => node?.id ?? []) : asked;
  const terms = asked.filter((id) => known.includes(id));
  const some = useAnswer(FIND_PROCEDURES, names.state === 'ready' ? { terms } : null);
  const now = isRefused ? some : all;
  const found = useSteady(now);
  const isOld = now.state === 'loading';
  return (
    <Loaded asked={found}>
      {({ codes }) => {
        if (!codes) return null;
        const { totalCount, edges, facets } = codes;
        const offered = facets
          .map(({ axis, terms: own }) => ({
            axis,
            terms: own.map(({ term, count }) => ({ ...term, codes: count })),
          }))
          .filter(({ terms: own }) => own.length > 0);
        const fit = totalCount > 0 ? count(words.spine.fit, totalCount, language) : words.spine.none;
        const said = isOld ? words.shell.loading : fit;
        return (
          <>
            <Dropped what={[...dropped, ...asked.filter((id) => !terms.includes(id))]} />
            {offered.length === 0 && terms.length === 0 && <NoFacts />}
            <div aria-busy={isOld}>
              {offered.length > 0 && <Chosen offered={offered} terms={terms} />}
              <Steps offered={offered} terms={terms} />
            </div>
            {terms.length > 0 && (
              <section class="found" aria-labelledby="fit" aria-busy={isOld}>
                <h2 id="fit" aria-live="polite">
                  {said}
                </h2>
                <CodeList codes={edges.map(({ node }) => node)} />
                <p>
                  <a href={linkTo('/browse', { system: 'ICD10PCS', terms: terms.join() })}>
                    {words.home.table}
                  </a>
                </p>
              </section>
            )}
            {terms.length > 0 && <HowMany text={said} />}
          </>
        );
      }}
    </Loaded>
  );
}

/** Where the codes are known by their numbers alone: what is missing, and where to go on. */
function NoFacts() {
  const { words } = useSpeech();
  return (
    <div>
      <p>{words.spine.noFacts}</p>
      <p class="ways">
        <a class="button" href={linkTo('/browse', { system: 'ICD10PCS' })}>
          {words.home.table}
        </a>
        <a class="button" href={linkTo('/data', {})}>
          {words.data.title}
        </a>
      </p>
    </div>
  );
}
