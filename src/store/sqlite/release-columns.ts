/** The tables of rows that belong to a release: what makes a row the same row in another make of it, and what it says. */
export const RELEASED = {
  listed: { key: ['code'], says: ['label', 'status'] },
  billing: {
    key: ['code', 'modifier'],
    says: [
      'status',
      'work_rvu',
      'non_facility_pe_rvu',
      'facility_pe_rvu',
      'malpractice_rvu',
      'non_facility_total_rvu',
      'facility_total_rvu',
      'global_days',
      'non_facility_na',
      'facility_na',
      'pre_operative',
      'intra_operative',
      'post_operative',
      'pc_tc',
      'multiple_procedure',
      'bilateral',
      'assistant',
      'co_surgeon',
      'team_surgeon',
      'endoscopic_base',
      'conversion_factor',
    ],
  },
  units_per_day: { key: ['code'], says: ['units', 'adjudication', 'rationale'] },
  bundle: { key: ['column1', 'column2', 'line'], says: ['indicator', 'effective', 'last_day', 'rationale'] },
  add_on: { key: ['add_on', '"primary"'], says: ['type'] },
  crosswalk: { key: ['code', 'other'], says: ['relationship', 'confidence', 'justification'] },
  contractor_add_on: { key: ['add_on'], says: ['type'] },
  licensed_text: { key: ['code', 'kind'], says: ['text'] },
} as const;

/** camelCase, as answers name a column. */
export const fieldOf = (column: string) =>
  column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
