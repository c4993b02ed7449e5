import { join } from 'node:path';
import { openDatabase } from '../../src/store/sqlite/driver.ts';
import { written } from '../load/files/files.ts';
import {
  aocCsv,
  HCPCS_RECORD,
  hcpcsTxt,
  MUE_ROW,
  mueCsv,
  orderLine,
  ownCsv,
  PFS_CELLS,
  PTP_ROW,
  pfsCsv,
  ptpTxt,
} from '../load/files/samples.ts';
import { installedCopy, run, start } from './installed.ts';

/** Numbers of codes that the seed does not have. */
export const numbers = (count: number) => Array.from({ length: count }, (_, at) => `${10_000 + at}`);

export const pfs = (codes: readonly string[], workRvu = '1.00') =>
  pfsCsv(codes.map((code) => ({ ...PFS_CELLS, code, workRvu })));

/** Pairs of codes, each in force. */
export const ptp = (count: number, first = '63278') =>
  ptpTxt(Array.from({ length: count }, (_, at) => [first, `${20_000 + at}`, ...PTP_ROW.slice(2)]));

/** Codes of ICD-10-PCS, below the heading of their table. */
export function order(...codes: readonly (readonly [string, string])[]): string {
  const heading = orderLine(1, '001', false, 'Central Nervous System and Cranial Nerves, Bypass');
  return heading + codes.map(([code, title], at) => orderLine(at + 2, code, true, title)).join('');
}

export const PCS_2025: readonly (readonly [string, string])[] = [
  ['0016070', 'Bypass sample one, open'],
  ['0016370', 'Bypass sample one, percutaneous'],
  ['0016071', 'Bypass sample two, open'],
];

/** A small file of every kind. */
export const SAMPLES = () => ({
  pfs: written('samples/PPRRVU2025_Oct.csv', pfs(['63278', ...numbers(3)])),
  'ncci-ptp': written('samples/ccipra-v302r0-f1.txt', ptp(4)),
  'ncci-mue': written('samples/MCR_MUE_PractitionerServices_2024Q3.csv', mueCsv([MUE_ROW])),
  'ncci-aoc': written('samples/aoc_2024-06.csv', aocCsv(['63278,63295,1', '22630,10005,2', 'CCCCC,10006,3'])),
  icd10pcs: written('samples/icd10pcs_order_2025.txt', order(...PCS_2025)),
  icd10cm: written('samples/icd10cm_order_2025.txt', orderLine(1, 'C7951', true, 'Sample of bone')),
  hcpcs: written('samples/HCPC2019.txt', hcpcsTxt([HCPCS_RECORD])),
  'licensed-text': written(
    'samples/own.csv',
    ownCsv('code,short,long', '63278,Own words here,Longer own words'),
  ),
  crosswalk: written(
    'samples/map.csv',
    ownCsv(
      'source,target,relationship,confidence,justification',
      'CPT:63278,ICD10PCS:00BT4ZZ,BROADER,0.5,sample',
    ),
  ),
});

/** An installed command over a database of its own. */
export function importer() {
  const installed = installedCopy();
  let count = 0;
  return {
    ...installed,
    /** A database path that is not used yet. */
    fresh: () => join(installed.folder, `data-${++count}`, 'graph.db'),
    run: (database: string, ...options: readonly string[]) =>
      run(installed.folder, options, { CODELATTICE_DB: database }),
    start: (database: string, ...options: readonly string[]) =>
      start(installed.folder, options, { CODELATTICE_DB: database }),
  };
}

/** The first row of what a statement finds in a database file. */
export function found<Row>(database: string, sql: string): Row | undefined {
  const file = openDatabase(database, 'read');
  try {
    return file.prepare<Row>(sql).all()[0];
  } finally {
    file.close();
  }
}
