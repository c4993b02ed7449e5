import type { CodeId } from '../../lattice/code.ts';
import type { FeeRow } from '../../lattice/fee-schedule.ts';
import { medicareCode } from './codes.ts';
import { RowFault } from './report.ts';
import { checkSpreadsheet } from './spreadsheet.ts';

/** One row of the relative value file: a code, or one side of it (modifier 26 or TC), or its broken-off form (53). */
export interface PfsRow extends FeeRow {
  readonly code: CodeId;
  /** As published, where the file has one. AMA text for CPT codes: nobody without its licence may store it. */
  readonly descriptor: string;
  readonly notUsedForPayment: boolean;
  readonly endoscopicBase: CodeId | null;
  readonly line: number;
}

/** Every field: its title in the stacked header of the csv, and its first and last position in the txt, from 1. */
export const PFS_FIELDS = {
  code: ['HCPCS', 1, 5],
  modifier: ['MOD', 6, 7],
  descriptor: ['DESCRIPTION', 8, 57],
  status: ['STATUS CODE', 58, 58],
  notUsedForPayment: ['NOT USED FOR MEDICARE PAYMENT', 59, 59],
  workRvu: ['WORK RVU', 60, 65],
  nonFacilityPeRvu: ['NON-FAC PE RVU', 67, 72],
  nonFacilityNa: ['NON-FAC NA INDICATOR', 73, 74],
  facilityPeRvu: ['FACILITY PE RVU', 76, 81],
  facilityNa: ['FACILITY NA INDICATOR', 82, 83],
  malpracticeRvu: ['MP RVU', 85, 89],
  nonFacilityTotalRvu: ['NON-FACILITY TOTAL', 91, 96],
  facilityTotalRvu: ['FACILITY TOTAL', 97, 102],
  pcTc: ['PCTC IND', 103, 103],
  globalDays: ['GLOB DAYS', 104, 106],
  preOperative: ['PRE OP', 107, 109],
  intraOperative: ['INTRA OP', 110, 112],
  postOperative: ['POST OP', 113, 115],
  multipleProcedure: ['MULT PROC', 116, 116],
  bilateral: ['BILAT SURG', 117, 117],
  assistant: ['ASST SURG', 118, 118],
  coSurgeon: ['CO- SURG', 119, 119],
  teamSurgeon: ['TEAM SURG', 120, 120],
  endoscopicBase: ['ENDO BASE', 128, 132],
  conversionFactor: ['CONV FACTOR', 133, 140],
} as const;

export type PfsField = keyof typeof PFS_FIELDS;

const MODIFIERS: readonly string[] = ['', '26', 'TC', '53'];
const GLOBAL_DAYS: readonly string[] = ['000', '010', '090', 'XXX', 'YYY', 'ZZZ', 'MMM'];

/** The row whose fields `cell` gives, untrimmed. Throws RowFault for a wrong value. */
export function pfsRow(line: number, cell: (field: PfsField) => string): PfsRow {
  const text = (field: PfsField) => cell(field).trim();
  const matching = (field: PfsField, pattern: RegExp, expected: string): string => {
    const value = text(field);
    if (!pattern.test(value)) throw new RowFault(PFS_FIELDS[field][0], value, expected);
    return value;
  };
  const indicator = (field: PfsField) => matching(field, /^\d$/, 'one digit');
  const flag = (field: PfsField, set: string): boolean => {
    const value = text(field);
    if (value !== '' && value !== set) throw new RowFault(PFS_FIELDS[field][0], value, `${set} or nothing`);
    return value === set;
  };
  const number = (field: PfsField): number | null => {
    const value = matching(
      field,
      /^(\d{0,7}\.\d{1,6}|\d{1,7}|NA|)$/,
      'a number such as 12.34, NA or nothing',
    );
    return value === '' || value === 'NA' ? null : Number(value);
  };
  const code = medicareCode(text('code'), PFS_FIELDS.code[0]);
  const globalDays = text('globalDays');
  checkSpreadsheet(globalDays, PFS_FIELDS.globalDays[0], 3);
  if (!GLOBAL_DAYS.includes(globalDays)) {
    throw new RowFault(PFS_FIELDS.globalDays[0], globalDays, `one of ${GLOBAL_DAYS.join(', ')}`);
  }
  const modifier = text('modifier');
  if (!MODIFIERS.includes(modifier))
    throw new RowFault(PFS_FIELDS.modifier[0], modifier, '26, TC, 53 or nothing');
  const endoscopicBase = text('endoscopicBase');
  return {
    code,
    modifier,
    descriptor: text('descriptor'),
    status: matching('status', /^[A-Z]$/, 'one capital letter'),
    notUsedForPayment: flag('notUsedForPayment', '+'),
    workRvu: number('workRvu'),
    nonFacilityPeRvu: number('nonFacilityPeRvu'),
    nonFacilityNa: flag('nonFacilityNa', 'NA'),
    facilityPeRvu: number('facilityPeRvu'),
    facilityNa: flag('facilityNa', 'NA'),
    malpracticeRvu: number('malpracticeRvu'),
    nonFacilityTotalRvu: number('nonFacilityTotalRvu'),
    facilityTotalRvu: number('facilityTotalRvu'),
    pcTc: indicator('pcTc'),
    globalDays,
    preOperative: number('preOperative'),
    intraOperative: number('intraOperative'),
    postOperative: number('postOperative'),
    multipleProcedure: indicator('multipleProcedure'),
    bilateral: indicator('bilateral'),
    assistant: indicator('assistant'),
    coSurgeon: indicator('coSurgeon'),
    teamSurgeon: indicator('teamSurgeon'),
    endoscopicBase: endoscopicBase === '' ? null : medicareCode(endoscopicBase, PFS_FIELDS.endoscopicBase[0]),
    conversionFactor: number('conversionFactor'),
    line,
  };
}
