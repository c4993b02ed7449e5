import { AXIS_COLUMNS, axesOf, type CodeSystem } from '../../lattice/axes.ts';

/** The columns of axes, by the names that /codes.csv has for them too. */
export type AxisColumn = keyof typeof AXIS_COLUMNS;
const OTHERS = [
  'system',
  'status',
  'family',
  'workRvu',
  'facilityTotalRvu',
  'nonFacilityTotalRvu',
  'globalDays',
  'unitsPerDay',
] as const;
export type OtherColumn = (typeof OTHERS)[number];
export type Column = AxisColumn | OtherColumn;

const AXIS_NAMES = Object.keys(AXIS_COLUMNS) as AxisColumn[];
/** Those of Medicare's fee schedule. */
export const BILLED: readonly Column[] = ['workRvu', 'facilityTotalRvu', 'nonFacilityTotalRvu', 'globalDays'];

export const isColumn = (name: string): name is Column =>
  [...AXIS_NAMES, ...OTHERS].some((one) => one === name);
export const isAxisColumn = (column: Column): column is AxisColumn => column in AXIS_COLUMNS;

/** Which files are loaded, as far as columns come from them. */
export interface LoadedFor {
  readonly fees: boolean;
  readonly units: boolean;
}

/** Whether Medicare's files may say something of codes of a system. */
export const isPaid = (system: CodeSystem | 'ALL') => system !== 'ICD10PCS' && system !== 'ICD10CM';

/** The columns that say something of a system, with the files that are loaded. */
export function offeredColumns(system: CodeSystem | 'ALL', { fees, units }: LoadedFor): readonly Column[] {
  const byAxis = axesOf(system).flatMap((axis) =>
    AXIS_NAMES.filter((column) => AXIS_COLUMNS[column] === axis),
  );
  return [
    ...(system === 'ICD10CM' || system === 'HCPCS' ? [] : byAxis),
    ...OTHERS.filter((column) => {
      if (BILLED.includes(column)) return isPaid(system) && fees;
      return column === 'unitsPerDay' ? isPaid(system) && units : true;
    }),
  ];
}

const USUAL: readonly Column[] = [
  'regions',
  'operations',
  'approaches',
  'workRvu',
  'facilityTotalRvu',
  'globalDays',
];
const USUAL_PCS: readonly Column[] = ['operations', 'bodyParts', 'approaches', 'devices', 'qualifiers'];

/** The columns of a table where none are chosen. */
export function usualColumns(system: CodeSystem | 'ALL', loaded: LoadedFor): readonly Column[] {
  const usual: readonly Column[] =
    system === 'ICD10PCS' ? USUAL_PCS : system === 'ALL' ? ['system', ...USUAL] : USUAL;
  return offeredColumns(system, loaded)
    .filter((column) => usual.includes(column))
    .sort((a, b) => usual.indexOf(a) - usual.indexOf(b));
}
