import { ankiCards } from '../../text/quiz/anki-cards.ts';
import { LANGUAGES } from '../language.ts';
import type { Speech } from '../words.ts';
import { type CardCode, factsOf, type Sides } from './learn-card.tsx';

/** The cards as a file for Anki, with the same sides as on the page. */
export function cardFile(codes: readonly CardCode[], sides: Sides, name: string, speech: Speech): Blob {
  const { words, language } = speech;
  const text = ankiCards({
    name,
    language,
    direction: LANGUAGES[language].direction,
    ...sides,
    cards: codes.map((code) => ({
      code: code.code,
      label: labelOf(code, words),
      said: saidOf(code, sides, speech),
    })),
  });
  return new Blob([text], { type: 'text/plain;charset=utf-8' });
}

function saidOf(code: CardCode, { plain }: Sides, speech: Speech): readonly string[] {
  if (plain && code.guidance) return [code.guidance.plainLanguage];
  const facts = factsOf(code, speech).map(({ name, value }) => `${name}: ${value}`);
  return plain ? [speech.words.learn.noPlain, ...facts] : facts;
}

function labelOf({ label, labelKind, status }: CardCode, { code: words }: Speech['words']): string {
  const named = labelKind === 'CODE_ONLY' ? words.numberOnly : label;
  if (status === 'ACTIVE') return named;
  return `${named} (${status === 'HEADING' ? words.heading : words.deleted})`;
}
