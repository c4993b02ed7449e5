import { useState } from 'preact/hooks';
import type { BrowseFacetsQuery, BrowseFacetsQueryVariables } from '../../generated/explorer.ts';
import { type Axis, axisOf } from '../../lattice/axes.ts';
import { document } from '../client.ts';
import facetsText from '../documents/browse-facets.graphql';
import { Loaded } from '../parts/loaded.tsx';
import { TermName } from '../parts/term-name.tsx';
import { changed } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, numbersIn, useSpeech } from '../words.ts';
import { type Asked, filterOf, step } from './asked.ts';
import type { NamedTerm } from './chosen.tsx';

export const FACETS = document<BrowseFacetsQuery, BrowseFacetsQueryVariables>(facetsText);
type FacetTerms = NonNullable<BrowseFacetsQuery['codes']>['facets'][number]['terms'];

/** How many terms of an axis are asked at first, and how many where all are wanted. */
export const FIRST = 30;
const MOST = 300;

interface AxisProps {
  readonly axis: Axis;
  readonly title: string;
  readonly asked: Asked;
}

/** An axis whose terms are asked once it is unfolded: one that is chosen already, with what could be chosen instead. */
export function LaterFacet({
  axis,
  title,
  chosen,
  asked,
}: AxisProps & { readonly chosen: readonly NamedTerm[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="facet" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h3>
          {title}
          {chosen.map((term) => (
            <span key={term.id} class="value">
              {' '}
              <TermName {...term} />
            </span>
          ))}
        </h3>
      </summary>
      {open && <AllTerms axis={axis} title={title} asked={asked} />}
    </details>
  );
}

function AllTerms({ axis, title, asked }: AxisProps) {
  const { words, language } = useSpeech();
  const others = asked.terms.filter((id) => axisOf(id) !== axis);
  const filter = filterOf({ ...asked, terms: others });
  const facets = useAnswer(FACETS, { filter, axes: [axis], first: MOST });
  return (
    <Loaded asked={facets}>
      {({ codes }) => {
        const terms = codes?.facets[0]?.terms ?? [];
        return (
          <>
            <Terms axis={axis} title={title} terms={terms} asked={asked} shown={MOST} />
            {terms.length === MOST && (
              <p class="quiet">
                {fill(words.browse.firstTerms, {
                  count: numbersIn(language).format(MOST),
                })}
              </p>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

interface TermsProps extends AxisProps {
  readonly terms: FacetTerms;
  /** How many at first. */
  readonly shown: number;
}

/** The terms of an axis; one that is chosen takes the place of the one before. */
export function Terms({ axis, title, terms, asked, shown }: TermsProps) {
  const { words, language } = useSpeech();
  const [all, setAll] = useState(false);
  const number = numbersIn(language);
  const others = asked.terms.filter((id) => axisOf(id) !== axis);
  if (all && terms.length === FIRST) return <AllTerms axis={axis} title={title} asked={asked} />;
  return (
    <>
      <ul>
        {terms.slice(0, all ? MOST : shown).map(({ term, count }) => {
          const isChosen = asked.terms.includes(term.id);
          const next = isChosen ? others : [...others, term.id];
          return (
            <li key={term.id}>
              <a
                href={changed(step(asked, { terms: next.join(',') || null }))}
                aria-current={isChosen ? 'true' : undefined}
              >
                <TermName {...term} />
              </a>{' '}
              <span class="quiet">{number.format(count)}</span>
            </li>
          );
        })}
      </ul>
      {(terms.length > shown || terms.length === FIRST) && !all && (
        <button
          type="button"
          class="button"
          onClick={() => setAll(true)}
          aria-label={`${words.browse.more}: ${title}`}
        >
          {words.browse.more}
        </button>
      )}
    </>
  );
}
