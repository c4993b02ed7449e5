import './spine.css';
import type { SpineQuery, SpineQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import spineText from '../documents/spine.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { Answers, Question } from '../spine/answers.tsx';
import { Chosen, Facts } from '../spine/chips.tsx';
import { Column } from '../spine/column.tsx';
import { askedTerms, choose, offeredIn, PARTS, type Part, variablesFor } from '../spine/facts.ts';
import type { PartState } from '../spine/part.tsx';
import { Section } from '../spine/section.tsx';
import { Vertebrae } from '../spine/vertebrae.tsx';
import { useAnswer, useSteady } from '../use-answer.ts';
import { fill, list, useSpeech } from '../words.ts';

const SPINE = document<SpineQuery, SpineQueryVariables>(spineText);

/** Find by facts: region and space are chosen on the picture, everything else by its name or as an answer. */
export function SpinePage({ query }: PageProps) {
  const { words, language } = useSpeech();
  useTitle(words.spine.title);
  const asked = askedTerms(query);
  const whole = useAnswer(SPINE, variablesFor(asked));
  // A term that the graph does not know spoils the whole question; then ask with those that it knows.
  const spoilt = whole.state === 'refused' && asked.length > 0;
  const vocabulary = useAnswer(SPINE, spoilt ? variablesFor([]) : null);
  const known =
    vocabulary.state === 'ready'
      ? new Set(
          offeredIn(vocabulary.data)
            .flat()
            .map(({ id }) => id),
        )
      : null;
  const kept = spoilt && known ? asked.filter((term) => known.has(term)) : null;
  const rest = useAnswer(SPINE, kept && variablesFor(kept));
  const terms = kept ?? asked;
  const unknown = kept ? asked.filter((term) => !kept.includes(term)) : [];
  const answer = useSteady(spoilt ? (unknown.length > 0 || !kept ? rest : whole) : whole);
  return (
    <div class="spine-page">
      <header>
        <h1>{words.spine.title}</h1>
        <p class="lead">{words.spine.lead}</p>
        {unknown.length > 0 && (
          <p class="mark warn" role="status">
            {fill(words.spine.unknown, { terms: list(unknown, language) })}
          </p>
        )}
      </header>
      <Loaded asked={answer}>{(data) => <Spine data={data} terms={terms} />}</Loaded>
    </div>
  );
}

function Spine({ data, terms }: { data: SpineQuery; terms: readonly string[] }) {
  const offered = offeredIn(data);
  const names = new Map(offered.flat().map(({ id, name }) => [id, name]));
  const state = (part: Part): PartState => ({
    name: names.get(PARTS[part]) ?? PARTS[part],
    codes: (data[part]?.exact.length ?? 0) + (data[part]?.addOns.length ?? 0),
    chosen: terms.includes(PARTS[part]),
    choose: () => choose(PARTS[part], terms),
  });
  const states = Object.fromEntries(
    (Object.keys(PARTS) as Part[]).map((part) => [part, state(part)]),
  ) as Record<Part, PartState>;
  return (
    <>
      <div class="pictures">
        <Column states={states} />
        <div>
          <Section states={states} />
          <Vertebrae states={states} />
        </div>
      </div>
      <div class="found">
        <Chosen offered={offered} terms={terms} />
        {data.find && <Question found={data.find} terms={terms} />}
        {data.find && <Answers found={data.find} />}
      </div>
      <Facts offered={offered} terms={terms} />
      <CopyLink />
    </>
  );
}
