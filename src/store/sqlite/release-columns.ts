import { BILLED } from '../records.ts';

/** camelCase, as answers name a column. */
export const fieldOf = (column: string) =>
  column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The tables with rows of a release: the columns that identify a row in another version of it, and those compared. */
export const RELEASED = {
  listed: { key: ['code'], says: ['label', 'status'] },
  billing: { key: ['code', 'modifier'], says: BILLED.map(columnOf) },
  units_per_day: { key: ['code'], says: ['units', 'adjudication', 'rationale'] },
  bundle: { key: ['column1', 'column2', 'line'], says: ['indicator', 'effective', 'last_day', 'rationale'] },
  add_on: { key: ['add_on', '"primary"'], says: ['type'] },
  crosswalk: { key: ['code', 'other'], says: ['relationship', 'confidence', 'justification'] },
  contractor_add_on: { key: ['add_on'], says: ['type'] },
  licensed_text: { key: ['code', 'kind'], says: ['text'] },
} as const;
