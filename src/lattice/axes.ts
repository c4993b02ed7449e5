/** The code systems. Example: CPT. */
export type CodeSystem = 'CPT' | 'HCPCS' | 'ICD10PCS' | 'ICD10CM';

/**
 * The axes: kinds of facts about a code. One row says how an axis is named in every layer. `field` is where a code says it
 * by itself; those of ICD-10-PCS alone stand in `axes` only. SQLite keeps sets of axes by their place here: another order
 * takes another SCHEMA_VERSION.
 */
export const AXES = {
  REGION: { prefix: 'region', type: 'AnatomicalRegion', field: 'regions', relationship: 'AT_REGION' },
  COMPARTMENT: {
    prefix: 'compartment',
    type: 'Compartment',
    field: 'compartments',
    relationship: 'IN_COMPARTMENT',
  },
  COLUMN: { prefix: 'column', type: 'SpinalColumn', field: 'spinalColumns', relationship: 'AT_COLUMN' },
  LESION: { prefix: 'lesion', type: 'LesionType', field: 'lesionTypes', relationship: 'TREATS' },
  OPERATION: { prefix: 'operation', type: 'Operation', field: 'operations', relationship: 'BY_OPERATION' },
  DEVICE: { prefix: 'device', type: 'Device', field: 'devices', relationship: 'HAS_DEVICE' },
  APPROACH: { prefix: 'approach', type: 'Approach', field: 'approaches', relationship: 'VIA_APPROACH' },
  EXTENT: { prefix: 'extent', type: 'Extent', field: 'extents', relationship: 'TO_EXTENT' },
  SPECIALTY: { prefix: 'specialty', type: 'Specialty', field: 'specialties', relationship: 'PERFORMED_BY' },
  SIDE: { prefix: 'side', type: 'Side', field: 'sides', relationship: 'ON_SIDE' },
  SECTION: { prefix: 'section', type: 'Section', field: 'axes', relationship: 'HAS_SECTION' },
  BODY_SYSTEM: { prefix: 'body-system', type: 'BodySystem', field: 'axes', relationship: 'HAS_BODY_SYSTEM' },
  BODY_PART: { prefix: 'body-part', type: 'BodyPart', field: 'axes', relationship: 'HAS_BODY_PART' },
  QUALIFIER: { prefix: 'qualifier', type: 'Qualifier', field: 'axes', relationship: 'HAS_QUALIFIER' },
} as const;

export type Axis = keyof typeof AXES;

/** The axes of facts as columns of tables of codes: the `field` of each, and names of the same form for those without one. */
export const AXIS_COLUMNS = {
  regions: 'REGION',
  compartments: 'COMPARTMENT',
  spinalColumns: 'COLUMN',
  lesionTypes: 'LESION',
  operations: 'OPERATION',
  devices: 'DEVICE',
  approaches: 'APPROACH',
  extents: 'EXTENT',
  sides: 'SIDE',
  sections: 'SECTION',
  bodySystems: 'BODY_SYSTEM',
  bodyParts: 'BODY_PART',
  qualifiers: 'QUALIFIER',
} as const satisfies Readonly<Record<string, Axis>>;

/** Every axis, in the order in which answers list them. */
export const ALL_AXES = Object.keys(AXES) as readonly Axis[];

/** The axes of facts: all but SPECIALTY, which a code has by way of its family. */
export const FACT_AXES: readonly Axis[] = ALL_AXES.filter((axis) => axis !== 'SPECIALTY');

/** The axes on which codes are compared, but for those of ICD-10-PCS. */
export const COMPARED_AXES: readonly Axis[] = [
  'REGION',
  'COMPARTMENT',
  'COLUMN',
  'LESION',
  'OPERATION',
  'DEVICE',
  'APPROACH',
  'EXTENT',
];

/** The axes that a code of the seed states: those compared, and SIDE, which is stated and found but never compared. */
export const STATED_AXES: readonly Axis[] = [...COMPARED_AXES, 'SIDE'];

/**
 * The axes of an ICD-10-PCS code, by the position of its seven characters. Such codes are compared on these alone: what a
 * body part says of the region besides is for finding, and is no difference of its own.
 */
export const POSITIONS: readonly Axis[] = [
  'SECTION',
  'BODY_SYSTEM',
  'OPERATION',
  'BODY_PART',
  'APPROACH',
  'DEVICE',
  'QUALIFIER',
];

/** The axes that codes of a system may state, in the order of a table. */
export function axesOf(system: CodeSystem | 'ALL'): readonly Axis[] {
  if (system === 'ICD10PCS') return POSITIONS;
  return system === 'ALL' ? [...new Set([...STATED_AXES, ...POSITIONS])] : STATED_AXES;
}

/** The axes that ICD-10-PCS alone has, and how the ids of its tables begin. */
const PCS_AXES: readonly (Axis | null)[] = ['SECTION', 'BODY_SYSTEM', 'BODY_PART', 'QUALIFIER'];
const PCS_TABLES = 'family:icd10pcs';

/** The only code system whose codes can be at these terms or in these families; ALL where there are several. */
export function systemAt(ids: readonly string[]): CodeSystem | 'ALL' {
  const isPcs = ids.some((id) => id.startsWith(PCS_TABLES) || PCS_AXES.includes(axisOf(id)));
  return isPcs ? 'ICD10PCS' : 'ALL';
}

/** The axes on which these codes are compared: those of their systems. */
export function comparedAxes(codes: readonly { readonly system: CodeSystem }[]): readonly Axis[] {
  const positions = codes.filter(({ system }) => system === 'ICD10PCS').length;
  if (positions === 0) return COMPARED_AXES;
  return positions === codes.length ? POSITIONS : MIXED;
}
const MIXED: readonly Axis[] = FACT_AXES.filter((axis) => axis !== 'SIDE');

/** Whether codes are ever compared on an axis: not by who performs them, nor by the side. */
export const isCompared = (axis: Axis): boolean => MIXED.includes(axis);

const byPrefix = new Map<string, Axis>(ALL_AXES.map((axis) => [AXES[axis].prefix, axis]));

/** The axis of a term id such as `region:sacral`, or null where the id is not a term's. */
export function axisOf(termId: string): Axis | null {
  return byPrefix.get(termId.slice(0, Math.max(0, termId.indexOf(':')))) ?? null;
}
