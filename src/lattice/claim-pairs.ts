import {
  type ClaimedCode,
  decided,
  type Facts,
  type InForce,
  isEdited,
  type Judged,
  type Known,
  notValid,
  outdated,
  PAIR_VERDICTS,
  type PairVerdict,
  type Reason,
  type Sentences,
  silence,
  validityOf,
} from './claim.ts';
import { edgeReason } from './claim-add-ons.ts';
import { byPlace, type Code } from './code.ts';
import { compareIds } from './edges.ts';
import { carried, type LiftingModifier, liftingModifiers, whyUnnamed } from './lifting.ts';
import { missingParts, type Part, partsThatMayHold } from './parts.ts';

/** Two codes of a claim, the lesser id first, with all that decides. */
export interface CodePair {
  readonly a: Code;
  readonly b: Code;
  readonly verdict: PairVerdict;
  /** Empty unless a modifier may lift the edit. */
  readonly modifiers: readonly LiftingModifier[];
  readonly reasons: readonly Reason[];
}

/** Every pair of different codes, by ids. */
export function pairsOf(claimed: readonly ClaimedCode[], known: Known, wording: Sentences): CodePair[] {
  const sorted = [...claimed].sort((x, y) => compareIds(x.code.id, y.code.id));
  return sorted.flatMap((a, index) => sorted.slice(index + 1).map((b) => pairOf(a, b, known, wording)));
}

function pairOf(one: ClaimedCode, other: ClaimedCode, known: Known, wording: Sentences): CodePair {
  const [a, b] = [one.code, other.code];
  const ends = { a, b, modifiers: [] };
  const invalid = [a, b].flatMap((code) => notValid(code, known, wording) ?? []);
  if ([a, b].some((code) => validityOf(code, known) === 'NOT_VALID')) {
    return { ...ends, verdict: 'UNKNOWN', reasons: invalid };
  }
  const rows = rowsOf(a, b, known.now.bundles);
  const release = known.now.bundles?.release ?? '';
  const edges = edgesOf(a, b, known.now);
  const isLifted = rows.length > 0 && rows.every(({ modifierIndicator }) => modifierIndicator !== 0);
  const modifiers = isLifted ? liftingOf(rows, [one, other], known, wording) : [];
  const has = carried(modifiers, [one, other], known.kinds);
  const unnamed = isLifted ? whyUnnamed([one, other], known.kinds, wording) : null;
  const judged: Judged<PairVerdict>[] = [
    ...rows.map((row): Judged<PairVerdict> => {
      const verdict = row.modifierIndicator === 0 ? 'NOT_TOGETHER' : 'ALLOWED_WITH_MODIFIER';
      return [verdict, bundleReason(row, [a, b], release, row.modifierIndicator === 0 ? [] : has, wording)];
    }),
    ...edges.map((edge): Judged<PairVerdict> => ['ADD_ON', edgeReason(edge, wording)]),
    ...[...invalid, ...(unnamed === null ? [] : [silence('UNKNOWN', unnamed)])].map(
      (reason): Judged<PairVerdict> => ['UNKNOWN', reason],
    ),
  ];
  judged.push(...silences(a, b, judged.length > 0, rows, known, wording), ...stale(a, b, known, wording));
  return { ...ends, modifiers, ...decided(judged, PAIR_VERDICTS, 'UNKNOWN') };
}

/** Reasons from absence: the complete file has no pair in force; or no file, or not the needed part of it, is loaded. */
function silences(
  a: Code,
  b: Code,
  isTold: boolean,
  rows: readonly InForce[],
  { now: { bundles } }: Known,
  wording: Sentences,
): Judged<PairVerdict>[] {
  const said = { a: a.code, b: b.code };
  const unknown = (text: string): Judged<PairVerdict>[] => [['UNKNOWN', silence('UNKNOWN', text)]];
  const others = [a, b].filter((code) => !isEdited(code)).map(({ code }) => code);
  if (others.length > 0) return unknown(wording.say('together.NOT_EDITED', { code: wording.or(others) }));
  if (bundles === null) return unknown(wording.say('together.UNKNOWN', said));
  const { release } = bundles;
  const missing = missingFor(a, b, bundles.parts);
  if (missing.length > 0) {
    if (rows.some(({ modifierIndicator }) => modifierIndicator === 0)) return [];
    const text = wording.say('together.INCOMPLETE', { ...said, release, parts: missing.join(', ') });
    return unknown(text);
  }
  if (isTold) return [];
  const day = wording.day(bundles.day);
  return [['NO_EDIT', silence('NO_EDIT', wording.say('together.NO_EDIT', { ...said, release, day }))]];
}

/** What the last releases before the day said, if none is for the day itself. */
function stale(a: Code, b: Code, { now, last }: Known, wording: Sentences): Judged<PairVerdict>[] {
  const { bundles, addOns } = last;
  const known = edgesOf(a, b, now).map(({ addOn }) => addOn);
  const told = [
    ...(bundles === null
      ? []
      : rowsOf(a, b, bundles).map((row) =>
          outdated(bundleReason(row, [a, b], bundles.release, [], wording), bundles, wording),
        )),
    ...edgesOf(a, b, last).flatMap((edge) =>
      addOns?.file && !known.includes(edge.addOn)
        ? [outdated(edgeReason(edge, wording), addOns.file, wording)]
        : [],
    ),
  ];
  return told.map((reason) => ['UNKNOWN', reason]);
}

const isBetween = (a: Code, b: Code, one: string, other: string) =>
  (one === a.id && other === b.id) || (one === b.id && other === a.id);

/** The pairs of two codes that are in force, the gravest first; a file may name them in either order, or twice. */
export function rowsOf(a: Code, b: Code, bundles: Facts['bundles']): InForce[] {
  return (bundles?.rows ?? [])
    .filter(({ column1, column2 }) => isBetween(a, b, column1, column2))
    .sort((x, y) => x.modifierIndicator - y.modifierIndicator || byPlace(x, y));
}

/** Where the seed and a file say the same, the file is cited. */
function edgesOf(a: Code, b: Code, { addOns }: Facts) {
  return (addOns?.edges ?? []).filter(({ addOn, primary }) => isBetween(a, b, addOn, primary)).sort(byPlace);
}

/** The modifiers of a claim that may lift these edits between two of its codes, with their codes (63278-59). */
export const carriedBy = (
  rows: readonly InForce[],
  pair: readonly [ClaimedCode, ClaimedCode],
  known: Known,
  wording: Sentences,
): string[] => carried(liftingOf(rows, pair, known, wording), pair, known.kinds);

/** The modifiers that may lift the edits between two codes; two rows may name the codes in either order. */
function liftingOf(
  rows: readonly InForce[],
  pair: readonly [ClaimedCode, ClaimedCode],
  { kinds, now }: Known,
  wording: Sentences,
): LiftingModifier[] {
  const [{ code: a }, { code: b }] = pair;
  const all = rows.flatMap(({ column1 }) => {
    const [first, second] = column1 === a.id ? [a, b] : [b, a];
    return liftingModifiers(first, second, kinds, now.schedule?.rows ?? new Map(), wording);
  });
  return [...new Map(all.map((one) => [`${one.code} ${one.on.id}`, one])).values()];
}

function bundleReason(
  { column1, modifierIndicator, rationale, citation }: InForce,
  [a, b]: readonly [Code, Code],
  release: string,
  has: readonly string[],
  wording: Sentences,
): Reason {
  const [first, second] = column1 === a.id ? [a, b] : [b, a];
  const key = `together.BUNDLE.${modifierIndicator === 0 ? 0 : 1}`;
  const text = [
    wording.say(key, { column1: first.code, column2: second.code, release }),
    ...(has.length === 0 ? [] : [wording.say('together.CARRIED', { codes: has.join(', ') })]),
  ];
  return { ...silence('BUNDLE', wording.join(text)), rationale, citation };
}

/** The missing parts in which either code may be the first of a pair; in their order. */
export function missingFor(a: Code, b: Code, parts: readonly Part[]): readonly string[] {
  const release = { kind: 'ncci-ptp', parts };
  const may = new Set([a, b].flatMap(({ code }) => partsThatMayHold(code, release)));
  return missingParts(release).filter((part) => may.has(part));
}
