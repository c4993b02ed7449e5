import type { Axis } from '../lattice/axes.ts';
import { is } from '../lattice/case-columns.ts';
import type { CaseLevel } from '../lattice/case-levels.ts';
import type { CasePart, CodePart } from '../lattice/case-name.ts';
import { type Code, termsOn } from '../lattice/code.ts';
import { doneOf, placeOf } from './labels.ts';
import { nameIn, shortFor } from './names.ts';
import { termValues } from './values.ts';
import type { Words } from './words.ts';

/** The pieces of a claim's name in words, each as long as it stands in the name. */
export const partTexts = (parts: readonly CasePart[], words: Words): string[] =>
  parts.map((part) => (part.kind === 'SET' ? nameIn(part.name, words) : wordsOf(part, words)));

/** "Fusion from front and back: …; …; with …, …"; null where no primary speaks. */
export function nameOf(parts: readonly CasePart[], words: Words): string | null {
  const texts = partTexts(parts, words);
  const main = texts.filter((_, at) => parts[at]?.kind === 'PRIMARY' || isFurther(parts, at));
  if (main.length === 0) return null;
  const set = parts[0]?.kind === 'SET' ? texts[0] : undefined;
  const beside = texts.filter((_, at) => isBeside(parts, at));
  const operations = joined(main, words);
  const all =
    beside.length === 0
      ? operations
      : words.say('case.with', { operations, beside: beside.join(words.say('list.comma')) });
  return words.capitalized(set === undefined ? all : words.say('case.set', { name: set, operations: all }));
}

const joined = (parts: readonly string[], words: Words) =>
  parts.reduce((a, b) => words.say('case.join', { a, b }));

/** Whether a piece goes on from a primary, or is one; what goes on from a companion is told beside it. */
const isFurther = (parts: readonly CasePart[], at: number) =>
  parts[at]?.kind === 'FURTHER' && !parts.slice(0, at).some(({ kind }) => isCompanion(kind));
const isBeside = (parts: readonly CasePart[], at: number) => {
  const kind = parts[at]?.kind;
  return kind !== undefined && (isCompanion(kind) || (kind === 'FURTHER' && !isFurther(parts, at)));
};
const isCompanion = (kind: CasePart['kind']) => !['SET', 'PRIMARY', 'FURTHER'].includes(kind);

/**
 * As people say it: short words where there are any, in full where not; what a short name of several codes has said is not
 * said again. Null where nothing has a short word.
 */
export function shorthandOf(parts: readonly CasePart[], words: Words): string | null {
  let isShort = false;
  const said = parts.flatMap((part): string[] => {
    if (part.kind === 'FURTHER') return [];
    const name = part.kind === 'SET' ? part.name : part.short;
    const short = name && shortFor(name, words);
    if (short) {
      isShort = true;
      const count = part.kind === 'PRIMARY' && part.level ? [countOf(part.level, words)] : [];
      return [[short, ...count].join(words.say('list.comma'))];
    }
    if (part.kind === 'SET') return [nameIn(part.name, words)];
    if (part.kind === 'GRAFT') return [named(part.code, 'DEVICE', words)];
    return part.isSaid ? [] : [wordsOf(part, words)];
  });
  return isShort ? joined([...new Set(said)], words) : null;
}

function wordsOf(part: CodePart, words: Words): string {
  if (part.kind === 'GRAFT') return phrased(part.code, 'DEVICE', words);
  if (part.kind === 'FIXATION' || part.kind === 'CAGE') return deviceOf(part, words);
  return operationText(part, words);
}

/** "segmental fixation in the posterior column, three to six segments" */
function deviceOf({ kind, code, level }: CodePart, words: Words): string {
  const device = phrased(code, 'DEVICE', words);
  const column = phrased(code, 'COLUMN', words);
  const isPelvic = is(code, 'REGION', 'region:pelvis', words.vocabulary);
  const isUnfused =
    kind === 'CAGE' && !is(code, 'OPERATION', 'operation:insertion-with-fusion', words.vocabulary);
  const placed = isPelvic
    ? words.say('case.toPelvis', { device })
    : column === ''
      ? device
      : words.say('case.inColumn', { device, column });
  return [
    isUnfused ? words.say('case.unfused', { device: placed }) : placed,
    ...(level === null ? [] : [countOf(level, words)]),
  ].join(words.say('list.comma'));
}

/** "lumbar fusion, between the vertebral bodies, from the front or the front and side, two interspaces" */
function operationText(part: CodePart, words: Words): string {
  const { code, name, axes, level, further, sides } = part;
  const has = (axis: Axis) => axes.includes(axis);
  const text = (axis: Axis) => phrased(code, axis, words);
  const isAnywhere = termsOn(code, 'REGION').includes('region:spine');
  let what = name === null ? doneOf(code, words) : nameIn(name, words);
  if (has('REGION') && !isAnywhere) {
    what = words.say('case.region', { region: text('REGION'), place: placeOf(code, words), what });
  }
  if (name !== null && has('LESION')) {
    what = words.say('label.operationFor', {
      ...termValues(code, words),
      operation: what,
      lesion: text('LESION'),
    });
  }
  if (name !== null && has('DEVICE')) what = words.say('case.device', { what, device: text('DEVICE') });
  const said = [
    what,
    ...(has('REGION') && isAnywhere ? [text('REGION')] : []),
    ...(['COMPARTMENT', 'COLUMN', 'APPROACH'] as const).filter(has).map(text),
    ...(level === null ? [] : [countOf(level, words)]),
  ].join(words.say('list.comma'));
  const counted = further.reduce(
    (sofar, one) => words.say('case.and', { what: sofar, count: countOf(one, words) }),
    said,
  );
  return sides === null ? counted : [counted, words.say(`case.sides.${sides}`)].join(words.say('list.comma'));
}

const termTexts = (code: Code, axis: Axis, words: Words, of: 'phrase' | 'name') =>
  words.or(termsOn(code, axis).map((term) => words.vocabulary.terms.get(term)?.[of] ?? term));
const phrased = (code: Code, axis: Axis, words: Words) => termTexts(code, axis, words, 'phrase');
const named = (code: Code, axis: Axis, words: Words) => termTexts(code, axis, words, 'name');

/** "one interspace", "two or three segments", "thirteen or more segments", "one further interspace" */
export function countOf({ unit, least, most, further }: CaseLevel, words: Words): string {
  const number = (count: number) => words.say('case.number', { count: String(count) });
  const key =
    most === null
      ? 'orMore'
      : least === most
        ? 'exactly'
        : least === 1 && most > 2
          ? 'upTo'
          : most === least + 1
            ? 'or'
            : 'to';
  const count = words.say(`case.count.${key}`, {
    least: number(least),
    most: most === null ? '' : number(most),
  });
  const last = String(most ?? least + 1);
  return words.say(further ? `case.further.${unit}` : `case.levels.${unit}`, { count, number: last });
}
