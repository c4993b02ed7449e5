import { pcs } from '../small-edition.ts';
import { aoc, billing, mue, pfs, ptp } from '../small-releases.ts';

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

/** Two releases of the add-on file, of which the newer ends pairs and add-ons of the older; and what clients see of them. */
export const ADD_ON_FILES = {
  older: aoc('2024Q3', '2024-07-01', [
    ['22328', '22325', 1],
    ['63295', '63278', 1],
    ['99354', '99213', 1],
    ['22318', '63278', 1],
  ]),
  newer: aoc('2025Q1', '2025-01-01', [['99355', '99213', 2]], '99356'),
  document: `{ counts: dataset { counts { edges { kind count } } }
    pairs: code(id: "22325") { guidance { codingGuidelines mentions { code } } addOns { totalCount edges { node { code } type } } }
    of: code(id: "22328") { addOn addOnTo(first: 500) { totalCount edges { node { code } type } } }
    seeds: code(id: "63295") { addOnTo(first: 500) { totalCount edges { node { code } source { file { id } } } } }
    primary: code(id: "99213") { addOns { totalCount edges { node { code } } } }
    together(ids: ["22328", "22325", "63295", "63278"]) { pairs {
      a { code } b { code } verdict reasons { kind source { file { id } } } } }
    subgraph(roots: ["22325"], depth: 1, kinds: [ADD_ON]) { nodes { node { id } } }
    ended: nodes(ids: ["99354", "99355", "22318"]) { ... on Code { code addOn addOnTo { totalCount } } }
    contractors: nodes(ids: ["63308", "99356"]) { ... on Code { code addOn
      contractorDefinedPrimaries { file { id } } } }
    codes(filter: { addOn: true }, first: 0) { totalCount } }`,
};
