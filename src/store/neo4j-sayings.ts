import type { Citation } from '../lattice/code.ts';
import type { Batch } from './import.ts';

/**
 * What a file says of one code, as a relationship from the code to the file's node, which is seen when the file is: its
 * properties, and which of them make it the same row in another make of the file.
 */
export const SAYINGS = {
  listed: { type: 'LISTED_IN', key: [], says: ['label', 'status'] },
  billing: {
    type: 'BILLED_IN',
    key: ['modifier'],
    says: [
      'status',
      'workRvu',
      'nonFacilityPeRvu',
      'facilityPeRvu',
      'malpracticeRvu',
      'nonFacilityTotalRvu',
      'facilityTotalRvu',
      'globalDays',
      'nonFacilityNa',
      'facilityNa',
      'preOperative',
      'intraOperative',
      'postOperative',
      'pcTc',
      'multipleProcedure',
      'bilateral',
      'assistant',
      'coSurgeon',
      'teamSurgeon',
      'endoscopicBase',
      'conversionFactor',
    ],
  },
  unitsPerDay: { type: 'LIMITED_IN', key: [], says: ['units', 'adjudication', 'rationale'] },
  contractorAddOns: { type: 'CONTRACTOR_DECIDES_IN', key: [], says: ['type'] },
  texts: { type: 'DESCRIBED_IN', key: ['kind'], says: ['text'] },
} as const satisfies Partial<
  Record<Batch['of'], { type: string; key: readonly string[]; says: readonly string[] }>
>;

export type Saying = keyof typeof SAYINGS;
export const SAYING_NAMES = Object.keys(SAYINGS) as readonly Saying[];
export const SAYING_TYPES = SAYING_NAMES.map((name) => SAYINGS[name].type).join('|');

/** A row that says something of one code. */
export interface Said {
  readonly code: string;
  readonly citation: Citation;
}

/** What a pair of codes in an NCCI file says; `file` is the number of its source, which also tells whether it is seen. */
export const BUNDLE = ['file', 'line', 'modifierIndicator', 'effective', 'lastDay', 'rationale'] as const;
