import { countsOf, isAlong, isOneSided } from './case-columns.ts';
import type { Placed } from './case-remarks.ts';
import { type Code, termsOn } from './code.ts';
import type { Counts } from './counts.ts';
import { compareIds } from './edges.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How many segments, interspaces or gaps a code covers, with what goes on from it. */
export interface CaseLevel {
  readonly code: Code;
  readonly unit: Counts['unit'];
  readonly least: number;
  /** Null where it has no upper end. */
  readonly most: number | null;
  /** The codes whose counts add up to it, by id. */
  readonly codes: readonly Code[];
  /** Whether it is counted apart from what it goes on from: in another column, or by another unit. */
  readonly further: boolean;
}

type Span = Pick<CaseLevel, 'least' | 'most'>;

/** The levels of a claim, by id of the code. Segments, interspaces and gaps are never added up nor turned into each other. */
export function levelsOf(placed: readonly Placed[], vocabulary: Vocabulary): CaseLevel[] {
  const byId = new Map(placed.map((one) => [one.code.id, one]));
  const joined = new Map<string, Placed[]>();
  const apart = new Set<string>();
  for (const one of placed) {
    if (one.role !== 'GOES_ON') continue;
    const root = rootOf(one, byId);
    if (root === null || !isCountedWith(one.code, root.code, vocabulary)) apart.add(one.code.id);
    else joined.set(root.code.id, [...(joined.get(root.code.id) ?? []), one]);
  }
  return placed
    .flatMap((one): CaseLevel[] => {
      const { code, role } = one;
      const counts = countsOf(code, vocabulary);
      if (counts === null || (role === 'GOES_ON' && !apart.has(code.id))) return [];
      const own = joined.get(code.id) ?? [];
      const spans = [one, ...own].map((each) => spanOf(each, vocabulary));
      return [
        {
          code,
          unit: counts.unit,
          ...sumOf(spans),
          codes: [one, ...own].map((each) => each.code).sort((a, b) => compareIds(a.id, b.id)),
          further: counts.repeat === 'second' || counts.repeat === 'further',
        },
      ];
    })
    .sort((a, b) => compareIds(a.code.id, b.code.id));
}

/** What a chain of codes that go on from each other begins with; null where it begins with none. */
function rootOf(one: Placed, byId: ReadonlyMap<string, Placed>): Placed | null {
  const seen = new Set<string>();
  let at: Placed | undefined = one;
  while (at?.role === 'GOES_ON' && !seen.has(at.code.id)) {
    seen.add(at.code.id);
    at = byId.get(at.to?.id ?? '');
  }
  return at === undefined || at.role === 'GOES_ON' ? null : at;
}

/** Whether both count the same unit in the same column, as far as both state one. */
function isCountedWith(one: Code, root: Code, vocabulary: Vocabulary): boolean {
  const [a, b] = [termsOn(one, 'COLUMN'), termsOn(root, 'COLUMN')];
  const isSameColumn = a.length === 0 || b.length === 0 || isAlong(a, b, vocabulary);
  return isSameColumn && countsOf(one, vocabulary)?.unit === countsOf(root, vocabulary)?.unit;
}

/** Both sides of one level are two units: units of a code of one side are as many levels, or half as many. */
function spanOf({ code, units, role }: Placed, vocabulary: Vocabulary): Span {
  const counts = countsOf(code, vocabulary);
  if (counts === null) return { least: 0, most: 0 };
  const times = counts.repeat === 'first' ? 1 : units;
  const most = counts.most === null ? null : counts.most * times;
  const least = counts.least * times;
  return role !== 'PRIMARY' && counts.repeat !== 'first' && isOneSided(code)
    ? { least: Math.ceil(least / 2), most }
    : { least, most };
}

function sumOf(spans: readonly Span[]): Span {
  return spans.reduce((sum, { least, most }) => ({
    least: sum.least + least,
    most: sum.most === null || most === null ? null : sum.most + most,
  }));
}
