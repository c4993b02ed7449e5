import type { Script } from './languages.ts';

/** A word as it is looked for. Han and Hangul are written without spaces between words: there a word is a whole run. */
export interface Word {
  /** In small plain letters: "lesión" is "lesion", "Größe" is "grosse". */
  readonly plain: string;
  /** With those marks that are written in one with a letter: Vietnamese tells "cùng" (of the sacrum) from "cứng" (hard) by nothing else. */
  readonly marked: string;
  /** Null for digits, and for letters that none of our languages is written in. */
  readonly script: Script | null;
  /** The last word before it that was passed over, or the first of several: "in" of "in the cord", not "beside the cord". */
  readonly lead?: string;
}

const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/ß/g, 'ss'],
  [/[đð]/g, 'd'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/ø/g, 'o'],
  [/ı/g, 'i'],
  // The lengthening stroke, and letters that keyboards of neighbours put for one another.
  [/ـ/g, ''],
  [/ٱ/g, 'ا'],
  [/[ىی]/g, 'ي'],
  [/ة/g, 'ه'],
  [/ک/g, 'ك'],
];

/** Marks that make a letter of its own stay: й is no и. */
const MARKS = /(?<!и)\p{M}|(?<=и)(?!\u0306)\p{M}/gu;

/** Small letters without marks. */
export function fold(text: string): string {
  const bare = text.normalize('NFD').replace(MARKS, '').normalize('NFC');
  return LETTERS.reduce((folded, [letter, by]) => folded.replace(letter, by), bare);
}

/** "hòa" and "hoà" are two ways to write one word. */
const TONE_BEFORE_LAST = /([òóỏõọ])([ae])(?!\p{L})|([ùúủũụ])(y)(?!\p{L})/gu;
const ASCII = /^[ -~]*$/;

/** One way to write each letter, digit and tone. */
export function tidy(text: string): string {
  const small = (ASCII.test(text) ? text : text.normalize('NFKC')).toLowerCase();
  const telling = /['’]s/.test(small) ? small.replace(/(?<=\p{L})['’]s(?!\p{L})/gu, '') : small;
  if (ASCII.test(telling)) return telling;
  return telling
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(TONE_BEFORE_LAST, (pair) => {
      const [vowel = '', tone = '', last = ''] = pair.normalize('NFD');
      return `${vowel}${last}${tone}`.normalize('NFC');
    });
}

const RUNS = /[\p{L}\p{N}\p{M}]+/gu;
/** Where Han, Hangul and other writing meet without a space: 1个, S1개. */
const SEAMS = /\p{Script=Han}+|\p{Script=Hangul}+|[^\p{Script=Han}\p{Script=Hangul}]+/gu;
const SEAMLESS = /^[^\p{Script=Han}\p{Script=Hangul}]*$/u;

function runsIn(text: string): string[] {
  const runs = text.match(RUNS) ?? [];
  return SEAMLESS.test(text) ? runs : runs.flatMap((run) => run.match(SEAMS) ?? []);
}

const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Arabic', /\p{Script=Arabic}/u],
];

const list = (words: string) => words.split(' ');

/**
 * Words of any language that searching passes over. They are passed over in all of them, because a query does not say what
 * language it is in. Not among them: "trong" (inside), which is all the difference between two compartments.
 */
const STOP_WORDS = new Set(
  [
    'a an and as at by for from in of on or the to with',
    'al con de del el en la las lo los o para por un una y',
    'в во и из или к на о от по при с со у для',
    'في من علي عن الي او و مع',
    'của và hoặc tại cho là ở',
    'à au aux avec d dans des du et l le les ou par pour sur une',
    'am auf das dem den der die durch ein eine einer eines für im mit oder und von zu zum zur',
    '및 또는',
    'ang mga na ng sa',
  ]
    .flatMap(list)
    .flatMap((word) => [word, fold(word)]),
);

/** With its marks, where they are given: "tại" (at) is passed over, "tái" (again) is not. */
const isStopWord = ({ plain, marked, script }: Word) => STOP_WORDS.has(script === 'Latin' ? marked : plain);

/** A negated word is indexed as one, so that "tumor" does not find "non-tumor". All negations of a script become one. */
const NEGATIONS = new Map(
  (
    [
      ['non', 'non not no without sin sans nicht ohne kein keine hindi walang khong'],
      ['не', 'не без'],
      ['لا', 'لا غير ليس ليست دون بدون'],
    ] as const
  ).flatMap(([no, words]) => list(words).map((word) => [word, no] as const)),
);
/** What may stand between "no" and its word, besides stop words: "không phải là u". */
const BEHIND_NEGATION = new Set(['phai']);
/** "nichtneoplastisch" */
const NEGATED = /^nicht(?=\p{L}{4})/u;

/** Words that mean something else together: the Arabic for a hematoma holds that for a tumor, and must not begin with it. */
const TOGETHER: readonly (readonly [RegExp, string])[] = [[/(?:ال)?ورم (?:ال)?دموي/g, 'دمويورم']];

/** The words of a text in any language, without stop words; where it holds nothing else, they are its words. */
export function wordsIn(text: string): Word[] {
  const { words, all } = readWords(text);
  return words.length > 0 ? words : all;
}

/** The words of a text without stop words, all of them, and whether it opens with a word that is passed over. */
export function readWords(text: string): { words: Word[]; all: Word[]; opensWithStopWord: boolean } {
  const joined = TOGETHER.reduce((whole, [words, one]) => whole.replace(words, one), tidy(text));
  const all: Word[] = [];
  for (const run of runsIn(joined)) {
    const word = wordOf(run);
    if (word.plain !== '') all.push(word);
  }
  const words: Word[] = [];
  let no: Word | null = null;
  let lead: string | null = null;
  let isLeading = false;
  for (const word of all) {
    const isPassedOver = isStopWord(word) || (no !== null && BEHIND_NEGATION.has(word.plain));
    if (isPassedOver) {
      if (!isLeading) lead = word.plain;
      isLeading = true;
      continue;
    }
    isLeading = false;
    if (no === null && NEGATIONS.has(word.plain)) no = word;
    else {
      const said = no === null ? word : negated(no, word);
      words.push(lead === null ? said : { ...said, lead });
      no = null;
    }
  }
  if (no !== null) words.push(no);
  const [first] = all;
  return { words, all, opensWithStopWord: first !== undefined && isStopWord(first) };
}

/** How many words are kept: more than medical titles have; and how long they are at most, since anyone may look for anything. */
const MOST_KEPT = 50_000;
const LONGEST_KEPT = 40;
const kept = new Map<string, Word>();

function wordOf(run: string): Word {
  let word = kept.get(run);
  if (word === undefined) {
    const isPlain = ASCII.test(run);
    const spelt = isPlain ? run : run.replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
    const marked = spelt.replace(NEGATED, 'non');
    const plain = isPlain ? marked : fold(marked);
    word = { plain, marked, script: SCRIPTS.find(([, letter]) => letter.test(plain))?.[0] ?? null };
    if (run.length > LONGEST_KEPT) return word;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(run, word);
  }
  return word;
}

function negated(no: Word, word: Word): Word {
  if (no.script !== word.script) return word;
  const prefix = NEGATIONS.get(no.plain) ?? '';
  return { ...word, plain: prefix + word.plain, marked: prefix + word.marked };
}
