import { useState } from 'preact/hooks';
import type { LearnCardsQuery } from '../../generated/explorer.ts';
import { CodeLabel } from '../parts/code-label.tsx';
import { list, type Speech, useSpeech } from '../words.ts';

export type CardCode = NonNullable<NonNullable<LearnCardsQuery['lookup']>[number]['code']>;

/** What stands on which side of all cards. */
export interface Sides {
  /** The description on the front, the number on the back. */
  readonly labelFirst: boolean;
  /** Plain words on the back, in place of the facts. */
  readonly plain: boolean;
}

interface CardProps extends Sides {
  readonly code: CardCode;
}

export function TurningCard(card: CardProps) {
  const [turned, setTurned] = useState(false);
  return (
    <button type="button" class="card" aria-pressed={turned} onClick={() => setTurned(!turned)}>
      {turned ? <Back {...card} /> : <Front {...card} />}
    </button>
  );
}

interface SheetProps {
  readonly codes: readonly CardCode[];
  readonly sides: Sides;
  readonly name: string;
}

/** On paper: the fronts of a sheet, then on the next side the backs, mirrored so that they meet. */
export function Sheet({ codes, sides, name }: SheetProps) {
  const speech = useSpeech();
  return (
    <>
      <div class="sheet">
        {codes.map((code) => (
          <div key={code.id} class="card">
            <Front code={code} {...sides} />
            <small>{name}</small>
          </div>
        ))}
      </div>
      <div class="sheet backs">
        {codes.map((code) => (
          <div key={code.id} class="card" data-length={lengthOf(code, sides, speech)}>
            <Back code={code} {...sides} />
          </div>
        ))}
      </div>
    </>
  );
}

/** As many letters fill a line. */
const FACT_LINE = 60;
/** Signs as wide as two letters. */
const WIDE = /[\p{Script=Han}\p{Script=Hangul}]/gu;

/** How much is to be read on a back, from 0 to 4: on paper, much of it stands smaller, so that all fits the card. */
function lengthOf(code: CardCode, { plain }: Sides, speech: Speech): number {
  // Each fact begins a line.
  const facts = factsOf(code, speech).map(({ name, value }) => `${name} ${value}`.padEnd(FACT_LINE));
  const said = plain && code.guidance ? code.guidance.plainLanguage : facts.join(' ');
  const text = `${code.label} ${said}`;
  const length = text.length + (text.match(WIDE)?.length ?? 0);
  return [450, 650, 850, 1_050].filter((most) => length > most).length;
}

function Front({ code, labelFirst }: CardProps) {
  return labelFirst ? <Label code={code} /> : <CodeNumber code={code} />;
}

function Back({ code, labelFirst, plain }: CardProps) {
  return (
    <>
      {labelFirst ? <CodeNumber code={code} /> : <Label code={code} />}
      {plain ? <Plain code={code} /> : <Facts code={code} />}
    </>
  );
}

function CodeNumber({ code: { code } }: Pick<CardProps, 'code'>) {
  return (
    <span class="number" dir="ltr">
      {code}
    </span>
  );
}

function Label({ code }: Pick<CardProps, 'code'>) {
  return (
    <span class="label">
      <CodeLabel {...code} />
    </span>
  );
}

/** The operation in plain words; where nobody has written any, that is said, and the facts stay. */
function Plain({ code }: Pick<CardProps, 'code'>) {
  const { learn } = useSpeech().words;
  if (code.guidance) return <span class="plain">{code.guidance.plainLanguage}</span>;
  return (
    <>
      <span class="quiet">{learn.noPlain}</span>
      <Facts code={code} />
    </>
  );
}

function Facts({ code }: Pick<CardProps, 'code'>) {
  return (
    <span class="facts">
      {factsOf(code, useSpeech()).map(({ axis, name, value }) => (
        <span key={axis}>
          <span class="quiet">{name}</span> {value}
        </span>
      ))}
    </span>
  );
}

/** The facts of a code, each as words. */
export const factsOf = ({ axes }: CardCode, { words, language }: Speech) =>
  axes.map(({ axis, inherited, terms }) => ({
    axis,
    name: words.axes[axis],
    value: inherited
      ? words.code.inherited
      : list(
          terms.map(({ name }) => name),
          language,
          'disjunction',
        ),
  }));
