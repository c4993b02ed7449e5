import type { ClaimedCode, ScheduleRow, Sentences } from './claim.ts';
import type { Code } from './code.ts';
import { type CodeKind, type CodeKindRange, kindOf } from './code-kinds.ts';
import { finish, type Wording } from './sentence.ts';

/** A modifier that may lift an edit, where the record shows why. */
export interface LiftingModifier {
  readonly code: string;
  /** The code that takes it. */
  readonly on: Code;
  readonly reason: string;
}

/** A modifier, the key of the condition under which it may stand (empty for none), and which codes may take it. */
type Rule = readonly [modifier: string, condition: string, on: readonly Code[]];

const SEPARATE = ['59', 'XE', 'XP', 'XS', 'XU'] as const;
const LATER = ['58', '78', '79'] as const;
const SIDES = ['LT', 'RT'] as const;
/** Bilateral indicators of codes that are done on one side or the other: both sides are paid as more than one. */
const HAS_SIDES: readonly (string | undefined)[] = ['1', '3'];
/** Global days of operations after which there is a postoperative period. */
const HAS_PERIOD: readonly string[] = ['010', '090'];

/**
 * The modifiers that may lift an edit of two codes, by the kinds of both (NCCI Policy Manual, chapter I, section E); where the
 * kind of either is not known, only those that the fee schedule decides. Visits take 24, 25 and 57, never 59 or X; all other services the others. 50 lifts
 * none. `schedule` holds rows of the fee schedule by the ids of codes.
 */
export function liftingModifiers(
  column1: Code,
  column2: Code,
  kinds: readonly CodeKindRange[],
  schedule: ReadonlyMap<string, ScheduleRow>,
  wording: Wording,
): LiftingModifier[] {
  return rulesFor(column1, column2, kinds, schedule).flatMap(([modifier, condition, on]) =>
    on.map((code) => ({
      code: modifier,
      on: code,
      reason: finish(
        [
          wording.say(`modifier.${modifier}`),
          ...(condition === '' ? [] : [wording.say(`together.lift.${condition}`)]),
        ],
        wording,
      ),
    })),
  );
}

function rulesFor(
  column1: Code,
  column2: Code,
  kinds: readonly CodeKindRange[],
  schedule: ReadonlyMap<string, ScheduleRow>,
): Rule[] {
  const [first, second] = [kindOf(column1.code, kinds), kindOf(column2.code, kinds)];
  if (first === 'VISIT' && second === 'VISIT') return [];
  if (first === 'VISIT') return visitRules(column1, second, schedule.get(column2.id));
  if (second === 'VISIT') return visitRules(column2, first, schedule.get(column1.id));
  const both = [column1, column2];
  const rows = both.map(({ id }) => schedule.get(id));
  // Where one of the two has no sides, a side does not keep them apart.
  const haveSides = rows.every((row) => HAS_SIDES.includes(row?.bilateral));
  const sides = haveSides ? SIDES.map((modifier): Rule => [modifier, 'sides', both]) : [];
  if (first === null || second === null) return sides;
  const rules = [...SEPARATE.map((modifier): Rule => [modifier, '', [column2]]), ...sides];
  // Among the numbers of operations are services such as drawing blood, which no period of care belongs to.
  const areOperations = [first, second].every(
    (kind, at) => kind === 'OPERATION' && rows[at]?.globalDays !== 'XXX',
  );
  if (areOperations && rows.some((row) => row === undefined || HAS_PERIOD.includes(row.globalDays))) {
    rules.push(...LATER.map((modifier): Rule => [modifier, 'period', [column2]]));
  }
  return rules;
}

/** By the global days of the other service, whatever its kind; its kind is asked where no fee schedule tells them. */
function visitRules(visit: Code, other: CodeKind | null, row: ScheduleRow | undefined): Rule[] {
  const isMajor = row === undefined ? other === 'OPERATION' : row.globalDays === '090';
  const hasPeriod = row === undefined ? other === 'OPERATION' : HAS_PERIOD.includes(row.globalDays);
  const isKnown = other !== null || hasPeriod || row?.globalDays === '000';
  if (!isKnown) return [];
  const on = [visit];
  const own: Rule = ['25', '', on];
  const decision: Rule = ['57', row === undefined ? 'major' : '', on];
  // Where 90 days are sure, a visit of the day before or of that day is mostly the one that decided.
  const ofDay = isMajor ? (row === undefined ? [own, decision] : [decision, own]) : [own];
  return [...ofDay, ...(hasPeriod ? [['24', '', on] as const] : [])];
}

/** Why not all modifiers that may lift an edit of two codes are named; null where they are. */
export function whyUnnamed(
  pair: readonly [ClaimedCode, ClaimedCode],
  kinds: readonly CodeKindRange[],
  wording: Sentences,
): string | null {
  const found = pair.map(({ code }) => [code.code, kindOf(code.code, kinds)] as const);
  const unknown = found.flatMap(([code, kind]) => (kind === null ? [code] : []));
  const areVisits = found.every(([, kind]) => kind === 'VISIT');
  if (unknown.length === 0 && !areVisits) return null;
  const has = pair.flatMap(({ code, modifiers }) => modifiers.map((one) => `${code.code}-${one}`));
  return wording.join([
    areVisits
      ? wording.say('together.VISITS')
      : wording.say('together.NO_KIND', { code: wording.or(unknown) }),
    ...(has.length === 0 ? [] : [wording.say('together.CARRIED_UNSURE', { codes: has.join(', ') })]),
  ]);
}

/**
 * The modifiers that the claim has and that may lift the edit, with their codes (63278-59): of two services on either, of a
 * visit on the visit. Sides do where each code has one and the two differ.
 */
export function carried(
  lifting: readonly LiftingModifier[],
  pair: readonly [ClaimedCode, ClaimedCode],
  kinds: readonly CodeKindRange[],
): string[] {
  const visits = new Set(pair.filter(({ code }) => kindOf(code.code, kinds) === 'VISIT'));
  const takers = visits.size === 0 ? pair : pair.filter((one) => visits.has(one));
  const may = [...new Set(lifting.map(({ code }) => code))];
  const areApart = onDifferentSides(pair);
  return takers.flatMap(({ code, modifiers }) =>
    may
      .filter((one) => modifiers.includes(one) && (areApart || !isSide(one)))
      .map((one) => `${code.code}-${one}`),
  );
}

const isSide = (modifier: string) => (SIDES as readonly string[]).includes(modifier);

function onDifferentSides(pair: readonly [ClaimedCode, ClaimedCode]): boolean {
  const [one, other] = pair.map(({ modifiers }) => modifiers.filter(isSide));
  return one?.length === 1 && other?.length === 1 && one[0] !== other[0];
}
