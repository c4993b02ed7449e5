import './family.css';
import { Fragment } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type {
  FamilyEdgesQuery,
  FamilyEdgesQueryVariables,
  FamilyHeadQuery,
  FamilyHeadQueryVariables,
  FamilyPageQuery,
} from '../../generated/explorer.ts';
import { document } from '../client.ts';
import edgesText from '../documents/family-edges.graphql';
import headText from '../documents/family-head.graphql';
import { axisOf, type Choice, choiceOf, type Family, MOST_SMALL, statedAxes } from '../map/choice.ts';
import { type Colored, colorsBy, tintsOf } from '../map/colors.ts';
import { Graph } from '../map/graph.tsx';
import { MapTable } from '../map/table.tsx';
import { Toolbar } from '../map/toolbar.tsx';
import { useFamily } from '../map/use-family.ts';
import { AllInBasket } from '../own/in-basket.tsx';
import { CopyLink } from '../parts/copy-link.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { Grid } from '../parts/grid.tsx';
import { Lazy, type LoadPage } from '../parts/lazy.tsx';
import { CodeLink } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PresentLink } from '../parts/present-link.tsx';
import { readQuery } from '../parts/read-query.ts';
import { CodeList } from '../parts/sentences.tsx';
import { useTitle } from '../parts/title.ts';
import { usePrinting } from '../parts/use-printing.ts';
import type { PageProps } from '../router.ts';
import { changed, go } from '../router.ts';
import { type Loading, useAnswer, useSteady } from '../use-answer.ts';
import { list, useSpeech } from '../words.ts';
import { FamilyHead } from './family-head.tsx';
import { FamilyLarge } from './family-large.tsx';
import { Missing } from './missing.tsx';

const FAMILY_HEAD = document<FamilyHeadQuery, FamilyHeadQueryVariables>(headText);
const FAMILY_EDGES = document<FamilyEdgesQuery, FamilyEdgesQueryVariables>(edgesText);

/** With more codes than this, the graph stands below the grid and has the whole width. */
const MOST_BESIDE = 36;
/** So it does with more columns than this. */
const MOST_COLUMNS_BESIDE = 5;

/** A family as a map: its grid on the axes that the reader chooses, and the graph of single steps beside it; over it, step by step, where that is asked for. */
export function FamilyPage(props: PageProps) {
  // Nothing of one family stays while another one is loaded.
  return (
    <>
      <OneFamily key={props.parts.family} {...props} />
      {props.query.has('present') && <Lazy load={present} {...props} />}
    </>
  );
}

const present: LoadPage = () => import('../present/present.tsx').then((file) => file.Present);

function OneFamily({ parts: { family = '' }, query }: PageProps) {
  const { words } = useSpeech();
  const reader = readQuery(query, ['present']);
  const asked = choiceOf(reader);
  const head = useAnswer(FAMILY_HEAD, { family });
  const count = head.state === 'ready' ? (head.data.family?.codeCount ?? 0) : null;
  const isLarge = count !== null && count > MOST_SMALL;
  // The codes are asked for at once, and let go of where the family turns out to be large.
  const { page: answered, choice, dropped } = useFamily(isLarge ? null : family, asked);
  const page = useSteady(answered);
  const edges = useSteady(useAnswer(FAMILY_EDGES, isLarge || count === null ? null : { family }));
  const named = head.state === 'ready' ? head.data.family : null;
  useTitle(named && `${named.name} (${words.search.family})`);
  if (isLarge && named) return <FamilyLarge family={named} choice={asked} reader={reader} />;
  return (
    <Loaded asked={joined(page, edges)}>
      {(data) =>
        data ? (
          <FamilyFound {...data} choice={choice} dropped={[...reader.left(), ...dropped]} />
        ) : (
          <Missing title={words.family.missing} hint={words.family.missingHint} />
        )
      }
    </Loaded>
  );
}

/** Both answers, when they are there; null where there is no such family. */
function joined(page: Loading<FamilyPageQuery>, edges: Loading<FamilyEdgesQuery>): Loading<Parts | null> {
  if (page.state !== 'ready') return page;
  if (edges.state !== 'ready') return edges;
  const [family, drawn] = [page.data.family, edges.data.family];
  const isOld = 'old' in page || 'old' in edges;
  return { state: 'ready', data: family && drawn && { family, drawn }, ...(isOld && { old: true }) };
}

interface Parts {
  readonly family: NonNullable<FamilyPageQuery['family']>;
  readonly drawn: NonNullable<FamilyEdgesQuery['family']>;
}

interface FoundProps extends Parts {
  readonly choice: Choice;
  /** What of the address could not be read. */
  readonly dropped: readonly string[];
}

function FamilyFound({ family: page, drawn: edges, choice, dropped }: FoundProps) {
  const { words } = useSpeech();
  const family = useMemo((): Family => ({ ...page, ...edges }), [page, edges]);
  const [lit, setLit] = useState<readonly string[]>([]);
  // On paper nothing can be pointed at: what the picture means and why is printed with it.
  const printing = usePrinting();
  const codes = useMemo(() => family.codes.edges.map(({ node }) => node), [family]);
  const colored = useMemo(() => (choice.color ? colorsBy(choice.color, codes) : []), [choice.color, codes]);
  const tints = useMemo(() => tintsOf(colored), [colored]);
  const tintOf = (code: string) => (tints.has(code) ? `tint tint-${tints.get(code)}` : undefined);
  const axes = statedAxes(codes);
  const isMissing = choice.code !== null && !codes.some(({ code }) => code === choice.code);
  const drawn = family.grid.cells.length > 0;
  const wide = family.grid.columns.length > MOST_COLUMNS_BESIDE || codes.length > MOST_BESIDE;
  return (
    <article class="family-page">
      <FamilyHead {...family} />
      <Dropped what={[...dropped, ...(isMissing ? [`code=${choice.code}`] : [])]} />
      {drawn && (
        <Toolbar
          family={family}
          choice={choice}
          axes={axes}
          rows={axisOf(family.grid.rows) ?? choice.rows}
          columns={axisOf(family.grid.columns) ?? choice.columns}
          colored={colored}
        />
      )}
      {drawn && !choice.table && (
        <div class={wide ? 'map stacked' : 'map'}>
          <section aria-labelledby="grid">
            <h2 id="grid">{words.family.grid}</h2>
            <Colors colored={colored} point={setLit} />
            <Grid
              grid={family.grid}
              caption={family.name}
              marked={choice.code ?? undefined}
              tintOf={tintOf}
              tell={setLit}
            />
            <InNoCell family={family} />
          </section>
          <Graph
            family={family}
            tints={tints}
            marked={choice.code}
            mark={(code) => go(changed({ code }), { replace: true })}
            lit={lit}
          />
        </div>
      )}
      {drawn && (choice.table || printing) && <MapTable family={family} />}
      {!drawn && (
        <section aria-labelledby="codes">
          <h2 id="codes">{words.family.codes}</h2>
          <CodeList codes={codes} />
          <p>
            <PresentLink />
          </p>
        </section>
      )}
      {codes.length > 0 && (
        <p class="ways">
          <AllInBasket ids={codes.map(({ id }) => id)} />
        </p>
      )}
      <CopyLink />
    </article>
  );
}

/** The codes that the grid has no place for: add-ons whose primary code says where the work is. */
function InNoCell({ family }: { family: Family }) {
  const { words } = useSpeech();
  const placed = new Set(
    family.grid.cells
      .filter(({ state }) => state === 'CODE' || state === 'ANY_LEVEL')
      .flatMap(({ codes }) => codes.map(({ id }) => id)),
  );
  const codes = family.codes.edges
    .map(({ node }) => node)
    .filter(({ id, axes }) => !placed.has(id) && axes.some(({ inherited }) => inherited));
  if (codes.length === 0) return null;
  return (
    <p class="quiet">
      {words.family.inNoCell}{' '}
      {codes.map((code) => (
        <Fragment key={code.id}>
          <CodeLink {...code} />{' '}
        </Fragment>
      ))}
    </p>
  );
}

interface ColorsProps {
  readonly colored: readonly Colored[];
  readonly point: (codes: readonly string[]) => void;
}

/** What each color means; pointing at one shows its codes. */
function Colors({ colored, point }: ColorsProps) {
  const { words, language } = useSpeech();
  if (colored.length === 0) return null;
  return (
    <ul class="legend colors">
      {colored.map(({ names, tint, codes }) => {
        const name = names ? list(names, language, 'disjunction') : words.family.others;
        return (
          <li key={tint}>
            <button
              type="button"
              onPointerEnter={() => point(codes)}
              onPointerLeave={() => point([])}
              onFocus={() => point(codes)}
              onBlur={() => point([])}
            >
              <span class={`swatch tint tint-${tint}`} />
              {name} <span class="quiet">{codes.length}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
