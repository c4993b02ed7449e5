import './present.css';
import { useMemo } from 'preact/hooks';
import type {
  FamilyCountsQuery,
  FamilyCountsQueryVariables,
  FamilyEdgesQuery,
  FamilyEdgesQueryVariables,
  FamilyHeadQuery,
  FamilyHeadQueryVariables,
  FamilyPlainQuery,
  FamilyPlainQueryVariables,
} from '../../generated/explorer.ts';
import { document } from '../client.ts';
import countsText from '../documents/family-counts.graphql';
import edgesText from '../documents/family-edges.graphql';
import headText from '../documents/family-head.graphql';
import plainText from '../documents/family-plain.graphql';
import { axesIn, type Choice, choiceOf, type Family, MOST_SMALL } from '../map/choice.ts';
import { useFamily } from '../map/use-family.ts';
import { CodeLabel } from '../parts/code-label.tsx';
import { CountGrid } from '../parts/count-grid.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { type QueryReader, readQuery } from '../parts/read-query.ts';
import type { PageProps } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { capital, useSpeech } from '../words.ts';
import { FamilySlide, type Plain, Slide } from './slides.tsx';
import { Stage } from './stage.tsx';
import { type Step, stepIn, stepsOf } from './steps.ts';

const FAMILY_HEAD = document<FamilyHeadQuery, FamilyHeadQueryVariables>(headText);
const FAMILY_EDGES = document<FamilyEdgesQuery, FamilyEdgesQueryVariables>(edgesText);
const FAMILY_PLAIN = document<FamilyPlainQuery, FamilyPlainQueryVariables>(plainText);
const FAMILY_COUNTS = document<FamilyCountsQuery, FamilyCountsQueryVariables>(countsText);

/** A family step by step, for a class or a projector; the step stands in the address. One that is not there is left to the page below. */
export function Present({ parts: { family = '' }, query }: PageProps) {
  const head = useSteady(useAnswer(FAMILY_HEAD, { family }));
  if (head.state !== 'ready' || !head.data.family) return null;
  const reader = readQuery(query);
  const shown = {
    family: head.data.family,
    choice: choiceOf(reader),
    reader,
    step: reader.number('present'),
  };
  return shown.family.codeCount > MOST_SMALL ? <Large {...shown} /> : <Small {...shown} />;
}

interface ShownProps {
  readonly family: NonNullable<FamilyHeadQuery['family']>;
  readonly choice: Choice;
  /** What is read of the address, and the step that it names. */
  readonly reader: QueryReader;
  readonly step: number;
}

/** The steps of a family of many codes. */
const LARGE = 2;

/** Of a family of many codes: what it is, and how many stand where. */
function Large({ family, choice, reader, step }: ShownProps) {
  const { words, language } = useSpeech();
  const counts = useAnswer(FAMILY_COUNTS, { family: family.id, ...axesIn(choice) });
  const title = capital(family.name, language);
  // The server counts no more codes than its limit of nodes.
  if (counts.state === 'refused') {
    return (
      <Stage label={family.name} title={title} at={1} total={1} dropped={reader.dropped}>
        <FamilySlide family={family} isTooLarge />
      </Stage>
    );
  }
  const at = stepIn(step, LARGE, reader);
  return (
    <Stage label={family.name} title={title} at={at} total={LARGE} dropped={reader.dropped}>
      {at === 1 ? (
        <FamilySlide family={family} />
      ) : (
        <>
          <p>{words.present.large}</p>
          <Loaded asked={counts}>
            {({ family: counted }) =>
              counted && <CountGrid grid={counted.grid} family={family.id} caption={family.name} />
            }
          </Loaded>
        </>
      )}
    </Stage>
  );
}

/** Of a family of few codes: all of them. */
function Small({ family: { id, name }, choice, reader, step }: ShownProps) {
  const { language } = useSpeech();
  const { page } = useFamily(id, choice);
  const edges = useAnswer(FAMILY_EDGES, { family: id });
  const plain = useAnswer(FAMILY_PLAIN, { family: id });
  const texts = useMemo((): Texts | null => {
    if (plain.state === 'loading') return null;
    const edges = plain.state === 'ready' ? plain.data.family?.codes.edges : [];
    return new Map(edges?.map(({ node }) => [node.id, node.guidance]));
  }, [plain]);
  const family = useMemo(
    () =>
      page.state === 'ready' && edges.state === 'ready' && page.data.family && edges.data.family
        ? { ...page.data.family, ...edges.data.family }
        : null,
    [page, edges],
  );
  if (family === null) {
    return (
      <Stage label={name} title={capital(name, language)} at={1} total={1} dropped={[]}>
        <Loaded asked={page}>{() => <Loaded asked={edges}>{() => null}</Loaded>}</Loaded>
      </Stage>
    );
  }
  return <Steps family={family} texts={texts} reader={reader} number={step} />;
}

/** The plain words of codes by their ids. */
type Texts = ReadonlyMap<string, Plain | null>;

interface StepsProps {
  readonly family: Family;
  /** Null while they are on their way. */
  readonly texts: Texts | null;
  readonly reader: QueryReader;
  readonly number: number;
}

function Steps({ family, texts, reader, number }: StepsProps) {
  const steps = useMemo(() => stepsOf(family), [family]);
  const at = stepIn(number, steps.length, reader);
  const step = steps[at - 1] ?? steps[0];
  if (!step) return null;
  const plain = step.kind === 'code' && texts ? (texts.get(step.code.id) ?? null) : undefined;
  return (
    <Stage
      label={family.name}
      title={<Title step={step} name={family.name} />}
      at={at}
      total={steps.length}
      dropped={reader.dropped}
    >
      <Slide step={step} family={family} steps={steps} plain={plain} />
    </Stage>
  );
}

function Title({ step, name }: { step: Step; name: string }) {
  const { language } = useSpeech();
  if (step.kind === 'family' || step.kind === 'grid') return <>{capital(name, language)}</>;
  if (step.kind === 'difference') {
    return (
      <span class="number" dir="ltr">
        {step.from.code} → {step.to.code}
      </span>
    );
  }
  return (
    <>
      <span class="number" dir="ltr">
        {step.code.code}
      </span>{' '}
      <span class="label">
        <CodeLabel {...step.code} />
      </span>
    </>
  );
}
