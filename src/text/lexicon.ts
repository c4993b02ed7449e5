import { grouped } from '../lattice/grouped.ts';
import { remembered } from '../lattice/remembered.ts';
import type { Term } from '../lattice/vocabulary.ts';
import { editDistance } from './distance.ts';
import { type Word, wordsIn } from './fold.ts';
import { isNoise } from './noise.ts';
import { askedTokens, isRun, rawOf, tokensOf } from './tokens.ts';
import { fill, termValues, VALUE_NAMES } from './values.ts';
import type { Words } from './words.ts';

/** The words by which a language names terms, families and codes. */
export interface Lexicon {
  readonly words: readonly Word[];
  /** Its words by how many letters they are spelt with. */
  readonly spelt: Readonly<Record<'plain' | 'marked', SpeltByLength>>;
  /** Whether a word is one of them, in any form that it takes in this language. */
  knows(word: Word, inVietnamese: boolean): boolean;
  /** Whether one of them, or a form of one, begins so. */
  begins(beginning: string): boolean;
}

/** A word as it is spelt, and which letters are in it, a bit for each of them. */
interface Spelt {
  readonly word: Word;
  readonly spelling: string;
  readonly letters: number;
}
type SpeltByLength = ReadonlyMap<number, readonly Spelt[]>;

/** The lexicon of a language over a vocabulary, made when it is first asked for. */
export const lexiconOf = remembered(createLexicon, new WeakMap<Words, Lexicon>());

function createLexicon(words: Words): Lexicon {
  const { language } = words;
  const texts = [...new Set(textsOf(words))].map(wordsIn);
  const all = [...new Map(texts.flat().map((word) => [word.marked, word])).values()];
  const formsOf = ({ plain, marked }: Word) => language.forms(plain, marked);
  const spelt = new Set(all.flatMap(({ plain, marked }) => [plain, marked]));
  const stems = new Set(all.flatMap(formsOf));
  const forms = new Set(texts.flatMap((text) => tokensOf(text, language)).flatMap((token) => token.forms));
  const known = all.filter((word) => word.script === language.script && !/\d/.test(word.plain));
  return {
    words: known,
    spelt: { plain: byLength(known, 'plain'), marked: byLength(known, 'marked') },
    knows(word, inVietnamese) {
      if (isRun(word)) {
        return askedTokens(word, inVietnamese).every((token) => token.forms.some((form) => forms.has(form)));
      }
      const raw = rawOf(word, inVietnamese);
      return spelt.has(raw) || (raw === word.plain && formsOf(word).some((form) => stems.has(form)));
    },
    begins(beginning) {
      for (const form of forms) if (form.startsWith(beginning)) return true;
      return false;
    },
  };
}

function byLength(words: readonly Word[], as: 'plain' | 'marked'): SpeltByLength {
  const spelt = words.map((word) => ({ word, spelling: word[as], letters: lettersIn(word[as]) }));
  return grouped(spelt, ({ spelling }) => spelling.length);
}

function lettersIn(spelling: string): number {
  let letters = 0;
  for (let at = 0; at < spelling.length; at++) letters |= 1 << (spelling.charCodeAt(at) % 32);
  return letters;
}

/** Whether two words may be so many changes apart, by the letters that only one has: each change affects two at most. */
function mayBeNear(a: number, b: number, changes: number): boolean {
  let only = a ^ b;
  for (let left = 2 * changes; left > 0 && only !== 0; left--) only &= only - 1;
  return only === 0;
}

/** What documents are made of: names, synonyms, and whatever labels say of a term. */
function textsOf(words: Words): string[] {
  const terms = [...words.vocabulary.terms.values()].filter(({ id }) => words.isNamed(id));
  const families = [...words.vocabulary.families.values()].filter(({ id }) => words.isNamed(id));
  return [
    ...terms.flatMap((term) => [
      term.name,
      ...term.synonyms,
      ...(term.participle === null ? [] : [term.participle]),
      term.phrase,
    ]),
    ...saidInLabels(terms, words),
    ...families.map(({ name }) => name),
    ...words.lay.map(({ phrase }) => phrase),
  ];
}

const LABELS = ['REGION', 'place', 'treated', 'operationFor', 'operationForExample', 'addOn'];
const EMPTY = { terms: '', place: '', what: '', operation: '' };

function saidInLabels(terms: readonly Term[], words: Words): string[] {
  const values = { ...termValues({ facts: [], specialties: [] }, words), ...EMPTY };
  const said = () => LABELS.map((label) => words.say(`label.${label}`, values));
  return [
    ...said(),
    ...VALUE_NAMES.flatMap(([name, axis]) => {
      const texts = terms
        .filter((term) => term.axis === axis)
        .flatMap(({ id }) => {
          fill(values, name, [id], words);
          Object.assign(values, EMPTY);
          return said();
        });
      fill(values, name, [], words);
      return texts;
    }),
  ];
}

/** How many corrections of one word are tried, and how long a word is that has any. */
const MOST_CORRECTIONS = 5;
const LEAST_LETTERS = 4;

/**
 * The words that the writer may have meant: those that differ in the fewest letters, at most one letter in
 * words of four to seven and two in longer ones. None of them says the contrary.
 */
export function corrections(word: Word, lexicons: readonly Lexicon[], as: 'plain' | 'marked'): Word[] {
  const written = word[as];
  if (written.length < LEAST_LETTERS) return [];
  const letters = lettersIn(written);
  const most = written.length < 8 ? 1 : 2;
  let nearest = most;
  let found = new Map<string, Word>();
  for (const { spelt } of lexicons) {
    for (
      let length = Math.max(LEAST_LETTERS, written.length - most);
      length <= written.length + most;
      length++
    ) {
      for (const one of spelt[as].get(length) ?? []) {
        if (!mayBeNear(letters, one.letters, nearest)) continue;
        const distance = editDistance(written, one.spelling, nearest);
        if (distance > nearest || isContrary(word, one.word)) continue;
        if (distance < nearest) found = new Map();
        nearest = distance;
        found.set(one.spelling, one.word);
      }
    }
  }
  return [...found.values()].sort((a, b) => (a[as] < b[as] ? -1 : 1)).slice(0, MOST_CORRECTIONS);
}

/** Whether one of two words is the other with a negation before it, as far as two letters can tell. */
function isContrary(a: Word, b: Word): boolean {
  return ['не', 'لا', '非', '비'].some(
    (no) =>
      a.plain.startsWith(no) !== b.plain.startsWith(no) &&
      Math.abs(a.plain.length - b.plain.length) >= no.length,
  );
}

/** How long the parts of a compound are at least, and how many there are at most. */
const LEAST_PART = 4;
const MOST_PARTS = 4;
/** The longest compound that is split: a longer one would take as long as all other work of a search. */
const LONGEST_COMPOUND = 80;

/** The words that a German compound is made of: "Sakraltumor", with s, n, en or es between them; null where it is none. */
export function partsOf({ plain }: Word, german: Lexicon): string[] | null {
  if (plain.startsWith('non') || plain.length > LONGEST_COMPOUND) return null;
  const isPart = (part: string) => {
    const word = { plain: part, marked: part, script: 'Latin' } as const;
    return german.knows(word, false) || isNoise(word);
  };
  const split = (rest: string, most: number): string[] | null => {
    if (isPart(rest)) return [rest];
    if (most === 1) return null;
    for (let end = rest.length - LEAST_PART; end >= LEAST_PART; end--) {
      const part = rest.slice(0, end);
      if (!isPart(part)) continue;
      for (const link of ['', 's', 'n', 'en', 'es']) {
        const tail = rest.slice(end);
        const parts =
          tail.startsWith(link) && tail.length >= link.length + LEAST_PART
            ? split(tail.slice(link.length), most - 1)
            : null;
        if (parts !== null) return [part, ...parts];
      }
    }
    return null;
  };
  const parts = split(plain, MOST_PARTS);
  return parts === null || parts.length < 2 ? null : parts;
}
