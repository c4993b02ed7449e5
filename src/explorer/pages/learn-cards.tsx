import './learn-cards.css';
import type { LearnCardsQuery, LearnCardsQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import cardsText from '../documents/learn-cards.graphql';
import { type Chosen, idsOf, MOST_CODES, queryOf, useChosen } from '../learn/chosen.ts';

import { download } from '../parts/download.ts';
import { Loaded } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { Switch } from '../parts/switch.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { changed, go, linkTo } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { type CardCode, Sheet, type Sides, TurningCard } from './learn-card.tsx';
import { cardFile } from './learn-card-file.ts';
import { LearnChoice } from './learn-choice.tsx';

const LEARN_CARDS = document<LearnCardsQuery, LearnCardsQueryVariables>(cardsText);
/** Two columns of four on a sheet. */
const CARDS_ON_SHEET = 8;

/** Cards to turn over, and sheets of them to print on both sides. Which codes, and what stands where, stands in the address. */
export function LearnCardsPage({ query }: PageProps) {
  const { learn } = useSpeech().words;
  const reader = readQuery(query);
  const sides = {
    labelFirst: reader.one('front', ['label'], null) !== null,
    plain: reader.one('back', ['plain'], null) !== null,
  };
  const asked = useSteady(useChosen(reader));
  const name = asked.state === 'ready' ? nameOf(asked.data, learn.chosen) : '';
  useTitle([learn.cards, name].filter(Boolean).join(': '));
  return <Loaded asked={asked}>{(chosen) => <Cards chosen={chosen} sides={sides} name={name} />}</Loaded>;
}

const nameOf = ({ family, named }: Chosen, chosen: string) => (family && !named ? family.name : chosen);

interface CardsProps {
  readonly chosen: Chosen;
  readonly sides: Sides;
  /** What stands small on each printed front. */
  readonly name: string;
}

function Cards({ chosen, sides, name }: CardsProps) {
  const speech = useSpeech();
  const { learn, code: said } = speech.words;
  const ids = idsOf(chosen).slice(0, MOST_CODES);
  const asked = useSteady(useAnswer(LEARN_CARDS, ids.length > 0 ? { codes: ids, plain: sides.plain } : null));
  const found = asked.state === 'ready' && ids.length > 0 ? (asked.data.lookup ?? []) : [];
  const codes = found.flatMap(({ code }) => code ?? []);
  const save = () => download(cardFile(codes, sides, name, speech), `cards.${speech.language}.anki.txt`);
  return (
    <article class="cards-page">
      <h1>{learn.cards}</h1>
      <div class="choice">
        <LearnChoice chosen={chosen} most={MOST_CODES} />
        <p class="switches">
          <Switch
            checked={sides.labelFirst}
            change={(checked) => go(changed({ front: checked ? 'label' : null }))}
          >
            {learn.labelFirst}
          </Switch>
          <Switch checked={sides.plain} change={(checked) => go(changed({ back: checked ? 'plain' : null }))}>
            {said.plain}
          </Switch>
        </p>
        <p class="ways">
          <button type="button" class="button primary" disabled={codes.length === 0} onClick={() => print()}>
            {learn.print}
          </button>
          <button type="button" class="button" disabled={codes.length === 0} onClick={save}>
            Anki
          </button>
          <a class="button" href={linkTo('/learn', queryOf(chosen))}>
            {learn.title}
          </a>
        </p>
        <p class="quiet">{learn.printHint}</p>
        {codes.some(({ guidance }) => guidance?.translation === 'MACHINE') && (
          <p class="quiet">{said.machine}</p>
        )}
      </div>
      {ids.length > 0 && (
        <Loaded asked={asked}>
          {() => (
            <ul class="cards">
              {codes.map((code) => (
                <li key={code.id}>
                  <TurningCard code={code} {...sides} />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      )}
      {sheetsOf(codes).map((sheet) => (
        <Sheet key={sheet[0]?.id} codes={sheet} sides={sides} name={name} />
      ))}
    </article>
  );
}

const sheetsOf = (codes: readonly CardCode[]): (readonly CardCode[])[] =>
  codes.flatMap((_, index) =>
    index % CARDS_ON_SHEET === 0 ? [codes.slice(index, index + CARDS_ON_SHEET)] : [],
  );
