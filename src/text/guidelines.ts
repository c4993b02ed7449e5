import type { Axis } from '../lattice/axes.ts';
import { type Code, isExample, termsOn } from '../lattice/code.ts';
import { compareFacts } from '../lattice/differences.ts';
import { phraseOf } from '../lattice/sentence.ts';
import { uppermostFamily } from '../lattice/vocabulary.ts';
import { besideSentences, hasCompanions, notWithSentences, ranges } from './companions.ts';
import { familyPieces, pieces } from './pieces.ts';
import type { Known, Surroundings } from './surroundings.ts';
import type { Values } from './values.ts';
import type { Words } from './words.ts';

/** How many nearest codes are named of a deleted one. */
const NEAREST = 3;

/** What a coder must know of a code: what it stands for, which code stands where one thing is different, and what goes with it. */
export function guidelines(
  code: Code,
  around: Surroundings,
  known: Known,
  values: Values,
  words: Words,
): string[] {
  const say = (key: string, more: Values = {}) => words.say(key, { ...values, ...more });
  const listed = (codes: readonly Code[]) => words.and(codes.map((one) => one.code));
  if (code.status === 'DELETED') {
    return [
      say('guide.deleted'),
      say('guide.stood'),
      ...(around.related.length > 0
        ? [say('guide.nearest', { codes: listed(around.related.slice(0, NEAREST)) })]
        : []),
      say('guide.decides'),
    ];
  }
  const { companions } = known;
  /** Instrumentation and the like has sentences of its own. */
  const beside = new Set((companions.get(code.id) ?? []).map((one) => one.code.id));
  const addOns = around.addOns.filter(
    ({ id, curated, facts }) => curated && facts.length > 0 && !beside.has(id),
  );
  return [
    say('guide.stands'),
    ...(termsOn(code, 'OPERATION').length > 1 ? [say('guide.anyOperation')] : []),
    ...(code.addOn ? [] : [say('guide.noSplit')]),
    ...(isExample(code, 'LESION') ? [say('guide.example')] : []),
    ...(termsOn(code, 'COMPARTMENT').includes('compartment:combined') ? [say('guide.together')] : []),
    ...(termsOn(code, 'REGION').length >= 4 ? [say('guide.anyLevel')] : []),
    ...pieces('guide.sides', code, 'OPERATION', values, words),
    ...pieces('guide.device', code, 'DEVICE', values, words),
    ...pieces('guide.operation', code, 'OPERATION', values, words),
    ...familyPieces('guide.family', code, values, words),
    ...[`guide.code.${code.code}`].filter((key) => words.has(key)).map((key) => say(key)),
    ...(known.confused.get(code.id) ?? []).map(({ key }) => say(key)),
    ...siblings(code, around, words),
    ...(code.addOn && around.primaries.length > 0
      ? [say('guide.isAddOn', { codes: primariesOf(around, words) })]
      : []),
    ...(code.facts.some((fact) => fact.inherited) ? [say('guide.inherited')] : []),
    ...(addOns.length > 0
      ? [say('guide.addOns', { codes: words.and(ranges(addOns, words)), count: String(addOns.length) })]
      : []),
    ...besideSentences(code, companions, values, words),
    ...(code.addOn || around.addOns.length > 0 || hasCompanions(code, companions)
      ? []
      : [say('guide.noAddOns')]),
    ...notWithSentences([code, ...around.addOns], companions, values, words),
    say('guide.decides'),
  ];
}

/** From how many primary codes on a text names their families instead. */
const MANY_PRIMARIES = 30;

/** The primary codes of an add-on: "63075 or 63077"; of an instrument, which goes with a hundred, their families. */
export function primariesOf({ primaries }: Surroundings, words: Words): string {
  if (primaries.length < MANY_PRIMARIES) return words.or(primaries.map((one) => one.code));
  const families = primaries.flatMap(({ family, facts }) =>
    family === null || facts.length === 0 ? [] : [family],
  );
  const broad = families.map((family) => uppermostFamily(family, words.vocabulary));
  const names = [...new Set(broad)].map((family) => words.vocabulary.families.get(family)?.name ?? family);
  return words.say('guide.primariesOf', { families: words.or(names), count: String(primaries.length) });
}

/**
 * The codes to take where one axis says something else: one sentence for each other value. Operations may differ in part
 * with it, as those of another lesion do; a code for another operation is no sibling, and one that differs in nothing else
 * comes before.
 */
function siblings(code: Code, around: Surroundings, words: Words): string[] {
  const groups = new Map<string, { to: string; from: string; axis: Axis; count: number; codes: string[] }>();
  for (const other of around.related) {
    const { differences } = compareFacts(code, other, words.vocabulary);
    const count = differences.length;
    const [only, ...more] = differences.filter(
      ({ axis, relation }) => axis !== 'OPERATION' || relation === 'DIFFERENT' || count === 1,
    );
    if (only === undefined || more.length > 0 || only.from.length === 0 || only.to.length === 0) continue;
    const phrase = (terms: readonly string[]) => phraseOf(terms, undefined, words.vocabulary, words);
    const to = phrase(only.to);
    const group = groups.get(to) ?? { to, from: phrase(only.from), axis: only.axis, count, codes: [] };
    if (group.count === count) group.codes.push(other.code);
    groups.set(to, group);
  }
  return [...groups.values()].map(({ to, from, axis, codes }) =>
    words.say(siblingKey(axis, codes), {
      to,
      from,
      axis: words.say(`axis.${axis}`),
      codes: words.or(codes),
    }),
  );
}

/** A column is a place, "between the vertebral bodies", and no kind of work. */
const siblingKey = (axis: Axis, codes: readonly string[]): string =>
  axis === 'COLUMN' ? 'guide.siblingColumn' : codes.length === 1 ? 'guide.sibling' : 'guide.siblingChoice';
