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

/** Which release answers, and for which day (ISO). */
export interface ReleaseQuery {
  readonly release: string;
  readonly day: string;
}

/**
 * The newest release of a kind that started on or before the day; the newest of all where no day is asked, which then
 * answers for its own first day, never for today. Of a release with variants the asked one alone. Null where none is loaded
 * that reaches so far back.
 */
export function releaseOf(
  sources: readonly Dated[],
  kind: string,
  asOf: string | null,
  asked: FeeScheduleVariant = 'NON_QPP',
): ReleaseQuery | null {
  let newest: { release: string; starts: string } | null = null;
  for (const { kind: of, release, starts } of sources) {
    if (of !== kind || starts === null || (asOf !== null && starts > asOf)) continue;
    if ((variantOf(release).variant ?? asked) !== asked) continue;
    const isNewer =
      newest === null || starts > newest.starts || (starts === newest.starts && release > newest.release);
    if (isNewer) newest = { release, starts };
  }
  return newest && { release: newest.release, day: asOf ?? newest.starts };
}
