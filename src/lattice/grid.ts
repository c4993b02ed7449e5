import type { Axis } from './axes.ts';
import { type Code, factOn } from './code.ts';
import { byCounts } from './counts.ts';
import { compareIds } from './edges.ts';
import { touches } from './near.ts';
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

export interface GridRequest {
  readonly rows: Axis;
  readonly columns: Axis;
  /** The active codes of the family, and those of all families with the same parent (the family's own included). */
  readonly members: readonly Code[];
  readonly siblings: readonly Code[];
}

const NOT_STATED = 'not-stated';
const FOUR_LEVELS = ['region:cervical', 'region:thoracic', 'region:lumbar', 'region:sacral'];

/** A place in the grid, by the keys of its row and column. */
interface Place {
  readonly row: string;
  readonly column: string;
}

/** A code that covers a cell without standing in it, with the place it stands at. */
interface Cover extends Place {
  readonly code: Code;
}

/** What is needed to draw a grid. */
interface Drawing {
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
function rowsOf({ members, rows, columns }: GridRequest): (row: string) => Row {
  const standing = standingOn(rows, members);
  const known = new Map<string, Row>();
  const read = (row: string) => {
    const codes = standing.get(row) ?? [];
    const levelled = codes.filter((code) => !isAnyLevel(code));
    const covering = [false, true].map((addOn) =>
      standingOn(
        columns,
        levelled.filter((code) => code.addOn === addOn),
      ),
    );
    const found = { codes, at: standingOn(columns, codes), covering };
    known.set(row, found);
    return found;
  };
  return (row) => known.get(row) ?? read(row);
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
  const known = new Map<string, string[]>();
  const around = (place: string) => {
    const met = keys
      .map(({ key }) => key)
      .filter((key) => place === key || vocabulary.isAtOrUnder(place, key));
    known.set(place, met);
    return met;
  };
  return (places) => new Set(places.flatMap((place) => known.get(place) ?? around(place)));
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

/** Where a code stands on an axis: its terms, `not-stated` where it has none, nowhere where it inherits them. */
function placesOn(code: Code, axis: Axis): readonly string[] {
  const fact = factOn(code, axis);
  if (fact?.inherited) return [];
  return fact === undefined || fact.terms.length === 0 ? [NOT_STATED] : fact.terms;
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
  const anyLevelClauses =
    anyLevel.length > 0 ? [wording.say('grid.ANY_LEVEL', { codes: listed(anyLevel, wording) })] : [];
  const own = here.filter((code) => !anyLevel.includes(code));
  const ownClauses = own.length > 0 ? codeClauses(own, place, wording) : [];
  if (anyLevel.length > 0) {
    return say('ANY_LEVEL', [...own, ...anyLevel].sort(byId), [...ownClauses, ...anyLevelClauses]);
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

/** "63020 is the code for …; 63035 is an add-on": an add-on is no alternative to its primary. */
function codeClauses(codes: readonly Code[], place: string, wording: Wording): string[] {
  const primaries = codes.filter(({ addOn }) => !addOn);
  const addOns = codes.filter(({ addOn }) => addOn);
  if (primaries.length === 0 || addOns.length === 0) {
    return [wording.say('grid.CODE', { codes: listed(codes, wording), place })];
  }
  return [
    wording.say('grid.CODE', { codes: listed(primaries, wording), place }),
    wording.say('grid.addOns', { codes: listed(addOns, wording) }),
  ];
}

/** Primaries cover before add-ons do: an add-on answers only where no primary can. */
function coversOf({ column }: Place, near: readonly string[], { vocabulary, inRow }: Drawing): Cover[] {
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

function isAnyLevel(code: Code): boolean {
  const places = placesOn(code, 'REGION');
  return FOUR_LEVELS.every((level) => places.includes(level));
}

/** How a place is split, and of a part that has no code there what there is to know of it. */
function splitClauses({ column }: Place, covers: readonly Cover[], drawing: Drawing): string[] {
  const parts = [...new Set(covers.map(({ row }) => row))].filter(
    (row) => noteClauses({ row, column }, drawing.wording).length > 0,
  );
  const told = parts.flatMap((row) => {
    const own = covers.filter((cover) => cover.row === row && cover.column !== column);
    return own.length > 0 ? coveredClauses({ row, column }, own, drawing) : [];
  });
  return [splitClause(covers, drawing), ...told];
}

function splitClause(covers: readonly Cover[], { vocabulary, wording }: Drawing): string {
  const rows = [...new Set(covers.map((cover) => cover.row))];
  const [only = ''] = rows;
  if (rows.length === 1) {
    const reach = vocabulary.terms.get(only)?.short ?? only;
    return wording.say('grid.part', { codes: listed(sortedCodes(covers), wording), reach });
  }
  const parts = rows.map((row) =>
    wording.say('grid.splitPart', {
      part: vocabulary.terms.get(row)?.short ?? row,
      codes: wording.or(sortedCodes(covers.filter((cover) => cover.row === row)).map(({ code }) => code)),
    }),
  );
  const key = parts.length === 2 ? 'grid.SPLIT_IN_TWO' : 'grid.SPLIT';
  return wording.say(key, { parts: parts.join(wording.say('list.comma')) });
}

/** What there is to know of a place without a code of its own. */
function noteClauses({ row, column }: Place, wording: Wording): string[] {
  const note = wording.say(`note.${row}.${column}`);
  return note === '' ? [] : [note];
}

function coveredClauses({ row, column }: Place, covers: readonly Cover[], drawing: Drawing): string[] {
  const { request, vocabulary, wording } = drawing;
  const clauses = noteClauses({ row, column }, wording);
  const atRow = covers.filter((cover) => cover.row === row);
  const wider = covers.filter((cover) => cover.row !== row);
  const beside = sortedCodes(atRow);
  const places = [...new Set(atRow.map((cover) => cover.column))];
  const [only, ...others] = places;
  if (only !== undefined && others.length === 0) {
    clauses.push(reachClause(only, column, beside, drawing));
  } else if (beside.length === 1) {
    const reach = wording.or(places.map((place) => vocabulary.terms.get(place)?.short ?? place));
    clauses.push(wording.say('grid.part', { codes: listed(beside, wording), reach }));
  } else if (only !== undefined) {
    const shortColumn = vocabulary.terms.get(column)?.short ?? column;
    const key = request.columns === 'REGION' ? 'grid.chooseByLevel' : 'grid.choose';
    clauses.push(wording.say(key, { column: shortColumn, codes: listed(beside, wording) }));
  }
  for (const from of new Set(wider.map((cover) => cover.row))) {
    const codes = sortedCodes(wider.filter((cover) => cover.row === from));
    const part = vocabulary.terms.get(from)?.phrase ?? from;
    const wide = vocabulary.isAtOrUnder(row, from) && request.rows === 'COMPARTMENT';
    const key = wide ? 'grid.anythingIn' : 'grid.alsoNear';
    clauses.push(wording.say(key, { codes: listed(codes, wording), part }));
  }
  return clauses;
}

/** How far the codes of one column go towards another that is part of it, that it is part of, or that overlaps it. */
function reachClause(
  from: string,
  column: string,
  codes: readonly Code[],
  { vocabulary, wording }: Drawing,
): string {
  const { phrase = from, short = from } = vocabulary.terms.get(from) ?? {};
  const said = listed(codes, wording);
  // A count says by itself how far it goes.
  if (vocabulary.terms.get(from)?.counts) return wording.say('grid.CODE', { codes: said, place: phrase });
  if (vocabulary.isAtOrUnder(column, from)) return wording.say('grid.whole', { codes: said, reach: short });
  if (vocabulary.isAtOrUnder(from, column)) return wording.say('grid.part', { codes: said, reach: short });
  return wording.say('grid.reaches', { codes: said, reach: phrase });
}

function sortedCodes(covers: readonly Cover[]): Code[] {
  return [...new Set(covers.map(({ code }) => code))].sort(byId);
}

const byId = (a: Code, b: Code) => compareIds(a.id, b.id);

function listed(codes: readonly Code[], wording: Wording): string {
  return wording.or(codes.map(({ code }) => code));
}

/** "sacral, outside the dura"; what is not stated is said as such. A column of the spine that stands first is named by its noun. */
function placeOf({ row, column }: Place, { request, vocabulary, wording }: Drawing): string {
  const word = (axis: Axis, key: string, how: 'phrase' | 'short') =>
    key === NOT_STATED
      ? wording.say('grid.axisNotStated', { axis: wording.say(`axis.${axis}`) })
      : (vocabulary.terms.get(key)?.[how] ?? key);
  return [
    word(request.columns, column, request.columns === 'COLUMN' ? 'short' : 'phrase'),
    word(request.rows, row, 'phrase'),
  ].join(wording.say('list.comma'));
}
