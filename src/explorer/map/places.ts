import { grouped } from '../../lattice/grouped.ts';
import { axisOf, type Family, type MapCode } from './choice.ts';

/** A place in the picture: its column and its row, from 0. */
export type Place = readonly [column: number, row: number];

/** A row or column of the grid, with how many rows or columns of the picture it takes. */
export interface Band {
  readonly name: string;
  readonly size: number;
}

export interface Places {
  /** Of each code, by id; no two codes share a place. */
  readonly at: ReadonlyMap<string, Place>;
  readonly columns: readonly Band[];
  readonly rows: readonly Band[];
}

/** More codes of a cell than this stand beside each other and not one above the other, however wide the grid is. */
const MOST_ABOVE = 6;
/** Of the codes that no cell has, so many stand beside each other. */
const MOST_APART = 4;

/**
 * Where the codes of a family stand in its map: in the rows and columns of its grid, a code of several cells in the middle
 * one. Codes of a row that agree on all other axes stand at one height, so that the lines between them are straight. Codes in
 * no cell stand apart, below and beside the grid, in a row that is called `named`.
 */
export function placesOf({ grid, codes }: Pick<Family, 'grid' | 'codes'>, named: string): Places {
  const cells = cellsOf(grid);
  const all = codes.edges.map(({ node }) => node);
  const most = Math.min(Math.max(Math.ceil(grid.columns.length / 2), 1), MOST_ABOVE);
  const apart = [axisOf(grid.rows), axisOf(grid.columns)];
  const stacks = grid.rows.map((_, row) => {
    const own = all.filter(({ id }) => cells.get(id)?.row === row);
    return stacked(own, (code) => cells.get(code.id)?.column ?? 0, apart, most);
  });
  const columns = grid.columns.map(({ name }, column) => {
    const taken = stacks.flatMap(({ slots }) => slots.filter((slot) => slot.column === column));
    return { name, used: [...new Set(taken.map(({ aside }) => aside))].sort((a, b) => a - b) };
  });
  const at = new Map<string, Place>();
  let row = 0;
  for (const { slots, height } of stacks) {
    for (const { id, column, above, aside } of slots) {
      const before = columns.slice(0, column).reduce((sum, { used }) => sum + used.length, 0);
      at.set(id, [before + (columns[column]?.used.indexOf(aside) ?? 0), row + above]);
    }
    row += height;
  }
  const wide = columns.reduce((sum, { used }) => sum + used.length, 0);
  const unplaced = all.filter(({ id }) => !at.has(id));
  const inRow = Math.min(MOST_APART, unplaced.length);
  for (const [index, { id }] of unplaced.entries()) {
    at.set(id, [wide + (index % inRow), row + Math.floor(index / inRow)]);
  }
  const bands = [
    ...stacks.map(({ height }, index) => ({ name: grid.rows[index]?.name ?? '', size: height })),
    { name: grid.rows.length > 0 ? named : '', size: inRow > 0 ? Math.ceil(unplaced.length / inRow) : 0 },
  ];
  const more = { name: '', size: inRow };
  const filled = ({ size }: Band) => size > 0;
  return {
    at,
    columns: [...columns.map(({ name, used }) => ({ name, size: used.length })), more].filter(filled),
    rows: bands.filter(filled),
  };
}

/** The cell of each code, by the indexes of its row and column: of several the middle one. */
function cellsOf(grid: Family['grid']) {
  const index = (keys: Family['grid']['rows']) => new Map(keys.map(({ key }, at) => [key, at]));
  const [rows, columns] = [index(grid.rows), index(grid.columns)];
  const cells = new Map<string, { row: number; column: number }[]>();
  for (const { row, column, state, codes } of grid.cells) {
    if (state !== 'CODE' && state !== 'ANY_LEVEL') continue;
    const cell = { row: rows.get(row) ?? 0, column: columns.get(column) ?? 0 };
    for (const { id } of codes) cells.set(id, [...(cells.get(id) ?? []), cell]);
  }
  return new Map([...cells].map(([id, all]) => [id, all[Math.floor((all.length - 1) / 2)]]));
}

interface Slot {
  readonly id: string;
  readonly column: number;
  /** How far down, and how far aside, within its cell. */
  readonly above: number;
  readonly aside: number;
}

/** The codes of a row of the grid, each at a place of its own, at most `most` above each other. */
function stacked(
  codes: readonly MapCode[],
  columnOf: (code: MapCode) => number,
  apart: readonly unknown[],
  most: number,
): { readonly slots: readonly Slot[]; readonly height: number } {
  const alike = grouped(codes, ({ axes }) => {
    const others = axes.filter(({ axis }) => !apart.includes(axis));
    return others.map(({ axis, terms }) => `${axis} ${terms.map(({ id }) => id)}`).join();
  });
  const taken = new Set<string>();
  const slots: { id: string; column: number; slot: number }[] = [];
  const isFree = (code: MapCode, slot: number) => !taken.has(`${columnOf(code)} ${slot}`);
  const largestFirst = [...alike.values()].sort((a, b) => b.length - a.length);
  for (const group of largestFirst) {
    let shared = 0;
    while (!group.every((code) => isFree(code, shared))) shared++;
    for (const code of group) {
      let slot = shared;
      while (!isFree(code, slot)) slot++;
      taken.add(`${columnOf(code)} ${slot}`);
      slots.push({ id: code.id, column: columnOf(code), slot });
    }
  }
  const height = Math.min(most, Math.max(0, ...slots.map(({ slot }) => slot + 1)));
  return {
    slots: slots.map(({ id, column, slot }) => ({
      id,
      column,
      above: slot % height,
      aside: Math.floor(slot / height),
    })),
    height,
  };
}
