import { byPlace, type Citation, type Code } from './code.ts';
import { missingParts, type Part, partsThatMayHold } from './parts.ts';
import type { Wording } from './sentence.ts';

/** Whether two codes may be reported together, the gravest first. */
export const VERDICTS = ['NOT_TOGETHER', 'ALLOWED_WITH_MODIFIER', 'ADD_ON', 'NO_EDIT', 'UNKNOWN'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What decides: a row of an NCCI file or of the add-ons, or that there is none. */
export type ReasonKind = 'BUNDLE' | 'ADD_ON' | 'UNITS_PER_DAY' | 'NO_EDIT' | 'UNKNOWN';

export interface Reason {
  readonly kind: ReasonKind;
  readonly text: string;
  /** Why, as the file says it, in English; null where no file says why. */
  readonly rationale: string | null;
  /** Null where it is the absence of a row that speaks. */
  readonly citation: Citation | null;
}

/** Two codes, or one code asked several times. */
export interface CodePair {
  readonly a: Code;
  readonly b: Code;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

/** A pair of NCCI in force on the day, by the ids of its codes. */
export interface InForce {
  readonly column1: string;
  readonly column2: string;
  /** 0: never together; 1: with a modifier. */
  readonly modifierIndicator: number;
  readonly rationale: string;
  readonly citation: Citation;
}

/** An add-on with a code that it is reported with, by their ids. */
export interface AddsOn {
  readonly addOn: string;
  readonly primary: string;
  /** 1, 2 or 3 as the NCCI file says; null where the seed alone says it. */
  readonly type: number | null;
  readonly citation: Citation;
}

/** The most units of a code for one patient and day. */
export interface UnitLimit {
  readonly units: number;
  /** 1: by claim line; 2: by day, absolute; 3: by day, reviewable. */
  readonly adjudication: number;
  readonly rationale: string;
  readonly citation: Citation;
}

/** What is known of the asked codes. Several sources may say the same of two codes. */
export interface Known {
  /** Of the pairs, from the loaded parts of their release; null where no such file is loaded for the day. */
  readonly bundles: {
    readonly release: string;
    readonly day: string;
    readonly rows: readonly InForce[];
    readonly parts: readonly Part[];
  } | null;
  readonly addOns: readonly AddsOn[];
  /** Of the limits of units, by id of the code; null where no such file is loaded for the day. */
  readonly units: { readonly release: string; readonly limits: ReadonlyMap<string, UnitLimit> } | null;
}

/** Words that can also put sentences together. */
interface Sentences extends Wording {
  join(sentences: readonly string[]): string;
}

/** NCCI speaks of these systems only. */
const isEdited = ({ system }: Code) => system === 'CPT' || system === 'HCPCS';

/**
 * Every pair of the asked codes in the order asked, with all that decides it. A code of several units is a pair with
 * itself, about its units: more than the limit are not taken together.
 */
export function together(counts: ReadonlyMap<Code, number>, known: Known, wording: Sentences): CodePair[] {
  const codes = [...counts.keys()];
  return codes.flatMap((a, index) => {
    const count = counts.get(a) ?? 1;
    return [
      ...(count > 1 ? [unitsOf(a, count, known, wording)] : []),
      ...codes.slice(index + 1).map((b) => pairOf(a, b, known, wording)),
    ];
  });
}

function pairOf(a: Code, b: Code, known: Known, wording: Sentences): CodePair {
  const numbers = new Map([a, b].map(({ id, code }) => [id, code]));
  const name = (id: string) => numbers.get(id) ?? id;
  const isPair = (one: string, other: string) => one !== other && numbers.has(one) && numbers.has(other);

  const bundles = (known.bundles?.rows ?? [])
    .filter(({ column1, column2 }) => isPair(column1, column2))
    .sort((x, y) => x.modifierIndicator - y.modifierIndicator || byPlace(x, y));
  const addOns = known.addOns
    .filter(({ addOn, primary }) => isPair(addOn, primary))
    .sort((x, y) => Number(x.type === null) - Number(y.type === null) || byPlace(x, y));
  const reasons = once([
    ...bundles.map(({ column1, column2, modifierIndicator, rationale, citation }) => ({
      kind: 'BUNDLE' as const,
      text: wording.say(`together.BUNDLE.${modifierIndicator === 0 ? 0 : 1}`, {
        column1: name(column1),
        column2: name(column2),
      }),
      rationale,
      citation,
    })),
    ...addOns.map(({ addOn, primary, citation }) => ({
      kind: 'ADD_ON' as const,
      text: wording.say('together.ADD_ON', { addOn: name(addOn), primary: name(primary) }),
      rationale: null,
      citation,
    })),
  ]);
  const ends = { a: a.code, b: b.code };
  if (known.bundles === null || !isEdited(a) || !isEdited(b)) {
    reasons.push(silence('UNKNOWN', wording.say('together.UNKNOWN', ends)));
  } else {
    const { release, day } = known.bundles;
    const missing = partsThatMayHoldPair(a, b, known.bundles.parts);
    const isSettled = bundles.some(({ modifierIndicator }) => modifierIndicator === 0);
    if (missing.length > 0 && !isSettled) {
      const said = { ...ends, release, parts: missing.join(', ') };
      reasons.push(silence('UNKNOWN', wording.say('together.INCOMPLETE', said)));
    } else if (reasons.length === 0) {
      reasons.push(silence('NO_EDIT', wording.say('together.NO_EDIT', { ...ends, release, day })));
    }
  }
  const verdicts: readonly Verdict[] = [
    ...bundles.map(({ modifierIndicator }) =>
      modifierIndicator === 0 ? ('NOT_TOGETHER' as const) : ('ALLOWED_WITH_MODIFIER' as const),
    ),
    ...reasons.flatMap(({ kind }) =>
      kind === 'ADD_ON' || kind === 'NO_EDIT' || kind === 'UNKNOWN' ? [kind] : [],
    ),
  ];
  return { a, b, verdict: gravest(verdicts), reasons };
}

/** The missing parts in which either code may be the first of a pair; in their order. */
function partsThatMayHoldPair(a: Code, b: Code, parts: readonly Part[]): readonly string[] {
  const release = { kind: 'ncci-ptp', parts };
  const may = new Set([a, b].flatMap(({ code }) => partsThatMayHold(code, release)));
  return missingParts(release).filter((part) => may.has(part));
}

function unitsOf(code: Code, count: number, { units }: Known, wording: Sentences): CodePair {
  const pair = { a: code, b: code };
  const said = { code: code.code, count: String(count) };
  if (units === null || !isEdited(code)) {
    const text = wording.say('together.UNITS.unknown', said);
    return { ...pair, verdict: 'UNKNOWN', reasons: [silence('UNKNOWN', text)] };
  }
  const limit = units.limits.get(code.id);
  if (limit === undefined) {
    const text = wording.say('together.UNITS.none', { ...said, release: units.release });
    return { ...pair, verdict: 'NO_EDIT', reasons: [silence('NO_EDIT', text)] };
  }
  const over = count > limit.units;
  const text = [
    wording.say(`together.UNITS.${over ? 'over' : 'within'}`, { ...said, units: String(limit.units) }),
    wording.say(`together.adjudication.${limit.adjudication}`),
  ];
  const { rationale, citation } = limit;
  return {
    ...pair,
    verdict: over ? 'NOT_TOGETHER' : 'NO_EDIT',
    reasons: [{ kind: 'UNITS_PER_DAY', text: wording.join(text), rationale, citation }],
  };
}

/** What several rows say is said once, by the first of them. */
function once(reasons: readonly Reason[]): Reason[] {
  const said = new Map<string, Reason>();
  for (const one of reasons) {
    const key = `${one.text} ${one.rationale}`;
    if (!said.has(key)) said.set(key, one);
  }
  return [...said.values()];
}

const silence = (kind: ReasonKind, text: string): Reason => ({ kind, text, rationale: null, citation: null });

function gravest(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.find((one) => verdicts.includes(one)) ?? 'UNKNOWN';
}
