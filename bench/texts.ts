import { openSeedTexts } from '../scripts/texts.ts';
import { LANGUAGE_CODES } from '../src/text/languages.ts';
import { median, ROUNDS } from './load.ts';
import { other } from './table.ts';

/** How long all guidance of one code in one language takes, in the middle and in the slowest language. */
export function measureTexts(): void {
  const seed = openSeedTexts();
  const around = new Map(seed.codes.map((code) => [code, seed.around(code)]));
  const times = LANGUAGE_CODES.map((language) => {
    const words = seed.words(language);
    const rounds = Array.from({ length: ROUNDS }, () => {
      const began = performance.now();
      for (const [code, near] of around) seed.guidance(code, words, near);
      return (performance.now() - began) / around.size;
    });
    return median(rounds);
  });
  const found = `${median(times).toFixed(2)} ms, ${Math.max(...times).toFixed(2)} ms`;
  other('all guidance of one code in one language, composed: the middle language, the slowest', found);
}
