import type { ClaimedCode, ScheduleRow } from './claim.ts';
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
 * The modifiers that may lift an edit of two codes, by the kinds of both (NCCI Policy Manual, chapter I, section E); none
 * where the kind of either is not known. Visits take 24, 25 and 57, never 59 or X; all other services the others. 50 lifts
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
  if (first === null || second === null) return [];
  if (first === 'VISIT' && second === 'VISIT') return [];
  if (first === 'VISIT') return visitRules(column1, second, schedule.get(column2.id));
  if (second === 'VISIT') return visitRules(column2, first, schedule.get(column1.id));
  const rules = SEPARATE.map((modifier): Rule => [modifier, '', [column2]]);
  const both = [column1, column2];
  const rows = both.map(({ id }) => schedule.get(id));
  // Among the numbers of operations are services such as drawing blood, which no period of care belongs to.
  const areOperations = [first, second].every(
    (kind, at) => kind === 'OPERATION' && rows[at]?.globalDays !== 'XXX',
  );
  if (!areOperations) return rules;
  // Where one of the two has no sides, a side does not keep them apart.
  if (rows.every((row) => HAS_SIDES.includes(row?.bilateral))) {
    rules.push(...SIDES.map((modifier): Rule => [modifier, 'sides', both]));
  }
  if (rows.some((row) => row === undefined || HAS_PERIOD.includes(row.globalDays))) {
    rules.push(...LATER.map((modifier): Rule => [modifier, 'period', [column2]]));
  }
  return rules;
}

function visitRules(visit: Code, other: CodeKind, row: ScheduleRow | undefined): Rule[] {
  const on = [visit];
  if (other !== 'OPERATION') return [['25', '', on]];
  const decision: Rule[] =
    row === undefined || row.globalDays === '090' ? [['57', row ? '' : 'major', on]] : [];
  const later: Rule[] = row === undefined || HAS_PERIOD.includes(row.globalDays) ? [['24', '', on]] : [];
  return [['25', '', on], ...decision, ...later];
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
