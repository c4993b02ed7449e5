import { AXES, type Axis } from '../lattice/axes.ts';
import { grouped } from '../lattice/grouped.ts';
import { remembered } from '../lattice/remembered.ts';
import { type Word, wordsIn } from './fold.ts';
import { nameIn } from './names.ts';
import { partOf, withoutNoise } from './noise.ts';
import { askedTokens, isRun, tokensOf } from './tokens.ts';
import type { Words } from './words.ts';

/** What a phrase means: terms, alternatives by axis; or the operations that people call so, and the name as they say it. */
interface Meaning {
  readonly alternatives: readonly (readonly string[])[];
  readonly said: string | null;
}

/** An everyday phrase or a name of operations in a query, and the words that it takes up there. */
export interface Meant extends Meaning {
  readonly words: readonly Word[];
}

/** A phrase that begins in a word: how many words it reaches into, and what is left of the first and the last of them. */
interface Found {
  readonly meant: Meant;
  readonly taken: number;
  readonly before: readonly Word[];
  readonly after: readonly Word[];
}

/** The everyday phrases of a language and its names of operations, longest first; each word by its forms, or all as they are written, without spaces. */
interface Phrases {
  readonly byFirst: ReadonlyMap<string, readonly Spelt[]>;
  readonly runs: readonly ({ readonly run: string } & Meaning)[];
}

interface Spelt extends Meaning {
  readonly forms: readonly ReadonlySet<string>[];
  /** Whether it is met as it is spelt only: what is short has no other forms. */
  readonly isShort: boolean;
}

const phrasesOf = remembered(createPhrases, new WeakMap<Words, Phrases>());

function createPhrases(words: Words): Phrases {
  const byFirst = new Map<string, Spelt[]>();
  const runs: Phrases['runs'][number][] = [];
  const phrases = [
    ...namesIn(words),
    ...words.lay.map(({ phrase, terms }) => ({
      phrase,
      alternatives: byAxis(terms),
      said: null,
      isShort: false,
    })),
  ];
  for (const { phrase, ...meaning } of phrases.sort((a, b) => b.phrase.length - a.phrase.length)) {
    const own = withoutNoise(wordsIn(phrase));
    if (own.every(isRun)) runs.push({ run: spellingOf(own), ...meaning });
    else {
      const forms = tokensOf(own, words.language).map(
        (token) => new Set(meaning.isShort ? [token.raw] : token.forms),
      );
      for (const form of forms[0] ?? []) {
        byFirst.set(form, [...(byFirst.get(form) ?? []), { forms, ...meaning }]);
      }
    }
  }
  return { byFirst, runs };
}

/** What people say for operations, in full and for short; what several names are shortened to means each of them. */
function namesIn(words: Words) {
  const phrases = words.vocabulary.names.flatMap((name) =>
    [nameIn(name, words), ...name.abbreviations].map((phrase, at) => ({
      phrase,
      id: name.id,
      isShort: at > 0,
    })),
  );
  return [...grouped(phrases, ({ phrase }) => phrase)].map(([phrase, own]) => ({
    phrase,
    alternatives: [own.map(({ id }) => id)],
    said: phrase,
    isShort: own.every(({ isShort }) => isShort),
  }));
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

/** The words of a query in their order, with the everyday phrases and names of operations among them taken together. */
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
    if (first === undefined || (first.script !== null && first.script !== one.language.script)) continue;
    const { byFirst, runs } = phrasesOf(one);
    const found = isRun(first) ? inRuns(words, runs) : inWords(words, inVietnamese, byFirst);
    if (found !== null) return found;
  }
  return null;
}

function inWords(words: readonly Word[], inVietnamese: boolean, byFirst: Phrases['byFirst']): Found | null {
  const tokensAt = (at: number) => {
    const word = words[at];
    return word === undefined ? [] : askedTokens(word, inVietnamese);
  };
  const formsAt = (at: number, isShort: boolean) =>
    tokensAt(at).flatMap(({ raw, forms }) => (isShort ? [raw] : forms));
  const [phrase] = formsAt(0, false)
    .flatMap((form) => byFirst.get(form) ?? [])
    .filter(({ forms, isShort }) =>
      forms.every((any, at) => formsAt(at, isShort).some((form) => any.has(form))),
    )
    .sort((a, b) => b.forms.length - a.forms.length);
  if (phrase === undefined) return null;
  const taken = phrase.forms.length;
  const { alternatives, said } = phrase;
  const meant = { words: words.slice(0, taken), alternatives, said };
  return { meant, taken, before: [], after: [] };
}

/** What may be left of a run behind a phrase: "disease" or "operation" in Chinese, a particle in Korean. */
const SUFFIX = /^[症病术의을를은는이가에로과와도]$/u;

/** Han and Hangul with spaces or without: 허리디스크, 허리 디스크. */
function inRuns(words: readonly Word[], runs: Phrases['runs']): Found | null {
  const [first] = words as [Word];
  const end = words.findIndex((one) => !isRun(one));
  const joined = words.slice(0, end < 0 ? words.length : end);
  const spelt = spellingOf(joined);
  for (const { run, alternatives, said } of runs) {
    const at = spelt.indexOf(run);
    if (at < 0 || at >= first.plain.length) continue;
    let taken = 1;
    while (spellingOf(joined.slice(0, taken)).length < at + run.length) taken += 1;
    const rest = spellingOf(joined.slice(0, taken)).slice(at + run.length);
    return {
      meant: { words: partOf(first, run), alternatives, said },
      taken,
      before: partOf(first, spelt.slice(0, at)),
      after: partOf(first, rest.replace(SUFFIX, '')),
    };
  }
  return null;
}
