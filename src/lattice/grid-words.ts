import type { Axis } from './axes.ts';
import type { Code } from './code.ts';
import { compareIds } from './edges.ts';
import { type Cover, type Drawing, NOT_STATED, type Place } from './grid-places.ts';
import type { Wording } from './sentence.ts';

/** "63020 is the code for …; 63035 is an add-on": an add-on is no alternative to its primary. */
export function codeClauses(codes: readonly Code[], place: string, wording: Wording): string[] {
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

/** How a place is split, and of a part that has no code there what there is to know of it. */
export function splitClauses({ column }: Place, covers: readonly Cover[], drawing: Drawing): string[] {
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
export function noteClauses({ row, column }: Place, wording: Wording): string[] {
  const note = wording.say(`note.${row}.${column}`);
  return note === '' ? [] : [note];
}

export function coveredClauses({ row, column }: Place, covers: readonly Cover[], drawing: Drawing): string[] {
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

/** The codes of covers, each once, by their ids. */
export function sortedCodes(covers: readonly Cover[]): Code[] {
  return [...new Set(covers.map(({ code }) => code))].sort(byId);
}

export const byId = (a: Code, b: Code) => compareIds(a.id, b.id);

/** "63278 or 63277". */
export function listed(codes: readonly Code[], wording: Wording): string {
  return wording.or(codes.map(({ code }) => code));
}

/** "sacral, outside the dura"; what is not stated is said as such. A column of the spine that stands first is named by its noun. */
export function placeOf({ row, column }: Place, { request, vocabulary, wording }: Drawing): string {
  const word = (axis: Axis, key: string, how: 'phrase' | 'short') =>
    key === NOT_STATED
      ? wording.say('grid.axisNotStated', { axis: wording.say(`axis.${axis}`) })
      : (vocabulary.terms.get(key)?.[how] ?? key);
  return [
    word(request.columns, column, request.columns === 'COLUMN' ? 'short' : 'phrase'),
    word(request.rows, row, 'phrase'),
  ].join(wording.say('list.comma'));
}
