/** A source as far as its time is asked: imported files have a kind and a first day, others have neither. */
export interface Dated {
  readonly kind: string | null;
  readonly release: string;
  /** The first day for which it speaks, ISO. */
  readonly starts: string | null;
}

/**
 * The variants of a release of the fee schedule, as the names of releases end: from 2026 on, Medicare pays participants of
 * advanced alternative payment models (QPP) by another conversion factor.
 */
export const FEE_SCHEDULE_VARIANTS = { NON_QPP: 'nonQPP', QPP: 'QPP' } as const;
export type FeeScheduleVariant = keyof typeof FEE_SCHEDULE_VARIANTS;

/** `2026A-QPP` is the variant QPP of 2026A; a release such as 2025D has none. */
export function variantOf(name: string): { release: string; variant: FeeScheduleVariant | null } {
  const [, release = name, suffix] = /^(20\d\d[A-D])-(nonQPP|QPP)$/.exec(name) ?? [];
  if (suffix === undefined) return { release, variant: null };
  return { release, variant: suffix === FEE_SCHEDULE_VARIANTS.QPP ? 'QPP' : 'NON_QPP' };
}

/** The releases that are called so: that of the name, or else the variants of it, nonQPP first. */
export function namedBy(text: string, releases: readonly string[]): string[] {
  if (releases.includes(text)) return [text];
  return Object.values(FEE_SCHEDULE_VARIANTS)
    .map((variant) => `${text}-${variant}`)
    .filter((name) => releases.includes(name));
}

/** Kinds whose releases speak for a quarter, for a calendar year, and for a fiscal year, which begins in October. */
const SPEAKS: Readonly<Record<string, 'QUARTER' | 'YEAR' | 'FISCAL_YEAR'>> = {
  'ncci-ptp': 'QUARTER',
  'ncci-mue': 'QUARTER',
  'ncci-aoc': 'YEAR',
  pfs: 'YEAR',
  hcpcs: 'YEAR',
  icd10pcs: 'FISCAL_YEAR',
  icd10cm: 'FISCAL_YEAR',
};
const QUARTER_ENDS = ['03-31', '06-30', '09-30', '12-31'] as const;

/**
 * The last day (ISO) for which a release of a kind speaks that starts on a day (ISO): that of its quarter, of its year, or
 * 30 September, also of an edition of April. Null where it speaks without end, as own files do, and of what is no import.
 */
export function endsOf(kind: string | null, starts: string | null): string | null {
  const period = SPEAKS[kind ?? ''];
  if (period === undefined || starts === null) return null;
  const [year, month] = [Number(starts.slice(0, 4)), Number(starts.slice(5, 7))];
  if (period === 'QUARTER') return `${starts.slice(0, 4)}-${QUARTER_ENDS[Math.ceil(month / 3) - 1]}`;
  if (period === 'YEAR') return `${starts.slice(0, 4)}-12-31`;
  return `${month < 10 ? year : year + 1}-09-30`;
}

/** Which release answers, and for which day (ISO). */
export interface ReleaseQuery {
  readonly release: string;
  readonly day: string;
}

/**
 * Of the releases of a kind that speak for the day, from their first to their last, the one that started last; the newest
 * of all where no day is asked, which then answers for its own first day, never for today. Of a release with variants the
 * asked one alone. Null where none speaks for the day.
 */
export function releaseOf(
  sources: readonly Dated[],
  kind: string,
  asOf: string | null,
  asked: FeeScheduleVariant = 'NON_QPP',
): ReleaseQuery | null {
  let newest: { release: string; starts: string } | null = null;
  for (const { kind: of, release, starts } of sources) {
    if (of !== kind || starts === null || (asOf !== null && !speaksFor(asOf, kind, starts))) continue;
    if ((variantOf(release).variant ?? asked) !== asked) continue;
    const isNewer =
      newest === null || starts > newest.starts || (starts === newest.starts && release > newest.release);
    if (isNewer) newest = { release, starts };
  }
  return newest && { release: newest.release, day: asOf ?? newest.starts };
}

/**
 * Where no release of a kind speaks for the day, the one that spoke last before it, asked for its own last day. Null where
 * one speaks, where none ended before, and where no day is asked: then nothing is out of date.
 */
export function lastKnownOf(
  sources: readonly Dated[],
  kind: string,
  asOf: string | null,
  asked: FeeScheduleVariant = 'NON_QPP',
): ReleaseQuery | null {
  if (asOf === null || releaseOf(sources, kind, asOf, asked) !== null) return null;
  const before = sources.filter(({ starts }) => starts !== null && starts <= asOf);
  const found = releaseOf(before, kind, null, asked);
  if (found === null) return null;
  return { release: found.release, day: endsOf(kind, found.day) ?? asOf };
}

/** Where no release of a kind has spoken by the day, the first that speaks later. Null where there is none, or no day is asked. */
export function firstAfter(
  sources: readonly Dated[],
  kind: string,
  asOf: string | null,
  asked: FeeScheduleVariant = 'NON_QPP',
): ReleaseQuery | null {
  const starts = sources.flatMap((one) => (one.kind === kind ? (one.starts ?? []) : [])).sort();
  const [first] = starts;
  if (asOf === null || first === undefined || first <= asOf) return null;
  return releaseOf(sources, kind, first, asked);
}

function speaksFor(day: string, kind: string, starts: string): boolean {
  const ends = endsOf(kind, starts);
  return starts <= day && (ends === null || day <= ends);
}
