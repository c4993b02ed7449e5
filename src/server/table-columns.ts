import { AXES, AXIS_COLUMNS, type Axis } from '../lattice/axes.ts';

/** The columns, and what is asked of a code for each: one value, or a list of them, under the name of the column. */
export const COLUMNS: Readonly<Record<string, string>> = {
  id: 'id',
  code: 'code',
  system: 'system',
  edition: 'edition',
  status: 'status',
  lastValidDay: 'lastValidDay',
  label: 'label',
  addOn: 'addOn',
  family: 'family { id }',
  ...Object.fromEntries(
    Object.entries(AXIS_COLUMNS)
      .filter(([name, axis]) => AXES[axis].field === name)
      .map(([name]) => [name, `${name} { name }`]),
  ),
  specialties: 'specialties { name }',
  workRvu: 'workRvu: billing { workRvu }',
  facilityTotalRvu: 'facilityTotalRvu: billing { facilityTotalRvu }',
  nonFacilityTotalRvu: 'nonFacilityTotalRvu: billing { nonFacilityTotalRvu }',
  globalDays: 'globalDays: billing { globalDays }',
  rvuRelease: 'rvuRelease: billing { release }',
  unitsPerDay: 'unitsPerDay { units }',
};
/** Whether a table takes its axes from `axes`, which costs as much as all the fields of the axes together. */
const isByAxes = (columns: readonly string[]) =>
  columns.some((name) => name in AXIS_COLUMNS && !(name in COLUMNS));
/** A column for programs that read no headers: the `after` of the page that begins behind a row. */
export const CURSOR = 'cursor';
export const USUAL = [
  'code',
  'label',
  'regions',
  'compartments',
  'lesionTypes',
  'operations',
  'approaches',
  'extents',
];

/** What is asked of a code for these columns. */
export function fieldsOf(columns: readonly string[]): string[] {
  if (!isByAxes(columns)) return columns.flatMap((name) => COLUMNS[name] ?? []);
  const others = columns.filter((name) => !(name in AXIS_COLUMNS));
  return [...others.flatMap((name) => COLUMNS[name] ?? []), 'axes { axis terms { name } }'];
}

type Node = Readonly<Record<string, unknown>>;

/** What stands in a column of the row of a code, as text. */
export const cellOf = (node: Node, column: string) => textOf(fieldIn(node, column));

function fieldIn(node: Node, column: string): unknown {
  const wanted = (AXIS_COLUMNS as Readonly<Record<string, Axis>>)[column];
  if (node.axes === undefined || wanted === undefined) return node[column];
  const facts = node.axes as readonly { readonly axis: string; readonly terms: readonly unknown[] }[];
  return facts.find(({ axis }) => axis === wanted)?.terms;
}

/** A value as text: of an object its only value; lists with semicolons between; nothing where there is none. */
function textOf(value: unknown): string | number | boolean {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  return typeof value === 'object' ? textOf(Object.values(value)[0]) : (value as string | number | boolean);
}
