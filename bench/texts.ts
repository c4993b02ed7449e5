import { openSeedTexts } from '../scripts/texts.ts';
import { LANGUAGE_CODES } from '../src/text/languages.ts';
import { median } from './load.ts';

/**
 * Composes all guidance of every code in every language, in a process of its own, and prints as JSON how long one code in
 * one language takes, in the middle and in the slowest language, and by how much the process has grown since it spoke
 * English alone. Run with --expose-gc.
 */
const ROUNDS = 5;
const seed = openSeedTexts();
const around = new Map(seed.codes.map((code) => [code, seed.around(code)]));

/** Milliseconds for each code and language. */
function compose(language: (typeof LANGUAGE_CODES)[number]): number {
  const words = seed.words(language);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    for (const [code, near] of around) seed.guidance(code, words, near);
    return (performance.now() - began) / around.size;
  });
  return median(rounds);
}

/** Bytes that the process holds after what nobody needs is gone. */
function held(): number {
  gc?.();
  return process.memoryUsage().rss;
}

compose('EN');
const before = held();
const times = LANGUAGE_CODES.map(compose);
const grown = held() - before;
console.log(JSON.stringify({ middle: median(times), slowest: Math.max(...times), grown }));
