import { divide, readingsOf } from '../../lattice/code-ids.ts';
import { linkTo } from '../router.ts';
import type { Words } from '../words/en.ts';
import { fill } from '../words.ts';
import { pageOf } from './links.tsx';
import { pagesIn } from './ways.ts';

/** A page that the search offers besides what the graph finds. */
export interface Step {
  readonly to: string;
  readonly name: string;
  /** The codes that go along to it. */
  readonly codes?: readonly string[];
}

/** All that is found for a text, as a table. */
export const allOf = (text: string, { search }: Words): Step => ({
  to: linkTo('/browse', { text }),
  name: fill(search.all, { text }),
});

/** The pages for several codes; with modifiers or units they are a claim and nothing else, with words between them rather compared. */
export function pagesForCodes(text: string, { claim, compare }: Words): readonly Step[] {
  const codes = codesIn(text);
  const query = { codes: codes.join() };
  const together = { to: linkTo('/together', query), name: claim.title, codes };
  const beside = { to: linkTo('/compare', query), name: compare.title, codes };
  const reads = codes.flatMap((input) => (/\d/.test(input) ? readingsOf(input).codes.slice(0, 1) : []));
  if (reads.length < codes.length) return [];
  if (reads.some(({ modifiers, units }) => modifiers.length > 0 || units !== null)) return [together];
  if (reads.length < 2) return [];
  if (divide(text).length === codes.length) return [together, beside];
  // Beside words, what is short may be something else: the vertebra T12.
  return reads.every(({ code }) => code.length >= LONG) ? [beside, together] : [];
}

/** So long is what can hardly be anything but a code. */
const LONG = 5;

/** What a text names by numbers; words stand between several: "63030 or 63047". */
function codesIn(text: string): readonly string[] {
  const all = divide(text);
  const numbers = all.filter((input) => /\d/.test(input));
  return numbers.length > 1 ? numbers : all;
}

/** The pages of which a text says the name, or what they are for: each of its words begins one of theirs. */
export function pagesNamed(text: string, words: Words): readonly Step[] {
  const typed = wordsIn(text);
  // One letter or two begin too many words, other than in writing of syllables.
  if (typed.join('').length < 3 && !UNSPACED.test(text)) return [];
  const named = pagesIn(words).flatMap(({ to, name, also }) => {
    const said = wordsIn(`${name} ${also}`);
    const isSaid = (word: string) =>
      said.some((one) => (UNSPACED.test(word) ? one.includes(word) : one.startsWith(word)));
    return typed.every(isSaid) ? { to: linkTo(to), name } : [];
  });
  return named.slice(0, MOST_NAMED);
}

/** Words such as "code" name nearly every page. */
const MOST_NAMED = 3;
/** Writing that sets no blank between words. */
const UNSPACED = /\p{Script=Han}/u;

const wordsIn = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Where to go on where nothing is found: to a code among the words, and to the pages that find by facts and by words. */
export function stepsOnward(text: string, { search, spine }: Words): readonly Step[] {
  const code = divide(text)
    .flatMap((input) => readingsOf(input).codes.slice(0, 1))
    .find((read) => read.code.length >= LONG && /\d/.test(read.code));
  return [
    ...(code ? [{ to: pageOf(code.id), name: search.code, codes: [code.code] }] : []),
    { to: linkTo('/spine'), name: spine.title },
    { to: linkTo('/browse', { text }), name: fill(search.browse, { text }) },
  ];
}
