import {
  type ClaimedCode,
  decided,
  type Facts,
  isEdited,
  type Judged,
  type Known,
  LINE_VERDICTS,
  type LineVerdict,
  notValid,
  outdated,
  type Reason,
  type ScheduleRow,
  type Sentences,
  type Speaking,
  silence,
  type UnitLimit,
  validityOf,
} from './claim.ts';
import { addOnReasons, footings } from './claim-add-ons.ts';
import type { Code } from './code.ts';

/** A code of a claim with all that decides about it alone: whether it is valid, its units, what it stands on, its payment. */
export interface ClaimLine {
  readonly input: string;
  /** Null where the input names no code of the graph. */
  readonly code: Code | null;
  readonly units: number;
  readonly modifiers: readonly string[];
  readonly verdict: LineVerdict;
  readonly reasons: readonly Reason[];
}

/** The lines of codes that are in the graph, in the order given. */
export function linesOf(claimed: readonly ClaimedCode[], known: Known, wording: Sentences): ClaimLine[] {
  const footing = footings(claimed, known);
  const codes = new Map(claimed.map(({ code }) => [code.id, code]));
  return claimed.map(({ most, alike, ...one }): ClaimLine => {
    const { code } = one;
    const read = readAs(code, alike, wording);
    const invalid = notValid(code, known, wording);
    if (invalid !== null && validityOf(code, known) === 'NOT_VALID') {
      return { ...one, verdict: 'NOT_VALID', reasons: [invalid, ...read] };
    }
    const judged: Judged<LineVerdict>[] = invalid === null ? [] : [['UNKNOWN', invalid]];
    if (isEdited(code)) {
      judged.push(
        ...addOnReasons(code, codes, footing.get(code.id) ?? 'UNKNOWN', known, wording),
        ...unitReasons({ ...one, most, alike }, known, wording),
        ...scheduleReasons(one, known, wording),
      );
    } else {
      judged.push(['UNKNOWN', silence('UNKNOWN', wording.say('together.NOT_EDITED', { code: code.code }))]);
    }
    judged.push(...read.map((reason): Judged<LineVerdict> => ['OK', reason]));
    return { ...one, ...decided(judged, LINE_VERDICTS, 'OK') };
  });
}

type Written = Omit<ClaimedCode, 'most' | 'alike'>;

/** Where codes of other systems are written alike. */
const readAs = ({ id }: Code, alike: readonly string[], wording: Sentences): Reason[] =>
  alike.length === 0
    ? []
    : [silence('UNKNOWN', wording.say('together.READ_AS', { code: id, codes: wording.or(alike) }))];

/** What the limits of units say. Without a limit to check, one unit is fine, and more are UNKNOWN. */
function unitReasons(
  { code: { id, code }, units: count, most }: ClaimedCode,
  { now, last }: Known,
  wording: Sentences,
): Judged<LineVerdict>[] {
  const judge = (facts: Facts['units']) => {
    const limit = facts?.limits.get(id);
    return facts && limit
      ? limitReason(code, limit.adjudication === BY_LINE ? most : count, limit, facts, wording)
      : null;
  };
  const told = judge(now.units);
  if (told !== null) return [told];
  const key = now.units === null ? 'unknown' : 'none';
  const said = { code, count: String(count), release: now.units?.release ?? '' };
  const text = [
    wording.say(`together.UNITS.${key}`, said),
    ...(count === 1 ? [wording.say('together.UNITS.unchecked')] : []),
  ];
  const silent = silence('UNITS_PER_DAY', wording.join(text));
  const stale = judge(last.units);
  // One unit may stand unchecked, but not where the last known limit paid none.
  const isOpen = count === 1 && (stale === null || stale[0] === 'OK');
  return [
    [isOpen ? 'OK' : 'UNKNOWN', silent],
    ...(stale && last.units ? [['UNKNOWN', outdated(stale[1], last.units, wording)] as const] : []),
  ];
}

/** A limit that holds for each claim line, as they are written, not for the day. */
const BY_LINE = 1;

/** Only a limit by day without exception forbids; a limit of 0 says that the code is not paid, however often it stands. */
function limitReason(
  code: string,
  count: number,
  { units, adjudication, rationale, citation }: UnitLimit,
  { release }: Speaking,
  wording: Sentences,
): Judged<LineVerdict> {
  const said = { code, count: String(count), units: String(units), release };
  const isOver = count > units;
  const by = adjudication === BY_LINE ? 'LINE' : 'UNITS';
  const key = units === 0 ? 'UNITS.zero' : `${by}.${isOver ? 'over' : 'within'}`;
  const text = [
    wording.say(`together.${key}`, said),
    ...(isOver && units > 0 ? [wording.say(`together.adjudication.${adjudication}`)] : []),
  ];
  const verdict =
    units === 0 ? 'NOT_PAID' : !isOver ? 'OK' : adjudication === 2 ? 'UNITS_EXCEEDED' : 'UNITS_REVIEW';
  return [verdict, { ...silence('UNITS_PER_DAY', wording.join(text)), rationale, citation }];
}

/** All codes of these categories of CPT stand in the fee schedule; those of laboratories (U, M) and many of HCPCS do not. */
const IN_SCHEDULE = /^CPT:\d{4}[\dFT]$/;

/** What the fee schedule says: that it does not list a code, which then has ended or not begun; a code that is counted into the rest, and how both sides stand on a claim. */
function scheduleReasons(one: Written, known: Known, wording: Sentences): Judged<LineVerdict>[] {
  const { id, code } = one.code;
  const { now, last, later } = known;
  const row = now.schedule?.rows.get(id);
  if (now.schedule && row) return scheduleRow(one, row, now.schedule, wording);
  if (now.schedule && IN_SCHEDULE.test(id)) {
    const text = wording.say('together.NOT_LISTED', { code, release: now.schedule.release });
    return [['UNKNOWN', silence('STATUS', text)]];
  }
  const next = later?.rows.get(id);
  if (later && next?.status === 'B') {
    const text = wording.say('together.STATUS.later', { code, release: later.release });
    return [['UNKNOWN', { ...silence('STATUS', text), citation: next.citation }]];
  }
  const before = last.schedule?.rows.get(id);
  if (!last.schedule || !before) return [];
  const { schedule } = last;
  const told = scheduleRow(one, before, schedule, wording).map(
    ([, reason]): Judged<LineVerdict> => ['UNKNOWN', outdated(reason, schedule, wording)],
  );
  if (before.status !== 'B') return told;
  return [['UNKNOWN', silence('STATUS', wording.say('together.STATUS.unknown', { code }))], ...told];
}

function scheduleRow(
  { code: { code, addOn }, units, modifiers }: Written,
  { status, bilateral, citation }: ScheduleRow,
  { release }: Speaking,
  wording: Sentences,
): Judged<LineVerdict>[] {
  const found: Judged<LineVerdict>[] = [];
  if (status === 'B') {
    const text = wording.say('together.STATUS.B', { code, release });
    found.push(['NOT_PAID', { ...silence('STATUS', text), citation }]);
  }
  const isOnBothSides =
    units > 1 || modifiers.includes('50') || ['LT', 'RT'].every((side) => modifiers.includes(side));
  // An add-on is listed once for each side instead.
  if (bilateral === '1' && !addOn && isOnBothSides) {
    const text = wording.say('together.BOTH_SIDES', { code, release });
    found.push(['OK', { ...silence('BOTH_SIDES', text), citation }]);
  }
  return found;
}
