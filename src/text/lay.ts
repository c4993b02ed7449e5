import { AXES, type Axis } from '../lattice/axes.ts';
import { remembered } from '../lattice/remembered.ts';
import { type Word, wordsIn } from './fold.ts';
import { partOf } from './noise.ts';
import { askedTokens, isRun, tokensOf } from './tokens.ts';
import type { Words } from './words.ts';

/** A phrase found in a query: the words that it takes up there, and the alternatives of each axis. */
export interface Meant {
  readonly words: readonly Word[];
  readonly alternatives: readonly (readonly string[])[];
}

interface Known {
  readonly length: number;
  /** Each word by its forms. */
  readonly forms: readonly ReadonlySet<string>[];
  readonly alternatives: Meant['alternatives'];
}

interface Phrases {
  /** By a form of their first word, the longest first. */
  readonly byFirst: ReadonlyMap<string, readonly Known[]>;
  /** In scripts without spaces, as they are written, the longest first. */
  readonly runs: readonly (readonly [string, Meant['alternatives']])[];
}

const phrasesOf = remembered(createPhrases, new WeakMap<Words, Phrases>());

function createPhrases({ lay, language }: Words): Phrases {
  const longestFirst = [...lay].sort((a, b) => b.phrase.length - a.phrase.length);
  const byFirst = new Map<string, Known[]>();
  const runs: [string, Meant['alternatives']][] = [];
  for (const { phrase, terms } of longestFirst) {
    const words = wordsIn(phrase);
    const alternatives = byAxis(terms);
    if (words.length === 1 && words[0] !== undefined && isRun(words[0]))
      runs.push([words[0].plain, alternatives]);
    const forms = tokensOf(words, language).map((token) => new Set(token.forms));
    const known = { length: words.length, forms, alternatives };
    for (const form of forms[0] ?? []) byFirst.set(form, [...(byFirst.get(form) ?? []), known]);
  }
  return { byFirst, runs };
}

function byAxis(terms: readonly string[]): string[][] {
  const axes = (Object.keys(AXES) as Axis[]).map((axis) =>
    terms.filter((term) => term.startsWith(`${AXES[axis].prefix}:`)),
  );
  return axes.filter((some) => some.length > 0);
}

/** How many phrases of a query are taken for what they mean; more are no question of anyone. */
const MOST_PHRASES = 3;

/** The words of a query in their order, with the everyday phrases among them taken together. */
export function takeLay(
  words: readonly Word[],
  inVietnamese: boolean,
  spoken: readonly Words[],
): (Word | Meant)[] {
  const parts: (Word | Meant)[] = [];
  let found = 0;
  const left = words.slice();
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const meant = found < MOST_PHRASES ? phraseAt(word, left, inVietnamese, spoken) : null;
    if (meant === null) parts.push(word);
    else {
      found += 1;
      parts.push(...meant.before, meant);
      left.splice(0, meant.words.length - 1, ...meant.after);
    }
  }
  return parts;
}

/** The longest phrase that begins with a word; inside a run of Han or Hangul, with what stands before and behind it. */
function phraseAt(
  word: Word,
  following: readonly Word[],
  inVietnamese: boolean,
  spoken: readonly Words[],
): (Meant & { before: readonly Word[]; after: readonly Word[] }) | null {
  for (const words of spoken) {
    if (words.language.script !== word.script) continue;
    const { byFirst, runs } = phrasesOf(words);
    if (isRun(word)) {
      const [run, alternatives] = runs.find(([one]) => word.plain.includes(one)) ?? [];
      if (run === undefined || alternatives === undefined) continue;
      const at = word.plain.indexOf(run);
      const before = partOf(word, word.plain.slice(0, at));
      const after = partOf(word, word.plain.slice(at + run.length).replace(SUFFIX, ''));
      return { words: partOf(word, run), alternatives, before, after };
    }
    const formsOf = (one: Word) => askedTokens(one, inVietnamese).flatMap(({ forms }) => forms);
    const known = formsOf(word)
      .flatMap((form) => byFirst.get(form) ?? [])
      .filter(({ length, forms }) =>
        forms.every((any, index) => {
          const asked = index === 0 ? word : following[index - 1];
          return asked !== undefined && index < length && formsOf(asked).some((form) => any.has(form));
        }),
      )
      .sort((a, b) => b.length - a.length)[0];
    if (known === undefined) continue;
    const taken = [word, ...following.slice(0, known.length - 1)];
    return { words: taken, alternatives: known.alternatives, before: [], after: [] };
  }
  return null;
}

/** What may be left of a run behind an everyday word: "disease" in Chinese, a particle in Korean. */
const SUFFIX = /^[症病의을를은는이가에로과와도]$/u;
