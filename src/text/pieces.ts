import type { Axis } from '../lattice/axes.ts';
import { type Code, termsOn } from '../lattice/code.ts';
import { labelOf } from './labels.ts';
import { termValues, type Values } from './values.ts';
import type { Words } from './words.ts';

/** What holds of any part of the spine tells no place. */
const ANYWHERE = 'region:spine';

/** What the messages of a code can name. */
export function valuesOf(
  code: Code,
  words: Words,
  chosen = (axis: Axis): readonly string[] => termsOn(code, axis),
): Values {
  return {
    ...termValues(code, words, (axis) => chosen(axis).filter((term) => term !== ANYWHERE)),
    code: code.code,
    label: labelOf(code, words),
    day: code.lastValidDay === null ? '' : words.day(code.lastValidDay),
  };
}

/** What is done, with what tells more of it behind: "the disc is removed (from the front, one interspace)". */
export function stepWith(
  { operation_step: step = '' }: Values,
  details: readonly (string | undefined)[],
  words: Words,
): string {
  const told = details.filter(Boolean).join(words.say('list.comma'));
  return told === '' ? step : words.say('step.details', { step, details: told });
}

/** The device of a step that does not name it, in any of its forms: a fusion has one only now and then. */
export const deviceBeside = ({ operation_step: step = '', ...values }: Values): string =>
  Object.entries(values).some(([name, text]) => /^device(_|$)/.test(name) && text && step.includes(text))
    ? ''
    : (values.device ?? '');

/** Several sentences by number, "(1) …", where more than one is a choice; one alone as it is. */
export function counted(sentences: readonly string[], words: Words): readonly string[] {
  if (sentences.length < 2) return sentences;
  return sentences.map((what, index) => words.say('list.counted', { number: String(index + 1), what }));
}

/** The piece of the term itself, or of the nearest broader one that has a piece. */
export function pieceOf(prefix: string, term: string, words: Words): string | null {
  const line = [term, ...words.vocabulary.ancestors(term)];
  const found = line
    .map((one) => `${prefix}.${one.slice(one.indexOf(':') + 1)}`)
    .find((key) => words.has(key));
  return found ?? null;
}

/** The pieces of all terms that a code states on an axis, each once. */
export function pieces(prefix: string, code: Code, axis: Axis, values: Values, words: Words): string[] {
  return keysOf(prefix, code, axis, words).map((key) => words.say(key, values));
}

/** The key of the first term on these axes that has a piece of its own; the plain key where none has. */
export function specialKey(prefix: string, code: Code, axes: readonly Axis[], words: Words): string {
  const terms = axes.flatMap((axis) => termsOn(code, axis));
  return terms.map((term) => pieceOf(prefix, term, words)).find((key) => key !== null) ?? prefix;
}

/** The key for the family of a code, or the nearest broader one that has a piece; the plain key where none has. */
export const familyKey = (prefix: string, { family }: Code, words: Words): string =>
  (family === null ? null : pieceOf(prefix, family, words)) ?? prefix;

/** What is said of all codes of its families, from the broad one to its own, and of primaries or add-ons of each alone. */
export function familyPieces(prefix: string, code: Code, values: Values, words: Words): string[] {
  if (code.family === null) return [];
  const families = [...words.vocabulary.ancestors(code.family)].reverse();
  return [...families, code.family]
    .map((family) => `${prefix}.${family.slice(family.indexOf(':') + 1)}`)
    .flatMap((key) => [key, `${key}.${code.addOn ? 'addOn' : 'primary'}`])
    .filter((key) => words.has(key))
    .map((key) => words.say(key, values));
}

/** The same, by region where there is a piece for it: the way in from the front is another in the neck than in the chest. */
export function piecesByRegion(
  prefix: string,
  code: Code,
  axis: Axis,
  values: Values,
  words: Words,
): string[] {
  return keysOf(prefix, code, axis, words).map((key) => words.say(keyBy(key, code, 'REGION', words), values));
}

/** The key for what a code states on an axis, where there is one for all of it; else the key itself. */
export function keyBy(key: string, code: Code, axis: Axis, words: Words): string {
  const own = termsOn(code, axis).map((term) => pieceOf(key, term, words));
  const [first] = own;
  return first != null && own.every((one) => one === first) ? first : key;
}

export function keysOf(prefix: string, code: Code, axis: Axis, words: Words): string[] {
  const keys = termsOn(code, axis).map((term) => pieceOf(prefix, term, words));
  return [...new Set(keys)].filter((key) => key !== null);
}

/** Whether all ways in come straight from behind, as they usually do. */
export function isFromBehind(code: Code, words: Words): boolean {
  return termsOn(code, 'APPROACH').every((term) => words.vocabulary.isAtOrUnder(term, 'approach:posterior'));
}
