import { billing, mue, pcs, pfs, ptp } from '../imported.ts';

/** Two releases of the fee schedule that differ. */
export const FEES = [
  pfs('2025A', '2025-01-01', [
    billing('63278', { workRvu: 9.5, facilityTotalRvu: 16 }),
    billing('63277', {}),
    billing('63276', { bilateral: '1' }),
  ]),
  pfs('2025D', '2025-10-01', [
    billing('63278', {}),
    billing('63278', { modifier: '26', workRvu: 3, pcTc: '1' }),
    billing('63277', { conversionFactor: 33 }),
    billing('63295', { globalDays: 'ZZZ', multipleProcedure: '0', bilateral: '2', coSurgeon: '2' }),
  ]),
];

/** Pairs of which some are in force on the first day, some only before or after it; and units per day. */
export const EDITS = [
  ptp('2024Q3', '2024-07-01', [
    ['63278', '63277', 0],
    ['63278', '63283', 9],
    ['63278', '63275', 1, '2000-01-01', '2024-06-30'],
    ['63278', '22630', 1, '2000-01-01', '2024-07-01'],
    ['22630', '63295', 1, '2024-07-02'],
    ['63278', '63277', 1, '2020-01-01'],
  ]),
  mue('2024Q3', '2024-07-01', [
    ['63278', 1, 3],
    ['63295', 1, 2],
    ['63308', 3, 1],
  ]),
];

/** Two editions of ICD-10-PCS that differ. */
export const EDITIONS = [
  pcs('2025', '2024-10-01', {
    '00BT0ZX': 'Excision of Spinal Meninges, Open Approach, Diagnostic',
    '00BT0ZZ': 'Excision of Spinal Meninges, Open Approach',
    '0QB10ZX': 'Excision of Sacrum, Open Approach, Diagnostic',
  }),
  pcs('2026', '2025-10-01', {
    '00BT0ZX': 'Excision of Spinal Meninges, Open Approach, Diagnostic',
    '0QB10ZX': 'Excision of Sacrum, Open, Diagnostic',
    '0QB10ZZ': 'Excision of Sacrum, Open Approach',
  }),
];
