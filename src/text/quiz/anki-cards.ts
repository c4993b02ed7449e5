import { escaped } from '../escaped.ts';
import { ANKI_HEAD, ankiDeck, ankiSide } from './anki.ts';

interface Card {
  readonly code: string;
  readonly label: string;
  /** What stands on the back beside label or number, one line each: plain words, or facts. */
  readonly said: readonly string[];
}

export interface CardDeck {
  readonly name: string;
  /** As in BCP 47, such as `es`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The label on the front, the number on the back. */
  readonly labelFirst: boolean;
  /** Whether plain words are said, not facts. */
  readonly plain: boolean;
  readonly cards: readonly Card[];
}

/** Cards for Anki's import of text files. A note is known by its language, its code and what stands where, as those of questions are. */
export function ankiCards(deck: CardDeck): string {
  const { language, labelFirst, plain } = deck;
  const kind = `${labelFirst ? 'label' : 'number'}-${plain ? 'plain' : 'facts'}`;
  const notes = deck.cards.map(({ code, label, said }) => {
    const [number, named] = [`<b>${escaped(code)}</b>`, escaped(label)];
    const back = [labelFirst ? number : named, ...said.map(escaped)].join('<br>');
    return [
      `codelattice-${language}-card-${kind}-${code}`,
      ankiDeck(deck.name),
      ankiSide(deck.direction, labelFirst ? named : number),
      ankiSide(deck.direction, back),
      'codelattice codelattice::card',
    ].join('\t');
  });
  return `${[...ANKI_HEAD, ...notes].join('\n')}\n`;
}
