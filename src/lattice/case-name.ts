import { type Axis, axisOf } from './axes.ts';
import { is, isOneSided } from './case-columns.ts';
import type { CaseLevel } from './case-levels.ts';
import type { FactUse, Placed } from './case-remarks.ts';
import { type Code, factOn, termsOn } from './code.ts';
import { axesOf, namesOf, setMet } from './spoken.ts';
import type { SpokenName } from './spoken-name.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One piece of the name of a claim, with the facts that its words rest on. */
export type CasePart = SetPart | CodePart;
export interface SetPart {
  readonly kind: 'SET';
  readonly name: SpokenName;
  readonly codes: readonly Code[];
  readonly facts: readonly FactUse[];
}
export interface CodePart {
  readonly kind: 'PRIMARY' | 'FURTHER' | CompanionKind;
  readonly code: Code;
  /** A name by facts; null where the facts are put in words. */
  readonly name: SpokenName | null;
  /** What people say for short, names by habit too. */
  readonly short: SpokenName | null;
  /** Whether a name of several codes has said it. */
  readonly isSaid: boolean;
  /** What is said besides the name. */
  readonly axes: readonly Axis[];
  readonly level: CaseLevel | null;
  /** What goes on from it by another unit. */
  readonly further: readonly CaseLevel[];
  readonly sides: 'ONE' | 'ONE_OR_BOTH' | null;
  readonly facts: readonly FactUse[];
}

/** What accompanies an operation, in the order in which it is told. */
export const COMPANION_KINDS = ['OPERATION', 'FIXATION', 'CAGE', 'GRAFT'] as const;
export type CompanionKind = (typeof COMPANION_KINDS)[number];

/** The axes in the order in which words tell them: the region before the operation, the others after it. */
const TOLD: readonly Axis[] = [
  'REGION',
  'OPERATION',
  'DEVICE',
  'LESION',
  'COMPARTMENT',
  'COLUMN',
  'APPROACH',
];
const BESIDE: readonly Axis[] = TOLD.filter((axis) => axis !== 'OPERATION');
const OF_COMPANION: readonly Axis[] = ['OPERATION', 'DEVICE', 'REGION', 'COLUMN'];

/**
 * The pieces of the name: one of several codes, the primaries, and what accompanies them, each list in the order given. Empty
 * where no primary speaks.
 */
export function partsOf(
  ordered: readonly Placed[],
  levels: readonly CaseLevel[],
  vocabulary: Vocabulary,
): CasePart[] {
  const primaries = ordered.filter(({ role }) => role === 'PRIMARY');
  if (primaries.length === 0) return [];
  const standing = ordered.filter((one) => one.role !== 'ALONE' && isRooted(one, ordered));
  const accompanying = standing.filter(({ role }) => role === 'ACCOMPANIES');
  const set = setOf([...primaries, ...accompanying], vocabulary);
  const said = set?.codes ?? [];
  const partOf = (one: Placed, kind: CodePart['kind']) =>
    codePart(one, kind, said.includes(one.code), ordered, levels, vocabulary);
  const apart = standing.filter((one) => one.role === 'GOES_ON' && isNamedApart(one, levels));
  const kinds = COMPANION_KINDS.flatMap((kind) =>
    accompanying
      .filter(({ code }) => companionKind(code, vocabulary) === kind)
      .flatMap((one) => [
        partOf(one, kind),
        ...apart.filter(({ to }) => to === one.code).map((each) => partOf(each, 'FURTHER')),
      ]),
  );
  return [
    ...(set === null ? [] : [set]),
    ...primaries.flatMap((one) => [
      partOf(one, 'PRIMARY'),
      ...apart.filter(({ to }) => to === one.code).map((each) => partOf(each, 'FURTHER')),
    ]),
    ...kinds,
  ];
}

/** Whether what it stands on stands, in the end, on a primary. */
function isRooted(one: Placed, all: readonly Placed[]): boolean {
  const seen = new Set<Placed>();
  let at: Placed | undefined = one;
  while (at !== undefined && !seen.has(at) && at.role !== 'PRIMARY') {
    seen.add(at);
    const on: Code | null = at.to;
    at = all.find(({ code }) => code === on);
  }
  return at?.role === 'PRIMARY';
}

const levelAt = (code: Code, levels: readonly CaseLevel[]) =>
  levels.find((level) => level.code === code) ?? null;

/** What goes on in another column is named by itself; what only counts another unit is told with its primary. */
function isNamedApart({ code, to }: Placed, levels: readonly CaseLevel[]): boolean {
  const level = levelAt(code, levels);
  const host = to && levelAt(to, levels);
  return level !== null && host !== null && level.unit === host.unit;
}

function companionKind(code: Code, vocabulary: Vocabulary): CompanionKind {
  const has = (device: string) => is(code, 'DEVICE', device, vocabulary);
  if (has('device:graft')) return 'GRAFT';
  if (has('device:intervertebral-device')) return 'CAGE';
  return has('device:spinal-fixation') ? 'FIXATION' : 'OPERATION';
}

function codePart(
  one: Placed,
  kind: CodePart['kind'],
  isSaid: boolean,
  ordered: readonly Placed[],
  levels: readonly CaseLevel[],
  vocabulary: Vocabulary,
): CodePart {
  const { code } = one;
  const isDevice = kind === 'FIXATION' || kind === 'CAGE' || kind === 'GRAFT';
  const own = namesOf(code, vocabulary);
  const name = isDevice ? null : (own.find(({ byFacts }) => byFacts) ?? null);
  const conveyed = name === null ? [] : [...axesOf(name), ...name.conveys];
  const axes = BESIDE.filter((axis) => !conveyed.includes(axis) && isTold(code, axis));
  const level = kind === 'GRAFT' ? null : levelAt(code, levels);
  const apart = ordered.filter((other) => other.role === 'GOES_ON' && other.to === code);
  const further = apart
    .filter((other) => !isNamedApart(other, levels))
    .flatMap((other) => levelAt(other.code, levels) ?? []);
  const stated = isDevice
    ? OF_COMPANION
    : name === null
      ? TOLD.filter((axis) => axis === 'OPERATION' || axes.includes(axis))
      : [...axes, ...conveyed];
  const counted = [...(level?.codes ?? []), ...further.flatMap(({ codes }) => codes)];
  const extents = kind === 'GRAFT' ? [] : [code, ...counted.filter((other) => other !== code)];
  const sides = kind === 'PRIMARY' || kind === 'FURTHER' ? sidesOf(one, ordered) : null;
  const sided =
    sides === null ? [] : [code, ...counted.filter((other) => other !== code && isOneSided(other))];
  return {
    kind,
    code,
    name,
    short: own[0] ?? null,
    isSaid,
    axes,
    level,
    further,
    sides,
    facts: [
      ...stated.flatMap((axis) => usesOf([code], axis)),
      ...usesOf(extents, 'EXTENT'),
      ...usesOf(sided, 'SIDE'),
    ],
  };
}

/** Where it lies to the dura is told where the code says so itself, not where only its heading does. */
function isTold(code: Code, axis: Axis): boolean {
  const fact = factOn(code, axis);
  if (fact === undefined || fact.terms.length === 0 || fact.basis === 'EXAMPLE') return false;
  return axis !== 'COMPARTMENT' || fact.basis === 'STATED';
}

const usesOf = (codes: readonly Code[], axis: Axis): FactUse[] =>
  codes.flatMap((code) => {
    const fact = factOn(code, axis);
    return fact === undefined || fact.terms.length === 0 || fact.basis === 'EXAMPLE' ? [] : [{ code, fact }];
  });

/** A name that takes several codes, one for each of its parts; of several such names the one of most terms. */
function setOf(standing: readonly Placed[], vocabulary: Vocabulary): SetPart | null {
  const met = setMet(
    standing.map(({ code }) => code),
    vocabulary,
  );
  if (met === null) return null;
  const facts = met.name.parts.flatMap((terms, index) =>
    terms.flatMap((term) => usesOf(met.codes.slice(index, index + 1), axisOf(term) ?? 'OPERATION')),
  );
  return { kind: 'SET', ...met, facts };
}

/** A code of one side is for one; where it, or one of the same operation, is here more than once, for one or both. */
function sidesOf(one: Placed, all: readonly Placed[]): CodePart['sides'] {
  if (!isOneSided(one.code)) return null;
  const operation = termsOn(one.code, 'OPERATION').join(' ');
  const isMore = all.some(
    ({ code, units, modifiers }) =>
      isOneSided(code) &&
      termsOn(code, 'OPERATION').join(' ') === operation &&
      (units > 1 || modifiers.includes('50') || ['LT', 'RT'].every((side) => modifiers.includes(side))),
  );
  return isMore ? 'ONE_OR_BOTH' : 'ONE';
}
