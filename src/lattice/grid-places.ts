import type { Axis } from './axes.ts';
import { type Code, factOn } from './code.ts';
import { touches } from './near.ts';
import { remembered } from './remembered.ts';
import type { Wording } from './sentence.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface GridRequest {
  readonly rows: Axis;
  readonly columns: Axis;
  /** The active codes of the family, and those of all families with the same parent (the family's own included). */
  readonly members: readonly Code[];
  readonly siblings: readonly Code[];
}

/** The key of codes that state nothing on an axis; it is no term. */
export const NOT_STATED = 'not-stated';
const FOUR_LEVELS = ['region:cervical', 'region:thoracic', 'region:lumbar', 'region:sacral'];

/** A place in the grid, by the keys of its row and column. */
export interface Place {
  readonly row: string;
  readonly column: string;
}

/** A code that covers a cell without standing in it, with the place it stands at. */
export interface Cover extends Place {
  readonly code: Code;
}

/** What is needed to draw a grid. */
export interface Drawing {
  readonly request: GridRequest;
  readonly vocabulary: Vocabulary;
  readonly wording: Wording;
  readonly inRow: (row: string) => Row;
}

/** Codes by the places of an axis, both in the order in which they come. */
type Standing = ReadonlyMap<string, readonly Code[]>;

/** What stands in a row, by columns. */
interface Row {
  readonly codes: readonly Code[];
  readonly at: Standing;
  /** Those that may answer for a column beside them: primaries, then add-ons. */
  readonly covering: readonly Standing[];
}

/** Where a code stands on an axis: its terms, `not-stated` where it has none, nowhere where it inherits them. */
export function placesOn(code: Code, axis: Axis): readonly string[] {
  const fact = factOn(code, axis);
  if (fact?.inherited) return [];
  return fact === undefined || fact.terms.length === 0 ? [NOT_STATED] : fact.terms;
}

/** Whether a code is for whatever level of the spine it is done at. */
export function isAnyLevel(code: Code): boolean {
  const places = placesOn(code, 'REGION');
  return FOUR_LEVELS.every((level) => places.includes(level));
}

function standingOn(axis: Axis, codes: readonly Code[]): Standing {
  const standing = new Map<string, Code[]>();
  for (const code of codes) {
    for (const place of new Set(placesOn(code, axis))) {
      const there = standing.get(place);
      if (there) there.push(code);
      else standing.set(place, [code]);
    }
  }
  return standing;
}

/** Finds what stands in a row; each is looked through once. */
export function rowsOf({ members, rows, columns }: GridRequest): (row: string) => Row {
  const standing = standingOn(rows, members);
  return remembered((row) => {
    const codes = standing.get(row) ?? [];
    const levelled = codes.filter((code) => !isAnyLevel(code));
    const covering = [false, true].map((addOn) =>
      standingOn(
        columns,
        levelled.filter((code) => code.addOn === addOn),
      ),
    );
    return { codes, at: standingOn(columns, codes), covering };
  });
}

/** Primaries cover before add-ons do: an add-on answers only where no primary can. */
export function coversOf(
  { column }: Place,
  near: readonly string[],
  { vocabulary, inRow }: Drawing,
): Cover[] {
  for (const which of [0, 1]) {
    const covers = near.flatMap((row) =>
      nearest(inRow(row).covering[which], column, vocabulary).map((cover) => ({ ...cover, row })),
    );
    if (covers.length > 0) return covers;
  }
  return [];
}

/** The codes of one row whose column is nearest to the asked one: the same, else one that touches it. */
function nearest(
  standing: Standing | undefined,
  column: string,
  vocabulary: Vocabulary,
): readonly Omit<Cover, 'row'>[] {
  const at = (place: string) => (standing?.get(place) ?? []).map((code) => ({ code, column: place }));
  const same = at(column);
  if (same.length > 0) return same;
  return [...(standing?.keys() ?? [])].filter((place) => touches(place, column, vocabulary)).flatMap(at);
}
