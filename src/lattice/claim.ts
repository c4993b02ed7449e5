import type { CodeSystem } from './axes.ts';
import type { Citation, Code } from './code.ts';
import type { CodeKindRange } from './code-kinds.ts';
import type { FeeRow } from './fee-schedule.ts';
import type { Part } from './parts.ts';
import type { Wording } from './sentence.ts';

/** What may be said of a code on a claim, the gravest first. */
export const LINE_VERDICTS = [
  'NOT_VALID',
  'UNITS_EXCEEDED',
  'ADD_ON_ALONE',
  'NOT_PAID',
  'UNITS_REVIEW',
  'UNKNOWN',
  'OK',
] as const;
export type LineVerdict = (typeof LINE_VERDICTS)[number];

/** Whether two codes may be reported together, the gravest first. */
export const PAIR_VERDICTS = [
  'NOT_TOGETHER',
  'ALLOWED_WITH_MODIFIER',
  'ADD_ON',
  'NO_EDIT',
  'UNKNOWN',
] as const;
export type PairVerdict = (typeof PAIR_VERDICTS)[number];

/** What decides: a row of a file or of the seed, or that there is none. */
export type ReasonKind =
  | 'NOT_VALID'
  | 'UNITS_PER_DAY'
  | 'ADD_ON'
  | 'BUNDLE'
  | 'STATUS'
  | 'BOTH_SIDES'
  | 'COMPANION'
  | 'NO_EDIT'
  | 'UNKNOWN';

export interface Reason {
  readonly kind: ReasonKind;
  readonly text: string;
  /** Why, as the file says it, in English; null where no file says why. */
  readonly rationale: string | null;
  /** Whether it is the last known row of a release that no longer speaks for the day: told, and decides nothing. */
  readonly stale: boolean;
  /** Null if the reason is that there is no row. */
  readonly citation: Citation | null;
}

/** A reason with the verdict that it leads to; a stale one leads to UNKNOWN. */
export type Judged<Verdict> = readonly [Verdict, Reason];

/** A code of a claim: how it was written, how often, and with which modifiers. */
export interface ClaimedCode {
  readonly code: Code;
  readonly input: string;
  readonly units: number;
  /** The most units of one of the lines on which it is written. */
  readonly most: number;
  /** The ids of codes of other systems that are written alike. */
  readonly alike: readonly string[];
  readonly modifiers: readonly string[];
}

/** A release and the last day for which it speaks (ISO). */
export interface Speaking {
  readonly release: string;
  readonly ends: string | null;
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
  /** 1: with the listed primaries alone; 2, 3: the contractor decides, or may add. Null where it is not known. */
  readonly type: number | null;
  readonly citation: Citation;
}

/** The most units of a code for one patient and day, or for a claim line. */
export interface UnitLimit {
  readonly units: number;
  /** 1: by claim line; 2: by day, absolute; 3: by day, reviewable. */
  readonly adjudication: number;
  readonly rationale: string;
  readonly citation: Citation;
}

/** What decides of a row of the fee schedule, as printed there. */
export type ScheduleRow = Pick<FeeRow, 'status' | 'globalDays' | 'bilateral' | 'facilityTotalRvu'> & {
  readonly citation: Citation;
};

/** The add-ons among the codes of a claim, by the seed and by the file of a release where there is one. */
export interface AddOnFacts {
  readonly file: Speaking | null;
  /** To other codes of the claim, and the first of the other primaries. Several sources may say the same. */
  readonly edges: readonly AddsOn[];
  /** How many primaries an add-on has in all, by its id. */
  readonly counts: ReadonlyMap<string, number>;
  /** Where it stands that the contractor decides the primaries of an add-on, or further ones, by its id. */
  readonly contractors: ReadonlyMap<string, Citation>;
}

/** What the files say of the codes of a claim; null for a kind of file that has no release. */
export interface Facts {
  /** From the loaded parts of the release, for a day (ISO). */
  readonly bundles:
    | (Speaking & {
        readonly day: string;
        readonly rows: readonly InForce[];
        readonly parts: readonly Part[];
      })
    | null;
  readonly addOns: AddOnFacts | null;
  /** By id of the code. */
  readonly units: (Speaking & { readonly limits: ReadonlyMap<string, UnitLimit> }) | null;
  readonly schedule: (Speaking & { readonly rows: ReadonlyMap<string, ScheduleRow> }) | null;
}

export interface Known {
  /** The day that is asked; null where every kind of file answers from its newest release. */
  readonly day: string | null;
  /** From the releases that speak for the day, and the seed. */
  readonly now: Facts;
  /** Of the kinds of file without a release for the day, from the release that spoke last. */
  readonly last: Facts;
  /** Where no fee schedule speaks for the day and none did before, the first that does later. */
  readonly later: Facts['schedule'];
  readonly kinds: readonly CodeKindRange[];
  /** The first day (ISO) of the newest edition that is loaded, by system. */
  readonly editions: ReadonlyMap<CodeSystem, string>;
}

/** For which day, and since when the newest editions speak. */
export type Days = Pick<Known, 'day' | 'editions'>;

/** Words that can also put sentences together. */
export interface Sentences extends Wording {
  join(sentences: readonly string[]): string;
  /** A day such as 2021-12-31, as people write it. */
  day(iso: string): string;
}

/** NCCI speaks of these systems only. */
export const isEdited = ({ system }: Code) => system === 'CPT' || system === 'HCPCS';

/**
 * Whether a code may be reported on a day. UNSURE: only pairs that are over name it, so that it has probably ended; or it is
 * a heading by an edition that begins after the day, and may have been a code before.
 */
export type Validity = 'VALID' | 'NOT_VALID' | 'UNSURE';

/** Without a day (ISO), by what is known last of the code. */
export function validityOf(
  { status, lastValidDay, system }: Pick<Code, 'status' | 'lastValidDay' | 'system'>,
  { day, editions }: Days,
): Validity {
  if (status === 'HEADING') {
    return day !== null && day < (editions.get(system) ?? '') ? 'UNSURE' : 'NOT_VALID';
  }
  if (lastValidDay !== null && day !== null) return day > lastValidDay ? 'NOT_VALID' : 'VALID';
  if (status === 'ACTIVE') return 'VALID';
  return lastValidDay === null ? 'UNSURE' : 'NOT_VALID';
}

/** Why a code is not valid, or may not be; null where it is. */
export function notValid(code: Code, days: Days, wording: Sentences): Reason | null {
  const validity = validityOf(code, days);
  if (validity === 'VALID') return null;
  const isHeading = code.status === 'HEADING';
  const isUnsure = validity === 'UNSURE';
  const day = (isHeading ? days.editions.get(code.system) : code.lastValidDay) ?? null;
  const key = isUnsure ? (isHeading ? 'HEADING_LATER' : 'UNSURE') : isHeading ? 'HEADING' : 'NOT_VALID';
  return {
    kind: isUnsure ? 'UNKNOWN' : 'NOT_VALID',
    text: wording.say(`together.${key}`, { code: code.code, day: said(day, wording) }),
    rationale: null,
    stale: false,
    citation: code.citation,
  };
}

const said = (day: string | null, wording: Sentences) => (day === null ? '' : wording.day(day));

/** A reason that rests on the absence of a row. */
export const silence = (kind: ReasonKind, text: string): Reason => ({
  kind,
  text,
  rationale: null,
  stale: false,
  citation: null,
});

/** What a release said that spoke last before the day. */
export const outdated = (reason: Reason, { release, ends }: Speaking, wording: Sentences): Reason => ({
  ...reason,
  text: wording.say('together.STALE', { release, day: said(ends, wording), sentence: reason.text }),
  stale: true,
});

/** The gravest verdict with all reasons, the gravest first and those out of date last; what says the same is said once. */
export function decided<Verdict>(
  judged: readonly Judged<Verdict>[],
  order: readonly Verdict[],
  fallback: Verdict,
): { readonly verdict: Verdict; readonly reasons: readonly Reason[] } {
  const said = new Map<string, Judged<Verdict>>();
  for (const one of judged) {
    const [, { text, rationale }] = one;
    const key = `${text} ${rationale}`;
    if (!said.has(key)) said.set(key, one);
  }
  const rank = ([verdict, { stale }]: Judged<Verdict>) => order.indexOf(verdict) + (stale ? order.length : 0);
  const sorted = [...said.values()].sort((a, b) => rank(a) - rank(b));
  const verdict = sorted.find(([, { stale }]) => !stale)?.[0] ?? fallback;
  return { verdict, reasons: sorted.map(([, reason]) => reason) };
}
