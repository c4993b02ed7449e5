import { BILLED } from '../records.ts';
import type { Batch } from '../release.ts';

/**
 * What a file says of one code, as a relationship from the code to the file's node; it is visible when that node is.
 * `key` are the properties that identify a row in another version of the file, `says` those that are compared,
 * `more` those that are stored and not compared.
 */
export const RELEASE_ROWS = {
  listed: {
    type: 'LISTED_IN',
    key: [],
    says: ['label', 'status'],
    more: ['lastValidDay', 'family', 'broader', 'short'],
  },
  named: { type: 'NAMED_IN', key: [], says: [], more: ['isValid', 'isAddOn'] },
  billing: { type: 'BILLED_IN', key: ['modifier'], says: BILLED },
  unitsPerDay: { type: 'LIMITED_IN', key: [], says: ['units', 'adjudication', 'rationale'] },
  contractorAddOns: { type: 'CONTRACTOR_DECIDES_IN', key: [], says: ['type'] },
  texts: { type: 'DESCRIBED_IN', key: ['kind'], says: ['text'] },
} as const satisfies Partial<Record<Batch['of'], Of>>;

interface Of {
  readonly type: string;
  readonly key: readonly string[];
  readonly says: readonly string[];
  readonly more?: readonly string[];
}

export type ReleaseRowKind = keyof typeof RELEASE_ROWS;
const NAMES = Object.keys(RELEASE_ROWS) as readonly ReleaseRowKind[];
export const RELEASE_ROW_TYPES = NAMES.map((name) => RELEASE_ROWS[name].type).join('|');

/** All properties of a relationship except its line, in a fixed order. */
export function propertiesOf(of: ReleaseRowKind): readonly string[] {
  const { key, says, more = [] }: Of = RELEASE_ROWS[of];
  return [...key, ...says, ...more];
}
