import { PFS_FIELDS, type PfsField } from '../../../src/load/files/pfs-row.ts';

/** Small files in the layouts of CMS. Codes and values are invented; there is no text of others in them. */

/** The cells of a row of the fee schedule, as the csv has them. */
export type PfsCells = Record<PfsField, string>;

export const PFS_CELLS: PfsCells = {
  code: '00100',
  modifier: '',
  descriptor: 'sample',
  status: 'A',
  notUsedForPayment: '',
  workRvu: '12.34',
  nonFacilityPeRvu: '5.60',
  nonFacilityNa: 'NA',
  facilityPeRvu: '4.50',
  facilityNa: '',
  malpracticeRvu: '1.20',
  nonFacilityTotalRvu: '19.14',
  facilityTotalRvu: '18.04',
  pcTc: '0',
  globalDays: '090',
  preOperative: '0.10',
  intraOperative: '0.80',
  postOperative: '0.10',
  multipleProcedure: '2',
  bilateral: '1',
  assistant: '2',
  coSurgeon: '1',
  teamSurgeon: '9',
  endoscopicBase: '',
  conversionFactor: '32.3465',
};

const STACK_2025 = [
  ',, , ,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,',
  ',,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED',
  ',,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS',
  ',,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT',
  'HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT',
];
const TEAM = 22;

/** A row with the columns of 2026: PRIC IND stands after TEAM. */
function of2026(row: string, upper: string): string {
  const cells = row.split(',');
  return [...cells.slice(0, TEAM + 1), upper, ...cells.slice(TEAM + 1)].join();
}

const FIELDS = Object.keys(PFS_FIELDS) as PfsField[];

/** The csv of a year: 31 columns in 2025, 32 from 2026 on. */
export function pfsCsv(rows: readonly PfsCells[], year = 2025, month = 'October'): string {
  const width = year < 2026 ? 31 : 32;
  const line = (text: string) => `,,${text}${','.repeat(width - 3)}`;
  const data = rows.map((row) => `${FIELDS.map((field) => row[field]).join()},09,0,99,0.00,0.00,0.00`);
  const stack =
    year < 2026
      ? STACK_2025
      : STACK_2025.map((row, index) => of2026(row, ['', '', '', 'PRIC', 'IND'][index] ?? ''));
  return [
    line(`${year} National Physician Fee Schedule Relative Value File ${month} Release`),
    line(`Sample ${year - 1}.`),
    line('Sample.'),
    line(' '),
    line('RELEASED 09/11/2025'),
    ...stack,
    ...(year < 2026 ? data : data.map((row) => of2026(row, '0'))),
    '',
  ].join('\r\n');
}

const RIGHT: readonly PfsField[] = [
  'workRvu',
  'nonFacilityPeRvu',
  'facilityPeRvu',
  'malpracticeRvu',
  'nonFacilityTotalRvu',
  'facilityTotalRvu',
  'conversionFactor',
];
const SHARES: readonly PfsField[] = ['preOperative', 'intraOperative', 'postOperative'];

/** The txt with fixed positions. */
export function pfsTxt(rows: readonly PfsCells[]): string {
  const records = rows.map((row) => {
    const record = Array<string>(171).fill(' ');
    for (const field of FIELDS) {
      const [, from, to] = PFS_FIELDS[field];
      const width = to - from + 1;
      const cell = SHARES.includes(field) ? row[field].replace(/^0/, '') : row[field];
      const text = RIGHT.includes(field) ? cell.padStart(width) : cell.padEnd(width);
      record.splice(from - 1, width, ...text.slice(0, width));
    }
    return record.join('');
  });
  return ['HDR SAMPLE', 'HDR 2026 SAMPLE', ...records, ''].join('\r\n');
}

const PTP_HEADER = [
  'CPT only copyright 2024 American Medical Association.  All rights reserved.\t\t\t\t\t\t',
  'Column1/Column2 Edits\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '\t\t\t\t\t9=not applicable\t',
];

/** The tab-separated text of the pair edits; a row is its seven fields. */
export function ptpTxt(rows: readonly (readonly string[])[], header = PTP_HEADER): string {
  return [...header, ...rows.map((row) => row.join('\t')), ''].join('\r\n');
}

export const PTP_ROW = ['00100', '0075T', '', '20200101', '*', '1', 'Sample reason'];

/** The csv of the unit limits: a notice over several lines, and a line end inside the header. */
export function mueCsv(rows: readonly string[], services = 'Practitioner'): Buffer {
  const header = `"HCPCS/\nCPT Code",${services} Services MUE Values,MUE Adjudication Indicator,MUE Rationale`;
  const notice = '"Sample notice \xa9 2025. \n\nOf several lines, with a comma.",,,';
  return Buffer.from([notice, header, ...rows, ''].join('\n'), 'latin1');
}

export const MUE_ROW = '00100,1,2 Date of Service Edit: Policy,Sample reason';

/** A line of an order file. */
export function orderLine(order: number, code: string, valid: boolean, title: string): string {
  const number = String(order).padStart(5, '0');
  return `${number} ${code.padEnd(7)} ${valid ? 1 : 0} ${title.slice(0, 60).padEnd(60)} ${title}\r\n`;
}

/** A record of HCPCS Level II: code, sequence, kind of record, texts, last day. */
export function hcpcsRecord(
  code: string,
  sequence: string,
  kind: string,
  long: string,
  short = '',
  end = '',
) {
  const dates = kind === '4' || kind === '8' ? '' : `2002010120020101${end.padEnd(8)}N`;
  const texts = `${long.padEnd(80)}${short.padEnd(28)}`;
  return `${`${code.padStart(5)}${sequence}${kind}${texts}`.padEnd(268)}${dates}`.padEnd(320);
}

/** The text of HCPCS Level II, with a notice and a modifier before its records. */
export function hcpcsTxt(records: readonly string[]): Buffer {
  const notice = '*Sample notice.\xa0\t\t';
  const modifier = [
    hcpcsRecord('A1', '00100', '7', 'Sample modifier'),
    hcpcsRecord('A1', '00200', '8', 'more'),
  ];
  return Buffer.from([notice, '', ...modifier, ...records, ''].join('\r\n'), 'latin1');
}

export const HCPCS_RECORD = hcpcsRecord('J1100', '00100', '3', 'Injection, sample, 1 mg', 'Sample inj');

/** A table that a user made: its header, then its rows. */
export function ownCsv(header: string, ...rows: readonly string[]): string {
  return [header, ...rows, ''].join('\n');
}

export function aocCsv(rows: readonly string[]): string {
  return ['"primary_code","add_on_code","aoc_edit_type"', ...rows, ''].join('\n');
}

/** A record of the add-on file with fixed positions: type, add-on, its end, primary code, its end, first and last day. */
export function aocRecord(
  ...fields: readonly [string, string, string, string, string, string, string]
): string {
  const widths = [1, 5, 7, 5, 7, 7, 7];
  return fields
    .map((field, index) => field.padEnd(widths[index] ?? 0))
    .join('')
    .padEnd(97);
}

/** The add-on file as CMS names its columns: a notice, the header, then its rows. */
export function aocTable(rows: readonly string[], delimiter = ','): string {
  const titles = [
    ...['AOC_Edit_Type', 'Add-On_Code', 'AOC_DelDT', 'Primary_Code', 'Primary_Code_DelDT', 'AOC_Edit_EffDT'],
    ...['AOC_Edit_DelDT', 'Special_Instruction_Notes'],
  ];
  const notice = `"Sample notice, of one line"${delimiter.repeat(titles.length - 1)}`;
  return [notice, titles.join(delimiter), ...rows.map((row) => row.replaceAll(',', delimiter)), ''].join(
    '\r\n',
  );
}
