import type { Axis } from './axes.ts';
import type { Code } from './code.ts';
import { byCounts } from './counts.ts';
import {
  coversOf,
  type Drawing,
  type GridRequest,
  isAnyLevel,
  NOT_STATED,
  type Place,
  placesOn,
  rowsOf,
} from './grid-places.ts';
import {
  byId,
  codeClauses,
  coveredClauses,
  listed,
  noteClauses,
  placeOf,
  sortedCodes,
  splitClauses,
} from './grid-words.ts';
import { touches } from './near.ts';
import { remembered } from './remembered.ts';
import { finish, type Wording } from './sentence.ts';
import type { Vocabulary } from './vocabulary.ts';

export type CellState = 'CODE' | 'ANY_LEVEL' | 'COVERED_BY' | 'SPLIT' | 'NOT_DEFINED';

/** A row or column: a term id, or `not-stated`, which is no term. */
export interface GridKey {
  readonly key: string;
  readonly name: string;
  readonly term: string | null;
}

export interface GridCell {
  readonly row: string;
  readonly column: string;
  readonly state: CellState;
  readonly codes: readonly string[];
  /** How many members are at or under its row and its column. */
  readonly codeCount: number;
  readonly why: string;
}

export interface Grid {
  readonly rows: readonly GridKey[];
  readonly columns: readonly GridKey[];
  readonly cells: readonly GridCell[];
}

/** A grid whose cells are drawn row by row. */
export interface OpenGrid extends Pick<Grid, 'rows' | 'columns'> {
  cellsOf(row: GridKey): GridCell[];
}

/** The family drawn as a grid: every row and column has a cell, and every cell says why it is what it is. */
export function gridOf(request: GridRequest, vocabulary: Vocabulary, wording: Wording): Grid {
  const { rows, columns, cellsOf } = openGrid(request, vocabulary, wording);
  return { rows, columns, cells: rows.flatMap(cellsOf) };
}

/** The same with its cells still to be drawn, so that it may be known before how many they are. */
export function openGrid(request: GridRequest, vocabulary: Vocabulary, wording: Wording): OpenGrid {
  const drawing = { request, vocabulary, wording, inRow: rowsOf(request) };
  const members = request.members.filter(({ facts }) => facts.length > 0);
  const rows = keysOf(request.rows, members, members, drawing);
  const columns = keysOf(request.columns, request.siblings, members, drawing);
  let countAt: ReturnType<typeof counting> | undefined;
  return {
    rows,
    columns,
    cellsOf({ key: row }) {
      countAt ??= counting(rows, columns, drawing);
      const count = countAt;
      const near = rows.map(({ key }) => key).filter((key) => touches(key, row, vocabulary));
      return columns.map(({ key: column }) => {
        const at = { row, column };
        return { ...cellOf(at, near, drawing), codeCount: count(at) };
      });
    },
  };
}

/** The terms that `users` state on the axis, in order of their counts and of the tree; then `not-stated` where one of the members states none. */
function keysOf(
  axis: Axis,
  users: readonly Code[],
  members: readonly Code[],
  { vocabulary, wording }: Drawing,
): GridKey[] {
  const used = new Set(users.flatMap((code) => placesOn(code, axis)));
  const keys: GridKey[] = vocabulary
    .termsOf(axis)
    .filter((term) => used.has(term.id))
    .sort((a, b) => byCounts(a.counts, b.counts))
    .map((term) => ({ key: term.id, name: term.name, term: term.id }));
  if (members.some((code) => placesOn(code, axis).includes(NOT_STATED))) {
    // Alone it says of what.
    const name =
      keys.length > 0
        ? wording.say('grid.notStated')
        : wording.say('grid.axisNotStated', { axis: wording.say(`axis.${axis}`) });
    keys.push({ key: NOT_STATED, name, term: null });
  }
  return keys;
}

/** Counts the members once, and tells how many of them are at or under a row and a column. */
function counting(
  rows: readonly GridKey[],
  columns: readonly GridKey[],
  { request, vocabulary }: Drawing,
): (at: Place) => number {
  const counts = new Map<string, number>();
  const [metRows, metColumns] = [rows, columns].map((keys) => meeting(keys, vocabulary));
  for (const code of request.members) {
    const across = metColumns?.(placesOn(code, request.columns)) ?? [];
    for (const row of metRows?.(placesOn(code, request.rows)) ?? []) {
      for (const column of across) {
        const at = `${row} ${column}`;
        counts.set(at, (counts.get(at) ?? 0) + 1);
      }
    }
  }
  return ({ row, column }) => counts.get(`${row} ${column}`) ?? 0;
}

/** Tells at or under which keys places are, each key once; what is known of a place is kept. */
function meeting(
  keys: readonly GridKey[],
  vocabulary: Vocabulary,
): (places: readonly string[]) => Set<string> {
  const around = remembered((place: string) =>
    keys.map(({ key }) => key).filter((key) => place === key || vocabulary.isAtOrUnder(place, key)),
  );
  return (places) => new Set(places.flatMap(around));
}

/** A cell; `near` are the rows that touch its own, itself among them. */
function cellOf(at: Place, near: readonly string[], drawing: Drawing): Omit<GridCell, 'codeCount'> {
  const { request, vocabulary, wording, inRow } = drawing;
  const { row, column } = at;
  const { codes: atRow, at: inColumns } = inRow(row);
  const anyLevel = request.columns === 'REGION' ? atRow.filter(isAnyLevel) : [];
  const here = inColumns.get(column) ?? [];
  const say = (state: CellState, codes: readonly Code[], clauses: readonly string[]) => ({
    ...at,
    state,
    codes: codes.map(({ id }) => id),
    why: finish(clauses, wording),
  });
  const place = placeOf(at, drawing);
  const own = here.filter((code) => !anyLevel.includes(code));
  const ownClauses = own.length > 0 ? codeClauses(own, place, wording) : [];
  if (anyLevel.length > 0) {
    const clause = wording.say('grid.ANY_LEVEL', { codes: listed(anyLevel, wording) });
    return say('ANY_LEVEL', [...own, ...anyLevel].sort(byId), [...ownClauses, clause]);
  }
  if (own.length > 0) return say('CODE', own, ownClauses);

  const covers = coversOf(at, near, drawing);
  if (covers.length === 0) {
    const open = inColumns.get(NOT_STATED) ?? [];
    const axis = wording.say(`axis.${request.columns}`);
    const silent =
      open.length > 0 ? [wording.say('grid.leavesOpen', { codes: listed(open, wording), axis })] : [];
    return say(
      'NOT_DEFINED',
      [],
      [...noteClauses(at, wording), wording.say('grid.NOT_DEFINED', { place }), ...silent],
    );
  }
  const codes = sortedCodes(covers);
  const split = covers.every((cover) => cover.row !== row && vocabulary.isAtOrUnder(cover.row, row));
  if (split) return say('SPLIT', codes, splitClauses(at, covers, drawing));
  return say('COVERED_BY', codes, coveredClauses(at, covers, drawing));
}
