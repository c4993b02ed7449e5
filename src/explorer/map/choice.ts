import type { FamilyEdgesQuery, FamilyPageQuery } from '../../generated/explorer.ts';
import type { EdgeKind } from '../../lattice/edges.ts';
import type { QueryReader } from '../parts/read-query.ts';

export type Family = NonNullable<FamilyPageQuery['family']> & NonNullable<FamilyEdgesQuery['family']>;
export type MapCode = Family['codes']['edges'][number]['node'];
export type MapEdge = Family['graph']['edges'][number];

/** The axes that codes are compared on, in the order in which they are offered: of CPT, then of ICD-10-PCS. */
export const AXES = [
  'REGION',
  'COMPARTMENT',
  'COLUMN',
  'LESION',
  'OPERATION',
  'DEVICE',
  'APPROACH',
  'EXTENT',
  'BODY_PART',
  'QUALIFIER',
  'BODY_SYSTEM',
  'SECTION',
] as const;
export type MapAxis = (typeof AXES)[number];
/** What a line stands for: the axis on which its codes differ, or the kind of the edges. */
export type LineKind = MapAxis | Exclude<EdgeKind, 'AXIS'>;

export const isAxis = (kind: LineKind): kind is MapAxis => AXES.some((axis) => axis === kind);

/** Families of at most so many codes are drawn code by code; larger ones as counts, and code by code where that is asked for. */
export const MOST_SMALL = 80;
/** More codes than this could not be read in one map, so none is offered. */
export const MOST_MAPPED = 200;

/** What the reader has chosen; null is the family's own choice, or none. What the address says wrongly is none. */
export interface Choice {
  readonly rows: MapAxis | null;
  readonly columns: MapAxis | null;
  readonly color: MapAxis | null;
  readonly table: boolean;
  /** Whether the map of a large family is drawn. */
  readonly mapped: boolean;
  /** The code that is marked. */
  readonly code: string | null;
}

/** The choice that an address states; what it leaves out, or states wrongly, is as by default. */
export function choiceOf({ one, text, query }: QueryReader): Choice {
  // Their former names. The columns of the table of a large family are called so too, but no axis is.
  const former = (name: string) => {
    const isAxis = AXES.some((axis) => axis.toLowerCase() === query.get(name)?.toLowerCase());
    return isAxis ? one(name, AXES, null) : null;
  };
  const view = one('view', ['table', 'map'], null);
  return {
    rows: one('gridRows', AXES, null) ?? former('rows'),
    columns: one('gridColumns', AXES, null) ?? former('columns'),
    color: one('color', AXES, null),
    table: view === 'table',
    mapped: view === 'map',
    code: text('code'),
  };
}

/** The axes of the grid, as variables have them: none where the family's own are meant. */
export const axesIn = ({ rows, columns }: Pick<Choice, 'rows' | 'columns'>) => ({
  ...(rows && { rows }),
  ...(columns && { columns }),
});

/** The choice without axes that nothing here is stated on, or that stand on both sides of the grid, and what was left out. */
export function mended(choice: Choice, axes: readonly MapAxis[]) {
  const { rows, columns, color } = choice;
  const known = (axis: MapAxis | null) => (axis && axes.includes(axis) ? axis : null);
  const kept = { rows: known(rows), columns: columns === rows ? null : known(columns), color: known(color) };
  const dropped = Object.entries({
    gridRows: 'rows',
    gridColumns: 'columns',
    color: 'color',
  } as const).flatMap(([name, side]) =>
    choice[side] === kept[side] ? [] : [`${name}=${choice[side]?.toLowerCase()}`],
  );
  return { choice: { ...choice, ...kept }, dropped };
}

/** The axis that the keys of a grid are on; null where none of its codes states it. */
export function axisOf(keys: Family['grid']['rows']): MapAxis | null {
  const axis = keys.find(({ term }) => term)?.term?.axis;
  return AXES.find((one) => one === axis) ?? null;
}

/** The axes on which at least one code of the family states something. */
export function statedAxes(codes: readonly MapCode[]): MapAxis[] {
  return AXES.filter((axis) => codes.some((code) => termsOn(code, axis).length > 0));
}

/** What a code says on an axis; nothing where it goes with its primary code. */
export function termsOn(code: MapCode, axis: MapAxis) {
  const fact = code.axes.find((one) => one.axis === axis);
  return fact && !fact.inherited ? fact.terms : [];
}
