import { useEffect, useState } from 'preact/hooks';
import { changed, go } from '../router.ts';
import { inputsOf, wordsOf } from './claim-text.ts';

/** The field of the codes, which may be ahead of the address. */
export interface Field {
  readonly text: string;
  setText(text: string): void;
  /** Asks of what is written. */
  check(written: string): void;
  /** What the field names now. */
  readonly typed: readonly string[];
  /** Whether that is something else than what is asked. */
  readonly isAhead: boolean;
  /** What is no code of the text that was checked last; the address does not keep it. */
  readonly words: readonly string[];
}

/** The field of an address; a new address writes it anew, unless it names the same codes. */
export function useField(given: string): Field {
  const [text, setText] = useState(given);
  const [checked, setChecked] = useState(given);
  const asked = inputsOf(given).join();
  const typed = inputsOf(text);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new address writes the field anew
  useEffect(() => {
    if (typed.join() === asked) return;
    setText(given);
    setChecked(given);
  }, [asked]);

  const check = (written: string) => {
    setChecked(written);
    const codes = inputsOf(written).join();
    if (codes !== asked) go(changed({ codes, pair: null }));
  };
  return { text, setText, check, typed, isAhead: typed.join() !== asked, words: wordsOf(checked) };
}
