/** The axes: kinds of facts about a code. One row says how an axis is named in every layer. */
export const AXES = {
  REGION: { prefix: 'region', type: 'AnatomicalRegion', field: 'regions', relationship: 'AT_REGION' },
  COMPARTMENT: {
    prefix: 'compartment',
    type: 'Compartment',
    field: 'compartments',
    relationship: 'IN_COMPARTMENT',
  },
  LESION: { prefix: 'lesion', type: 'LesionType', field: 'lesionTypes', relationship: 'TREATS' },
  OPERATION: { prefix: 'operation', type: 'Operation', field: 'operations', relationship: 'BY_OPERATION' },
  APPROACH: { prefix: 'approach', type: 'Approach', field: 'approaches', relationship: 'VIA_APPROACH' },
  EXTENT: { prefix: 'extent', type: 'Extent', field: 'extents', relationship: 'TO_EXTENT' },
  SPECIALTY: { prefix: 'specialty', type: 'Specialty', field: 'specialties', relationship: 'PERFORMED_BY' },
} as const;

export type Axis = keyof typeof AXES;

/** Every axis, in the order in which answers list them. */
export const ALL_AXES = Object.keys(AXES) as readonly Axis[];

/** The axes on which codes are compared: all but SPECIALTY, which is a vocabulary only. */
export const COMPARED_AXES: readonly Axis[] = ALL_AXES.filter((axis) => axis !== 'SPECIALTY');

const byPrefix = new Map<string, Axis>(ALL_AXES.map((axis) => [AXES[axis].prefix, axis]));

/** The axis of a term id such as `region:sacral`, or null where the id is not a term's. */
export function axisOf(termId: string): Axis | null {
  return byPrefix.get(termId.slice(0, Math.max(0, termId.indexOf(':')))) ?? null;
}
