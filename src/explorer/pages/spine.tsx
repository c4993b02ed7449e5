import './spine.css';
import type {
  FindQuery,
  FindQueryVariables,
  SpineQuery,
  SpineQueryVariables,
} from '../../generated/explorer.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { document } from '../client.ts';
import findText from '../documents/find.graphql';
import spineText from '../documents/spine.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { Switch } from '../parts/switch.tsx';
import { ROOT } from '../parts/systems.tsx';
import { useTitle } from '../parts/title.ts';
import { changed, go, type PageProps } from '../router.ts';
import { Answers, allText, HowMany, Question } from '../spine/answers.tsx';
import { Chosen, Facts, namesOf } from '../spine/chips.tsx';
import { Column } from '../spine/column.tsx';
import { choose, counting, offeredIn, PARTS, type Part } from '../spine/facts.ts';
import type { PartState } from '../spine/part.tsx';
import { Procedures } from '../spine/procedures.tsx';
import { Section } from '../spine/section.tsx';
import { Vertebrae } from '../spine/vertebrae.tsx';
import { useAnswer, useSteady } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

const SPINE = document<SpineQuery, SpineQueryVariables>(spineText);
const FIND = document<FindQuery, FindQueryVariables>(findText);

/** Find by facts: region and space are chosen on the picture, everything else by its name or as an answer. */
export function SpinePage({ query }: PageProps) {
  const { words } = useSpeech();
  useTitle(words.spine.title);
  const asked = useAnswer(SPINE, { root: ROOT });
  const reader = readQuery(query);
  const system = reader.one('system', ['CPT', 'ICD10PCS'], 'CPT');
  const terms = reader.list('terms');
  return (
    <div class="spine-page">
      <header>
        <h1>{words.spine.title}</h1>
        <p class="lead">{system === 'ICD10PCS' ? words.spine.steps : words.spine.lead}</p>
      </header>
      <Loaded asked={asked}>
        {({ codes, dataset }) => {
          const isLoaded = dataset?.editions.some((one) => one.system === 'ICD10PCS') ?? false;
          const isOfPcs = system === 'ICD10PCS';
          const dropped = [...reader.left(), ...(isOfPcs && !isLoaded ? [`system=${system}`] : [])];
          return (
            <>
              {isLoaded && <Systems procedures={isOfPcs} />}
              {isOfPcs && isLoaded ? (
                <Procedures asked={terms} dropped={dropped} />
              ) : (
                codes && <Spine codes={codes} asked={terms} dropped={dropped} />
              )}
              <CopyLink />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

/** In which code system is looked; each has facts of its own. */
function Systems({ procedures }: { procedures: boolean }) {
  const { words } = useSpeech();
  return (
    <fieldset class="switches">
      <legend>{words.home.systems}</legend>
      {(['CPT', 'ICD10PCS'] as const).map((system) => (
        <Switch
          key={system}
          group="system"
          checked={procedures === (system === 'ICD10PCS')}
          change={() => go(changed({ system: system === 'CPT' ? null : system, terms: null }))}
        >
          <bdi>{SYSTEM_NAMES[system]}</bdi>
        </Switch>
      ))}
    </fieldset>
  );
}

interface SpineProps {
  readonly codes: NonNullable<SpineQuery['codes']>;
  readonly asked: readonly string[];
  /** What of the address is of no use. */
  readonly dropped: readonly string[];
}

function Spine({ codes, asked, dropped }: SpineProps) {
  const known = new Set(codes.facets.flatMap(({ terms }) => terms.map(({ term }) => term.id)));
  const terms = asked.filter((term) => known.has(term));
  const unknown = asked.filter((term) => !known.has(term));
  const speech = useSpeech();
  const { words } = speech;
  const now = useAnswer(FIND, terms.length > 0 ? { terms } : null);
  const found = useSteady(now);
  const isOld = now.state === 'loading';
  const countOf = counting(codes, terms);
  const offered = offeredIn(codes, countOf);
  const names = namesOf(offered);
  const state = (part: Part): PartState => ({
    name: names.get(PARTS[part]) ?? PARTS[part],
    codes: countOf(PARTS[part]),
    chosen: terms.includes(PARTS[part]),
    choose: () => choose(PARTS[part], terms),
  });
  const states = Object.fromEntries(
    (Object.keys(PARTS) as Part[]).map((part) => [part, state(part)]),
  ) as Record<Part, PartState>;
  const [first] = terms;
  return (
    <>
      <Dropped what={[...dropped, ...unknown]} />
      <div class="pictures">
        <Column states={states} />
        <div>
          <Section states={states} />
          <Vertebrae states={states} />
        </div>
      </div>
      <div class="found" aria-busy={first !== undefined && isOld}>
        <Chosen offered={offered} terms={terms} />
        {first !== undefined && (
          <Loaded asked={found}>
            {({ find }) =>
              find && (
                <>
                  <Question found={find} terms={terms} />
                  <Answers found={find} old={isOld} />
                </>
              )
            }
          </Loaded>
        )}
      </div>
      <Facts offered={offered} terms={terms} />
      {first !== undefined && (
        <HowMany
          text={now.state === 'ready' && now.data.find ? allText(now.data.find, speech) : words.shell.loading}
        />
      )}
    </>
  );
}
