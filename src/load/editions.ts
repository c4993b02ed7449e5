import { dayBefore } from '../lattice/days.ts';
import type { Batch, Ended, Held } from '../store/import.ts';
import type { ImportKind } from '../store/store.ts';

/** Which releases of a kind the graph holds beside the one that is taken in. */
export interface Editions {
  /** Whether no newer release is held. */
  readonly isNewest: boolean;
  /** Whether what this release says of a code is the newest word of an edition on it. */
  speaksOf(id: string): boolean;
  /** The last day of this release where a newer one is held: the day before that one starts. */
  readonly lastDay: string | null;
  /** Codes that only older releases list, with their last valid day; `listed` are those of this release. A code that is known by its number alone was never listed. */
  ended(system: string, listed: ReadonlySet<string>): Batch[];
}

export function editionsOf(held: Held, kind: ImportKind, release: string, starts: string): Editions {
  const others = held.sources.filter((one) => one.kind === kind && one.release !== release);
  const later = others
    .flatMap((one) => (one.starts !== null && one.starts > starts ? [one.starts] : []))
    .sort();
  const [next] = later;
  return {
    isNewest: next === undefined,
    speaksOf: (id) => next === undefined || held.codes.get(id)?.labelKind !== 'OFFICIAL',
    lastDay: next === undefined ? null : dayBefore(next),
    ended(system, listed) {
      if (next !== undefined) return [];
      const rows: Ended[] = [];
      for (const [id, code] of held.codes) {
        if (!id.startsWith(`${system}:`) || code.labelKind !== 'OFFICIAL') continue;
        if (code.status === 'DELETED' || code.edition > release || listed.has(id)) continue;
        rows.push({ code: id, lastValidDay: dayBefore(starts) });
      }
      return rows.length === 0 ? [] : [{ of: 'ended', rows }];
    },
  };
}
