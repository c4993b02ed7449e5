import { useMemo } from 'preact/hooks';
import type {
  FamilyCountsQuery,
  FamilyCountsQueryVariables,
  FamilyEdgesQuery,
  FamilyEdgesQueryVariables,
  FamilyHeadQuery,
  FamilyPageQuery,
  FamilyPageQueryVariables,
} from '../../generated/explorer.ts';
import { Browse } from '../browse/browse.tsx';
import { document } from '../client.ts';
import countsText from '../documents/family-counts.graphql';
import edgesText from '../documents/family-edges.graphql';
import familyText from '../documents/family-page.graphql';
import { AXES, axesIn, axisOf, type Choice, type Family, MOST_MAPPED, mended } from '../map/choice.ts';
import { Graph } from '../map/graph.tsx';
import { AxisChoice } from '../map/toolbar.tsx';
import { CountGrid } from '../parts/count-grid.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PresentLink } from '../parts/present-link.tsx';
import type { QueryReader } from '../parts/read-query.ts';
import { changed, go } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { FamilyHead } from './family-head.tsx';

const FAMILY_COUNTS = document<FamilyCountsQuery, FamilyCountsQueryVariables>(countsText);
const FAMILY_PAGE = document<FamilyPageQuery, FamilyPageQueryVariables>(familyText);
const FAMILY_EDGES = document<FamilyEdgesQuery, FamilyEdgesQueryVariables>(edgesText);

interface LargeProps {
  readonly family: NonNullable<FamilyHeadQuery['family']>;
  readonly choice: Choice;
  readonly reader: QueryReader;
}

/** A family of many codes: how many stand where, its codes by the page, and its map where that is asked for. */
export function FamilyLarge({ family, choice, reader }: LargeProps) {
  const { words } = useSpeech();
  const first = useAnswer(FAMILY_COUNTS, { family: family.id, ...axesIn(choice) });
  const axes = first.state === 'ready' ? axesOf(first.data) : AXES;
  const { choice: kept, dropped: unstated } = mended({ ...choice, color: null }, axes);
  const isOther = kept.rows !== choice.rows || kept.columns !== choice.columns;
  const other = useAnswer(FAMILY_COUNTS, isOther ? { family: family.id, ...axesIn(kept) } : null);
  const counts = useSteady(isOther ? other : first);
  const isMappable = family.codeCount <= MOST_MAPPED;
  const isMapped = choice.mapped && isMappable;
  // A large family is neither colored nor listed in words, and a code is marked in its map only.
  const dropped = [
    ...reader.dropped,
    ...unstated,
    ...(choice.table ? ['view=table'] : []),
    ...(choice.mapped && !isMappable ? ['view=map'] : []),
    ...(choice.color ? [`color=${choice.color.toLowerCase()}`] : []),
    ...(choice.code && !isMapped ? [`code=${choice.code}`] : []),
  ];
  return (
    <article class="family-page">
      <FamilyHead {...family} />
      <Dropped what={dropped} />
      {counts.state === 'refused' ? (
        // The server draws no more codes than its limit of nodes.
        <p class="quiet">{words.family.tooMany}</p>
      ) : (
        <Loaded asked={counts}>
          {({ family: counted }) =>
            counted && counted.grid.cells.length > 0 ? (
              <section aria-labelledby="grid">
                <div class="toolbar">
                  <AxisChoice
                    axes={axes}
                    rows={axisOf(counted.grid.rows)}
                    columns={axisOf(counted.grid.columns)}
                  />
                  {isMappable && !choice.mapped && (
                    <a class="button" href={changed({ view: 'map' })}>
                      {words.family.drawMap}
                    </a>
                  )}
                  <button type="button" class="button" onClick={() => print()}>
                    {words.learn.print}
                  </button>
                  <PresentLink />
                </div>
                <h2 id="grid">{words.family.grid}</h2>
                <p class="quiet">{words.family.counts}</p>
                <CountGrid grid={counted.grid} family={family.id} caption={family.name} />
              </section>
            ) : null
          }
        </Loaded>
      )}
      {isMapped && <Mapped variables={{ family: family.id, ...axesIn(kept) }} marked={choice.code} />}
      <section aria-labelledby="codes">
        <h2 id="codes">{words.family.codes}</h2>
        <Browse fixed={{ family: family.id }} query={reader.rest()} />
      </section>
    </article>
  );
}

/** The axes on which the codes of a family state something. */
const axesOf = ({ family }: FamilyCountsQuery) =>
  AXES.filter((one) => family?.codes.facets.some(({ axis }) => axis === one));

interface MappedProps {
  readonly variables: FamilyPageQueryVariables;
  readonly marked: string | null;
}

function Mapped({ variables, marked }: MappedProps) {
  const page = useSteady(useAnswer(FAMILY_PAGE, variables));
  const edges = useAnswer(FAMILY_EDGES, { family: variables.family });
  return (
    <Loaded asked={page}>
      {({ family }) => (
        <Loaded asked={edges}>
          {({ family: drawn }) => family && drawn && <Whole page={family} edges={drawn} marked={marked} />}
        </Loaded>
      )}
    </Loaded>
  );
}

const NONE: readonly string[] = [];
const UNCOLORED = new Map();

interface WholeProps {
  readonly page: NonNullable<FamilyPageQuery['family']>;
  readonly edges: NonNullable<FamilyEdgesQuery['family']>;
  readonly marked: string | null;
}

function Whole({ page, edges, marked }: WholeProps) {
  const family = useMemo((): Family => ({ ...page, ...edges }), [page, edges]);
  const mark = (code: string | null) => go(changed({ code }), { replace: true });
  return <Graph family={family} tints={UNCOLORED} marked={marked} mark={mark} lit={NONE} />;
}
