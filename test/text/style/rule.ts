/** How something is written in a language. `bad` and `good` say it by example; a test holds that the rule tells them apart. */
export interface Rule {
  readonly name: string;
  /** What to write. */
  readonly remedy: string;
  /** What is not written so. */
  readonly wrong: RegExp;
  readonly bad: string;
  readonly good: string;
}

/** Not the lists of words that are searched: they hold what people type. */
const SEARCHED = /\.synonyms$/;
/** What stands between sentences or words begins or ends with a space. */
const JOINS = /:(sentence\.join|list\.comma)\./;

/** What a rule finds in a text, with what stands around it, and what to do; null where it finds nothing. */
export function foundBy({ name, remedy, wrong }: Rule, place: string, text: string): string | null {
  if (SEARCHED.test(place)) return null;
  const found = wrong.exec(JOINS.test(place) ? text.trim() : text);
  if (found === null) return null;
  const from = Math.max(0, found.index - 15);
  const around = text.slice(from, found.index + found[0].length + 15);
  return `${place}: ${name}: "…${around}…"; ${remedy}`;
}

/** Rules of every language. */
export const EVERYWHERE: readonly Rule[] = [
  {
    name: 'one space',
    remedy: 'write one space, and none at the beginning or the end',
    wrong: / {2}|^ | $|\t/,
    bad: 'one  two',
    good: 'one two',
  },
  {
    name: 'ellipsis',
    remedy: 'write …',
    wrong: /\.{2,}/,
    bad: 'and so on...',
    good: 'and so on…',
  },
  {
    name: 'straight quotes',
    remedy: 'write the quotation marks of the language, and ’ for an apostrophe',
    wrong: /["']/,
    bad: "the payer's",
    good: 'the payer’s',
  },
  {
    name: 'direction marks',
    remedy: 'leave them out: the page sets the direction of what it fills in',
    wrong: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
    bad: 'CPT\u200f',
    good: 'CPT',
  },
  {
    name: 'composed letters',
    remedy: 'write letter and mark as one character (NFC)',
    wrong: /[a-zA-Zа-яА-Я][\u0300-\u0304\u0306-\u036f]/u,
    bad: 'e\u0301tendue',
    good: 'étendue',
  },
  {
    name: 'dates',
    remedy: 'let the program write the day: {day}',
    wrong: /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/,
    bad: 'since 2024-12-31',
    good: 'since {day}',
  },
];
