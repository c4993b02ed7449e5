import { roleOf } from './add-on-role.ts';
import { isAlong } from './case-columns.ts';
import { type Note, type Problem, type Remarks, remark } from './case-remarks.ts';
import type { ClaimedCode, InForce, Known, Sentences } from './claim.ts';
import { carriedBy, missingFor, rowsOf } from './claim-pairs.ts';
import { type Code, termsOn } from './code.ts';
import { compareIds } from './edges.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is asked beside the files: what decides between two codes, and which add-ons a code has. */
export interface Beside {
  decides(a: Code, b: Code): string | null;
  readonly addOnsOf: ReadonlyMap<string, readonly Code[]>;
}

/** What the files of the day say of the codes: pairs, limits, and what nobody says. */
export function filed(
  valid: readonly ClaimedCode[],
  known: Known,
  beside: Beside,
  vocabulary: Vocabulary,
  wording: Sentences,
): Remarks {
  const pairs = pairsAmong(valid, known);
  const problems: Problem[] = [];
  const notes: Note[] = [];
  for (const pair of pairs) {
    const { first, second, row } = pair;
    const said = { column1: first.code.code, column2: second.code.code };
    const decides = beside.decides(first.code, second.code);
    const isNever = row.modifierIndicator === 0;
    const has = isNever ? [] : carriedBy(pair.rows, [first, second], known, wording);
    const text = wording.join([
      wording.say(isNever ? 'case.NOT_TOGETHER' : 'case.ALLOWED_WITH_MODIFIER', said),
      ...(has.length === 0 ? [] : [wording.say('together.CARRIED', { codes: has.join(', ') })]),
      ...(decides === null ? [] : [decides]),
    ]);
    if (isNever) problems.push(remark('NOT_TOGETHER', [first, second], text, row.citation));
    else notes.push(remark('ALLOWED_WITH_MODIFIER', [first, second], text, row.citation));
    notes.push(...instead(pair, beside, vocabulary, wording));
  }
  const limits = valid.flatMap((one) => limitRemarks(one, known, wording));
  return {
    problems: [...problems, ...limits.flatMap(({ problems: some }) => some)],
    notes: [...notes, ...limits.flatMap(({ notes: some }) => some), ...unchecked(valid, known, wording)],
  };
}

/** Two codes of which NCCI pays the first alone. */
export interface PairOfCase {
  readonly first: ClaimedCode;
  readonly second: ClaimedCode;
  /** The gravest, then all. */
  readonly row: InForce;
  readonly rows: readonly InForce[];
}

/** The pairs in force among codes, by ids. */
export function pairsAmong(valid: readonly ClaimedCode[], { now: { bundles } }: Known): PairOfCase[] {
  const sorted = [...valid].sort((x, y) => compareIds(x.code.id, y.code.id));
  return sorted.flatMap((a, index) =>
    sorted.slice(index + 1).flatMap((b): PairOfCase[] => {
      const rows = rowsOf(a.code, b.code, bundles);
      const [row] = rows;
      if (row === undefined) return [];
      const [first, second] = row.column1 === a.code.id ? [a, b] : [b, a];
      return [{ first, second, row, rows }];
    }),
  );
}

/** Whether both are primaries of one operation whose columns meet: an add-on may then stand in the place of the second. */
export function mayBeInstead(first: Code, second: Code, vocabulary: Vocabulary): boolean {
  if (first.addOn || second.addOn) return false;
  const operations = termsOn(first, 'OPERATION');
  const isSame = operations.length > 0 && operations.join(' ') === termsOn(second, 'OPERATION').join(' ');
  const [a, b] = [termsOn(first, 'COLUMN'), termsOn(second, 'COLUMN')];
  const meet = a.some((x) => b.some((y) => isAlong([x], [y], vocabulary) || vocabulary.overlapping(x, y)));
  return isSame && meet;
}

/** The add-on that goes on from both, in the column of the second. */
function instead(
  { first, second, row }: PairOfCase,
  { addOnsOf }: Beside,
  vocabulary: Vocabulary,
  wording: Sentences,
): Note[] {
  const [a, b] = [first.code, second.code];
  if (!mayBeInstead(a, b, vocabulary)) return [];
  const ofFirst = new Set((addOnsOf.get(a.id) ?? []).map(({ id }) => id));
  const column = termsOn(b, 'COLUMN').join(' ');
  const addOn = (addOnsOf.get(b.id) ?? []).find(
    (one) =>
      ofFirst.has(one.id) &&
      termsOn(one, 'COLUMN').join(' ') === column &&
      [a, b].every((code) => roleOf(one, code, vocabulary) === 'GOES_ON'),
  );
  if (addOn === undefined) return [];
  const isElsewhere = !isAlong(termsOn(a, 'REGION'), termsOn(b, 'REGION'), vocabulary);
  // Where no modifier helps, the second is not even for levels apart.
  const elsewhere = row.modifierIndicator === 0 ? 'nextRegion' : 'region';
  const key = `case.INSTEAD.${isElsewhere ? elsewhere : 'interspace'}`;
  const said = { addOn: addOn.code, first: a.code, second: b.code };
  return [remark('INSTEAD', [first, second], wording.say(key, said))];
}

/** A limit that holds for each claim line, as in `together`. */
const BY_LINE = 1;
const ABSOLUTE = 2;

function limitRemarks(one: ClaimedCode, { now }: Known, wording: Sentences): Remarks {
  const { id, code } = one.code;
  const limit = now.units?.limits.get(id);
  const row = now.schedule?.rows.get(id);
  const isBundled = row?.status === 'B';
  if (limit?.units === 0) {
    const key = row === undefined || isBundled ? 'case.NOT_PAID_APART' : 'case.NOT_PAID_APART.zero';
    return noted(remark('NOT_PAID_APART', [one], wording.say(key, { code }), limit.citation));
  }
  const apart = isBundled
    ? [remark('NOT_PAID_APART', [one], wording.say('case.NOT_PAID_APART.B', { code }), row.citation)]
    : [];
  if (limit === undefined) return { problems: [], notes: apart };
  const { units, adjudication, citation } = limit;
  const count = adjudication === BY_LINE ? one.most : one.units;
  if (count <= units) return { problems: [], notes: apart };
  const said = { code, count: String(count), units: String(units) };
  if (adjudication === ABSOLUTE) {
    const text = wording.say('case.TOO_MANY_UNITS', said);
    return { problems: [remark('TOO_MANY_UNITS', [one], text, citation)], notes: apart };
  }
  const text = wording.say(`case.UNITS_REVIEW.${adjudication === BY_LINE ? 'line' : 'day'}`, said);
  return { problems: [], notes: [...apart, remark('UNITS_REVIEW', [one], text, citation)] };
}

const noted = (note: Note): Remarks => ({ problems: [], notes: [note] });

/** What no release of the day speaks of. */
function unchecked(valid: readonly ClaimedCode[], { now }: Known, wording: Sentences): Note[] {
  const note = (text: string) => remark('NOT_CHECKED', [], text);
  const { bundles, units, addOns } = now;
  const missing = new Set(
    bundles === null
      ? []
      : valid.flatMap((a) =>
          valid.flatMap((b) => (a === b ? [] : missingFor(a.code, b.code, bundles.parts))),
        ),
  );
  const parts = [...missing].sort().join(', ');
  return [
    ...(bundles === null ? [note(wording.say('case.NOT_CHECKED.pairs'))] : []),
    ...(missing.size === 0
      ? []
      : [note(wording.say('case.NOT_CHECKED.parts', { release: bundles?.release ?? '', parts }))]),
    ...(units === null ? [note(wording.say('case.NOT_CHECKED.limits'))] : []),
    ...(addOns?.file ? [] : [note(wording.say('case.NOT_CHECKED.addOns'))]),
  ];
}
