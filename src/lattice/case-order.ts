import type { Placed } from './case-remarks.ts';
import type { ScheduleRow } from './claim.ts';
import { compareIds } from './edges.ts';
import { grouped } from './grouped.ts';

/** What a code is worth by the fee schedule: null where none speaks for the day, or it does not list the code. */
export interface Worth {
  /** The facility total of one unit; null where the schedule has none: it is bundled, or its contractor sets it. */
  readonly relativeValue: number | null;
  /** Whether Medicare pays for it apart. */
  readonly paid: boolean | null;
}
const UNPRICED: Worth = { relativeValue: null, paid: null };

/** Statuses that are paid by their own value; C is paid by what the contractor sets. */
const BY_VALUE: readonly string[] = ['A', 'R', 'T'];
const BY_CONTRACTOR = 'C';

/** What a row of the fee schedule says. */
export function worthOf(row: ScheduleRow | undefined): Worth {
  if (row === undefined) return UNPRICED;
  const isPriced = BY_VALUE.includes(row.status);
  return {
    relativeValue: isPriced ? row.facilityTotalRvu : null,
    paid: isPriced || row.status === BY_CONTRACTOR,
  };
}

/**
 * The codes in the order in which lines are reported: primaries, the one of most value first, each with what goes on from it
 * behind it; then what accompanies them, in the same way; what is alone comes last. Within each, what has no value comes behind
 * the rest: what the contractor prices, then what is bundled. Ties by id.
 */
export function inOrder(placed: readonly Placed[], worth: (id: string) => Worth): Placed[] {
  const next = grouped(
    placed.filter(({ role }) => role === 'GOES_ON'),
    ({ to }) => to?.id ?? '',
  );
  const told = new Set<Placed>();
  const ordered: Placed[] = [];
  const tell = (one: Placed) => {
    if (told.has(one)) return;
    told.add(one);
    ordered.push(one);
    for (const other of byWorth(next.get(one.code.id) ?? [], worth)) tell(other);
  };
  // What goes on from a code that is told is behind it by then: the third takes what goes on from one known by number only.
  for (const role of ['PRIMARY', 'ACCOMPANIES', 'GOES_ON', 'ALONE'] as const) {
    const lines = placed.filter((one) => one.role === role);
    for (const one of byWorth(lines, worth)) tell(one);
  }
  return ordered;
}

/** By value, largest first. */
export function byWorth<Line extends Pick<Placed, 'code'>>(
  lines: readonly Line[],
  worth: (id: string) => Worth,
): Line[] {
  const key = ({ code }: Line) => {
    const { relativeValue, paid } = worth(code.id);
    return relativeValue ?? (paid === true ? -1 : paid === false ? -2 : -3);
  };
  return [...lines].sort((a, b) => key(b) - key(a) || compareIds(a.code.id, b.code.id));
}
