import './family.css';
import { useMemo, useState } from 'preact/hooks';
import type { FamilyPageQuery, FamilyPageQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import familyText from '../documents/family-page.graphql';
import { axisOf, type Choice, choiceOf, type Family, statedAxes } from '../map/choice.ts';
import { type Colored, colorsBy, tintsOf } from '../map/colors.ts';
import { Graph } from '../map/graph.tsx';
import { disjunction, MapTable } from '../map/table.tsx';
import { Toolbar } from '../map/toolbar.tsx';
import { CopyLink } from '../parts/copy-link.tsx';
import { Grid } from '../parts/grid.tsx';
import { FamilyLink, Trail } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { CodeList } from '../parts/sentences.tsx';
import { useTitle } from '../parts/title.ts';
import { changed, go } from '../router.ts';
import type { PageProps } from '../routes.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { count, fill, useSpeech } from '../words.ts';
import { Missing } from './missing.tsx';

const FAMILY_PAGE = document<FamilyPageQuery, FamilyPageQueryVariables>(familyText);

/** With more codes than this, the graph stands below the grid and has the whole width. */
const MOST_BESIDE = 36;

/** A family as a map: its grid on the axes that the reader chooses, and the graph of single steps beside it. */
export function FamilyPage({ parts: { family = '' }, query }: PageProps) {
  const { words } = useSpeech();
  const choice = choiceOf(query);
  const variables = {
    family,
    ...(choice.rows && { rows: choice.rows }),
    ...(choice.columns && { columns: choice.columns }),
  };
  const asked = useSteady(useAnswer(FAMILY_PAGE, variables));
  useTitle(asked.state === 'ready' ? asked.data.family?.name : null);
  return (
    <Loaded asked={asked}>
      {(data) =>
        data.family ? (
          <FamilyFound family={data.family} choice={choice} />
        ) : (
          <Missing title={fill(words.family.missing, { family })} hint={words.family.missingHint} />
        )
      }
    </Loaded>
  );
}

function FamilyFound({ family, choice }: { family: Family; choice: Choice }) {
  const { words, language } = useSpeech();
  const [lit, setLit] = useState<readonly string[]>([]);
  const codes = useMemo(() => family.codes.edges.map(({ node }) => node), [family]);
  const colored = useMemo(() => (choice.color ? colorsBy(choice.color, codes) : []), [choice.color, codes]);
  const tints = useMemo(() => tintsOf(colored), [colored]);
  const tintOf = (code: string) => (tints.has(code) ? `tint tint-${tints.get(code)}` : undefined);
  const axes = statedAxes(codes);
  const drawn = family.grid.cells.length > 0;
  const wide = family.grid.columns.length > 7 || codes.length > MOST_BESIDE;
  return (
    <article class="family-page">
      <Trail>
        {words.search.family}
        {family.parent && <FamilyLink {...family.parent} />}
      </Trail>
      <h1>{family.name}</h1>
      <p class="quiet size">{count(words.shell.codes, family.codeCount, language)}</p>
      {family.children.length > 0 && (
        <ul class="families">
          {family.children.map((child) => (
            <li key={child.id}>
              <FamilyLink {...child} />{' '}
              <span class="quiet">{count(words.shell.codes, child.codeCount, language)}</span>
            </li>
          ))}
        </ul>
      )}
      {drawn && (
        <Toolbar
          family={family}
          choice={choice}
          axes={axes}
          rows={axisOf(family.grid.rows) ?? choice.rows}
          columns={axisOf(family.grid.columns) ?? choice.columns}
          tints={tints}
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
          </section>
          <Graph
            family={family}
            layout={choice.layout}
            tints={tints}
            marked={choice.code}
            mark={(code) => go(changed({ code }), { replace: true })}
            lit={lit}
          />
        </div>
      )}
      {drawn && choice.table && <MapTable family={family} />}
      {!drawn && (
        <section aria-labelledby="codes">
          <h2 id="codes">{words.family.codes}</h2>
          <CodeList codes={codes} />
        </section>
      )}
      <CopyLink />
    </article>
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
        const name = names
          ? disjunction(
              names.map((one) => ({ name: one })),
              language,
            )
          : words.family.others;
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
