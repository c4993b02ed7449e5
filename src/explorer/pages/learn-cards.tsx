import './learn-cards.css';
import { useState } from 'preact/hooks';
import type { LearnCardsQuery, LearnCardsQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import cardsText from '../documents/learn-cards.graphql';
import { FamilySelect } from '../parts/family-select.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Switch } from '../parts/switch.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { changed, go, linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { list, useSpeech } from '../words.ts';
import { Missing } from './missing.tsx';

const LEARN_CARDS = document<LearnCardsQuery, LearnCardsQueryVariables>(cardsText);
const USUAL_FAMILY = 'family:lesion-neoplasm';
/** Two columns of four on a sheet. */
const CARDS_ON_SHEET = 8;

type Code = NonNullable<LearnCardsQuery['family']>['codes']['edges'][number]['node'];

/** Cards of a family to turn over, and sheets of them to print on both sides. */
export function LearnCardsPage({ query }: PageProps) {
  const { words } = useSpeech();
  const { learn } = words;
  const family = query.get('family') ?? USUAL_FAMILY;
  const labelFirst = query.get('front') === 'label';
  const asked = useAnswer(LEARN_CARDS, { family });
  const name = asked.state === 'ready' ? asked.data.family?.name : null;
  useTitle([learn.cards, name].filter(Boolean).join(': '));
  return (
    <Loaded asked={asked}>
      {(data) => {
        if (!data.family) {
          return <Missing title={words.family.missing} hint={words.family.missingHint} />;
        }
        const codes = data.family.codes.edges.map(({ node }) => node);
        return (
          <article class="cards-page">
            <h1>{learn.cards}</h1>
            <div class="choice">
              <FamilySelect
                families={data.families ?? []}
                value={family}
                choose={(chosen) => go(changed({ family: chosen }))}
              />
              <Switch
                checked={labelFirst}
                change={(checked) => go(changed({ front: checked ? 'label' : null }))}
              >
                {learn.labelFirst}
              </Switch>
              <p class="ways">
                <button type="button" class="button primary" onClick={() => print()}>
                  {learn.print}
                </button>
                <a class="button" href={linkTo('/learn', { family })}>
                  {learn.title}
                </a>
              </p>
              <p class="quiet">{learn.printHint}</p>
            </div>
            <ul class="cards">
              {codes.map((code) => (
                <li key={code.id}>
                  <TurningCard code={code} labelFirst={labelFirst} />
                </li>
              ))}
            </ul>
            {sheetsOf(codes).map((sheet) => (
              <Sheet key={sheet[0]?.id} codes={sheet} labelFirst={labelFirst} name={name ?? ''} />
            ))}
          </article>
        );
      }}
    </Loaded>
  );
}

interface CardProps {
  readonly code: Code;
  readonly labelFirst: boolean;
}

function TurningCard({ code, labelFirst }: CardProps) {
  const [turned, setTurned] = useState(false);
  return (
    <button type="button" class="card" aria-pressed={turned} onClick={() => setTurned(!turned)}>
      {turned ? <Back code={code} labelFirst={labelFirst} /> : <Front code={code} labelFirst={labelFirst} />}
    </button>
  );
}

/** On paper: the fronts of a sheet, then on the next side the backs, mirrored so that they meet. */
function Sheet({ codes, labelFirst, name }: { codes: readonly Code[]; labelFirst: boolean; name: string }) {
  return (
    <>
      <div class="sheet">
        {codes.map((code) => (
          <div key={code.id} class="card">
            <Front code={code} labelFirst={labelFirst} />
            <small>{name}</small>
          </div>
        ))}
      </div>
      <div class="sheet backs">
        {codes.map((code) => (
          <div key={code.id} class="card">
            <Back code={code} labelFirst={labelFirst} />
          </div>
        ))}
      </div>
    </>
  );
}

function Front({ code, labelFirst }: CardProps) {
  if (labelFirst) return <span class="label">{code.label}</span>;
  return (
    <span class="number" dir="ltr">
      {code.code}
    </span>
  );
}

function Back({ code, labelFirst }: CardProps) {
  const { words, language } = useSpeech();
  return (
    <>
      {labelFirst ? (
        <span class="number" dir="ltr">
          {code.code}
        </span>
      ) : (
        <span class="label">{code.label}</span>
      )}
      <span class="facts">
        {code.axes.map(({ axis, inherited, terms }) => (
          <span key={axis}>
            <span class="quiet">{words.axes[axis]}</span>{' '}
            {inherited
              ? words.code.inherited
              : list(
                  terms.map(({ name }) => name),
                  language,
                  'disjunction',
                )}
          </span>
        ))}
      </span>
    </>
  );
}

const sheetsOf = (codes: readonly Code[]): (readonly Code[])[] =>
  codes.flatMap((_, index) =>
    index % CARDS_ON_SHEET === 0 ? [codes.slice(index, index + CARDS_ON_SHEET)] : [],
  );
