import { AXES, type Axis } from '../lattice/axes.ts';
import { remembered } from '../lattice/remembered.ts';
import { type Word, wordsIn } from './fold.ts';
import { partOf } from './noise.ts';
import { askedTokens, isRun, tokensOf } from './tokens.ts';
import type { Words } from './words.ts';

/** An everyday phrase of a query: the words that it takes up there, and the terms that it means, alternatives by axis. */
export interface Meant {
  readonly words: readonly Word[];
  readonly alternatives: readonly (readonly string[])[];
}

/** A phrase that begins in a word: how many words it reaches into, and what is left of the first and the last of them. */
interface Found {
  readonly meant: Meant;
  readonly taken: number;
  readonly before: readonly Word[];
  readonly after: readonly Word[];
}

/** The phrases of a language, longest first; each word by its forms, or all as they are written, without spaces. */
interface Phrases {
  readonly byFirst: ReadonlyMap<string, readonly Spelt[]>;
  readonly runs: readonly { readonly run: string; readonly alternatives: Meant['alternatives'] }[];
}

interface Spelt {
  readonly forms: readonly ReadonlySet<string>[];
  readonly alternatives: Meant['alternatives'];
}

const phrasesOf = remembered(createPhrases, new WeakMap<Words, Phrases>());

function createPhrases({ lay, language }: Words): Phrases {
  const byFirst = new Map<string, Spelt[]>();
  const runs: Phrases['runs'][number][] = [];
  for (const { phrase, terms } of [...lay].sort((a, b) => b.phrase.length - a.phrase.length)) {
    const words = wordsIn(phrase);
    const alternatives = byAxis(terms);
    if (words.every(isRun)) runs.push({ run: spellingOf(words), alternatives });
    else {
      const forms = tokensOf(words, language).map((token) => new Set(token.forms));
      for (const form of forms[0] ?? []) {
        byFirst.set(form, [...(byFirst.get(form) ?? []), { forms, alternatives }]);
      }
    }
  }
  return { byFirst, runs };
}

function byAxis(terms: readonly string[]): string[][] {
  const axes = (Object.keys(AXES) as Axis[]).map((axis) =>
    terms.filter((term) => term.startsWith(`${AXES[axis].prefix}:`)),
  );
  return axes.filter((some) => some.length > 0);
}

const spellingOf = (words: readonly Word[]) => words.map(({ plain }) => plain).join('');

/** How many phrases of a query are taken for what they mean; more are no question of anyone. */
const MOST_PHRASES = 3;

/** The words of a query in their order, with the everyday phrases among them taken together. */
export function takeLay(
  words: readonly Word[],
  inVietnamese: boolean,
  spoken: readonly Words[],
): (Word | Meant)[] {
  const parts: (Word | Meant)[] = [];
  const left = [...words];
  let phrases = 0;
  for (let word = left[0]; word !== undefined; word = left[0]) {
    const found = phrases < MOST_PHRASES ? phraseAt(left, inVietnamese, spoken) : null;
    if (found === null) parts.push(word);
    else {
      phrases += 1;
      parts.push(...found.before, found.meant);
    }
    left.splice(0, found?.taken ?? 1, ...(found?.after ?? []));
  }
  return parts;
}

/** The longest phrase that begins in the first of some words. */
function phraseAt(words: readonly Word[], inVietnamese: boolean, spoken: readonly Words[]): Found | null {
  const [first] = words;
  for (const one of spoken) {
    if (first?.script !== one.language.script) continue;
    const { byFirst, runs } = phrasesOf(one);
    const found = isRun(first) ? inRuns(words, runs) : inWords(words, inVietnamese, byFirst);
    if (found !== null) return found;
  }
  return null;
}

function inWords(words: readonly Word[], inVietnamese: boolean, byFirst: Phrases['byFirst']): Found | null {
  const formsOf = (word: Word | undefined) =>
    word === undefined ? [] : askedTokens(word, inVietnamese).flatMap(({ forms }) => forms);
  const [phrase] = formsOf(words[0])
    .flatMap((form) => byFirst.get(form) ?? [])
    .filter(({ forms }) => forms.every((any, at) => formsOf(words[at]).some((form) => any.has(form))))
    .sort((a, b) => b.forms.length - a.forms.length);
  if (phrase === undefined) return null;
  const taken = phrase.forms.length;
  const meant = { words: words.slice(0, taken), alternatives: phrase.alternatives };
  return { meant, taken, before: [], after: [] };
}

/** What may be left of a run behind an everyday word: "disease" in Chinese, a particle in Korean. */
const SUFFIX = /^[症病의을를은는이가에로과와도]$/u;

/** Han and Hangul with spaces or without: 허리디스크, 허리 디스크. */
function inRuns(words: readonly Word[], runs: Phrases['runs']): Found | null {
  const [first] = words as [Word];
  const end = words.findIndex((one) => !isRun(one));
  const joined = words.slice(0, end < 0 ? words.length : end);
  const spelt = spellingOf(joined);
  for (const { run, alternatives } of runs) {
    const at = spelt.indexOf(run);
    if (at < 0 || at >= first.plain.length) continue;
    let taken = 1;
    while (spellingOf(joined.slice(0, taken)).length < at + run.length) taken += 1;
    const rest = spellingOf(joined.slice(0, taken)).slice(at + run.length);
    return {
      meant: { words: partOf(first, run), alternatives },
      taken,
      before: partOf(first, spelt.slice(0, at)),
      after: partOf(first, rest.replace(SUFFIX, '')),
    };
  }
  return null;
}
