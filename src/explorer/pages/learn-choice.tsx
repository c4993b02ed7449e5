import './learn-choice.css';
import type { Chosen } from '../learn/chosen.ts';
import { MOST_CODES } from '../learn/chosen.ts';
import { Dropped } from '../parts/dropped.tsx';
import { FamilySelect } from '../parts/family-select.tsx';
import { LeftOut } from '../parts/left-out.tsx';
import { Unread } from '../parts/unread.tsx';
import { changed, go } from '../router.ts';
import { fill, numbersIn, useSpeech } from '../words.ts';
import { LearnCodes } from './learn-codes.tsx';

interface LearnChoiceProps {
  readonly chosen: Chosen;
  /** How many codes of a family are taken, the first ones. */
  readonly most: number;
}

/** Which codes to learn: of a family, some of them, or any; and what of the address could not be taken. */
export function LearnChoice({ chosen, most }: LearnChoiceProps) {
  const { learn } = useSpeech().words;
  const { family, named } = chosen;
  return (
    <>
      <FamilySelect
        value={family?.id ?? null}
        {...(family === null && { none: learn.chosen })}
        choose={(one) => one && go(changed({ family: one, codes: null }), { replace: true })}
      />
      <LearnCodes key={family?.id} chosen={chosen} />
      <LearnTold chosen={chosen} most={most} />
      {named?.length === 0 && (
        <p class="noted" role="status">
          {learn.noCode}
        </p>
      )}
    </>
  );
}

/** What of an address was left out or guessed, and that a family has more codes than are taken. */
export function LearnTold({ chosen, most }: LearnChoiceProps) {
  const { words, language } = useSpeech();
  const { family, named, notes, unread, dropped, leftOut } = chosen;
  const number = numbersIn(language);
  const told = [
    ...notes,
    ...(named === null && family !== null && family.codeCount > most
      ? [fill(words.learn.first, { most: number.format(most), count: number.format(family.codeCount) })]
      : []),
  ];
  return (
    <>
      <Dropped what={dropped} />
      <Unread lookup={unread} />
      <LeftOut most={MOST_CODES} codes={leftOut} />
      {told.map((text) => (
        <p key={text} class="noted" role="status">
          {text}
        </p>
      ))}
    </>
  );
}
