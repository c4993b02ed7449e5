/** A source as far as its time is asked: imported files have a kind and a first day, others have neither. */
export interface Dated {
  readonly kind: string | null;
  readonly release: string;
  /** The first day for which it speaks, ISO. */
  readonly starts: string | null;
}

/** Which release answers, and for which day (ISO). */
export interface Asked {
  readonly release: string;
  readonly day: string;
}

/**
 * The newest release of a kind that started on or before the day; the newest of all where no day is asked, which then
 * answers for its own first day, never for today. Null where none is loaded that reaches so far back.
 */
export function releaseOf(sources: readonly Dated[], kind: string, asOf: string | null): Asked | null {
  let newest: { release: string; starts: string } | null = null;
  for (const { kind: of, release, starts } of sources) {
    if (of !== kind || starts === null || (asOf !== null && starts > asOf)) continue;
    const isNewer =
      newest === null || starts > newest.starts || (starts === newest.starts && release > newest.release);
    if (isNewer) newest = { release, starts };
  }
  return newest && { release: newest.release, day: asOf ?? newest.starts };
}
