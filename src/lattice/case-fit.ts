import { countsOf, is, isAlongArches, isFusion, isInterbody, isOneSided } from './case-columns.ts';
import { isUnfusedCage } from './case-hosts.ts';
import type { CaseLevel } from './case-levels.ts';
import { type Note, type Placed, type Problem, type Remarks, remark } from './case-remarks.ts';
import type { Sentences } from './claim.ts';
import type { Code } from './code.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whether the facts of the codes fit each other: what one asks for, another must state. What is alone is not asked. */
export function fitting(
  placed: readonly Placed[],
  levels: readonly CaseLevel[],
  vocabulary: Vocabulary,
  wording: Sentences,
): Remarks {
  const standing = placed.filter(({ role }) => role !== 'ALONE');
  const cages = standing.filter(({ code }) =>
    is(code, 'OPERATION', 'operation:insertion-with-fusion', vocabulary),
  );
  return {
    problems: cages.flatMap((cage) => unfused(cage, standing, vocabulary, wording)),
    notes: [
      ...cages.flatMap((cage) => withoutGap(cage, standing, vocabulary, wording)),
      ...standing.flatMap((one) => elsewhere(one, standing, vocabulary, wording)),
      ...filling(cages, standing, levels, vocabulary, wording),
      ...standing.flatMap((one) => tooShort(one, levels, vocabulary, wording)),
      ...standing.flatMap((one) => onSides(one, vocabulary, wording)),
    ],
  };
}

const number = (count: number, wording: Sentences) => wording.say('case.number', { count: String(count) });

/** A device of a fusion between bodies needs a fusion that is not along the arches alone. */
function unfused(
  cage: Placed,
  standing: readonly Placed[],
  vocabulary: Vocabulary,
  wording: Sentences,
): Problem[] {
  const fusions = standing.filter(({ code }) => isFusion(code, vocabulary));
  if (fusions.some(({ code }) => !isAlongArches(code, vocabulary))) return [];
  const codes = fusions.map(({ code }) => code.code);
  const column = vocabulary.terms.get('column:posterior')?.phrase ?? '';
  const said = { code: cage.code.code, codes: wording.and(codes), count: String(codes.length), column };
  const key = codes.length === 0 ? 'case.NEEDS_FACT.fusion' : 'case.NEEDS_FACT.interbody';
  return [remark('NEEDS_FACT', [cage], wording.say(key, said))];
}

/** A device for the gap of a body needs an operation that takes one out; it may have been done before. */
function withoutGap(
  cage: Placed,
  standing: readonly Placed[],
  vocabulary: Vocabulary,
  wording: Sentences,
): Note[] {
  if (!is(cage.code, 'COLUMN', 'column:body-gap', vocabulary)) return [];
  if (standing.some(({ code }) => takesBody(code, vocabulary))) return [];
  return [remark('NEEDS_FACT', [cage], wording.say('case.NEEDS_FACT.gap', { code: cage.code.code }))];
}

/** Operations that take a vertebral body out, or a part of it that leaves a gap. */
function takesBody(code: Code, vocabulary: Vocabulary): boolean {
  if (is(code, 'OPERATION', 'operation:corpectomy', vocabulary)) return true;
  return (
    is(code, 'OPERATION', 'operation:vertebra-cutting', vocabulary) &&
    ['column:vertebral-body', 'column:both'].some((column) => is(code, 'COLUMN', column, vocabulary))
  );
}

/** A device where bodies are not fused, on a code that fuses them: it can only be for another level. */
function elsewhere(
  one: Placed,
  standing: readonly Placed[],
  vocabulary: Vocabulary,
  wording: Sentences,
): Note[] {
  const { code, to } = one;
  if (to === null || !isUnfusedCage(code, vocabulary) || !isInterbody(to, vocabulary)) return [];
  const fused = standing.filter((other) => other.code === to);
  const said = { code: code.code, host: to.code };
  return [remark('NEEDS_FACT', [one, ...fused], wording.say('case.NEEDS_FACT.elsewhere', said))];
}

/** Devices and pieces of bone against the places between bodies that are fused; nothing where their number is not known. */
function filling(
  cages: readonly Placed[],
  standing: readonly Placed[],
  levels: readonly CaseLevel[],
  vocabulary: Vocabulary,
  wording: Sentences,
): Note[] {
  const fused = standing.filter(({ code }) => isInterbody(code, vocabulary));
  const rows = levels.filter(({ code, unit }) => unit === 'interspace' && isInterbody(code, vocabulary));
  const isCounted = fused.every(({ code }) => rows.some(({ codes }) => codes.includes(code)));
  if (cages.length === 0 || fused.length === 0 || !isCounted) return [];
  const places = rows.reduce((sum, { least }) => sum + least, 0);
  const units = unitsOf(cages);
  const inGaps = cages.filter(({ code }) => is(code, 'COLUMN', 'column:body-gap', vocabulary));
  const gaps = unitsOf(inGaps);
  // A gap where one body was fills the two places beside it; one where several were, a place more than bodies.
  const bodies = levels.reduce(
    (sum, { code, most }) => sum + (takesBody(code, vocabulary) ? (most ?? Number.POSITIVE_INFINITY) : 0),
    0,
  );
  const most = units - gaps + (gaps === 0 ? 0 : gaps + Math.max(gaps, bodies));
  const notes: Note[] = [];
  if (most < places || units > places) {
    const said = {
      count: String(units),
      cages: number(units, wording),
      units: number(most, wording),
      places: number(places, wording),
      number: String(places),
    };
    const key = units > places ? 'case.COUNT.more' : 'case.COUNT.fewer';
    notes.push(remark('COUNT', cages, wording.say(key, said)));
  }
  if (most < places) return notes;
  const isBearing = ({ code }: Placed) =>
    ['device:structural-allograft', 'device:structural-autograft'].some((device) =>
      is(code, 'DEVICE', device, vocabulary),
    );
  for (const bone of standing.filter(isBearing)) {
    const said = {
      code: bone.code.code,
      cages: wording.and(cages.map(({ code }) => code.code)),
      count: String(cages.length),
      place: inGaps.length === 0 ? 'interspace' : inGaps.length === cages.length ? 'gap' : 'both',
    };
    notes.push(remark('COUNT', [bone, ...cages], wording.say('case.COUNT.bone', said)));
  }
  return notes;
}

const unitsOf = (some: readonly Placed[]) => some.reduce((sum, { units }) => sum + units, 0);

/** Fixation that holds fewer vertebrae than the interspaces of what it stands on join where they touch. */
function tooShort(
  one: Placed,
  levels: readonly CaseLevel[],
  vocabulary: Vocabulary,
  wording: Sentences,
): Note[] {
  const { code, to } = one;
  const held = levels.find((level) => level.code === code);
  if (to === null || held?.unit !== 'segment' || held.most === null) return [];
  if (!is(code, 'DEVICE', 'device:spinal-fixation', vocabulary) || !isFusion(to, vocabulary)) return [];
  const fused = levels.find((level) => level.code === to && level.unit === 'interspace');
  if (fused === undefined || held.most >= fused.least + 1) return [];
  const said = {
    code: code.code,
    most: number(held.most, wording),
    host: to.code,
    places: number(fused.least, wording),
    joined: number(fused.least + 1, wording),
  };
  return [remark('COUNT', [one], wording.say('case.COUNT.fixation', said))];
}

/** Units of a code of one side are no levels. */
function onSides(one: Placed, vocabulary: Vocabulary, wording: Sentences): Note[] {
  const { code, units, role } = one;
  if (units < 2 || !isOneSided(code)) return [];
  const said = {
    code: code.code,
    count: String(units),
    least: number(Math.ceil(units / 2), wording),
    most: number(units, wording),
    unit: countsOf(code, vocabulary)?.unit ?? 'interspace',
  };
  const key = role === 'PRIMARY' ? 'primary' : role === 'GOES_ON' ? 'further' : 'addOn';
  return [remark('SIDES', [one], wording.say(`case.SIDES.${key}`, said))];
}
