import type { CodeId } from '../../lattice/code.ts';
import { medicareCode } from './codes.ts';
import { parseDay, parseOrdinalDay } from './release.ts';
import { RowFault } from './report.ts';
import { checkSpreadsheet } from './spreadsheet.ts';

/** An add-on code and a code it is reported with. */
export interface AocRow {
  readonly addOn: CodeId;
  /** Null where the contractor decides which codes these are (`CCCCC` in the file). */
  readonly primary: CodeId | null;
  /** 1: only with the primaries listed; 2: the contractor decides; 3: some are listed, the contractor may add. */
  readonly type: 1 | 2 | 3;
  /** The first day in force (`yyyy-mm-dd`); null where the file has none. */
  readonly effective: string | null;
  /** The last day in force: the pair, its add-on or its primary code ends. Null while no end is set. */
  readonly lastDay: string | null;
  readonly line: number;
}

/** Every field: its title, and its first and last position in the txt, from 1. */
export const AOC_FIELDS = {
  type: ['aoc_edit_type', 1, 1],
  addOn: ['add_on_code', 2, 6],
  addOnDeletion: ['aoc_del_dt', 7, 13],
  primary: ['primary_code', 14, 18],
  primaryDeletion: ['primary_code_del_dt', 19, 25],
  effective: ['aoc_edit_eff_dt', 26, 32],
  deletion: ['aoc_edit_del_dt', 33, 39],
} as const;

export type AocField = keyof typeof AOC_FIELDS;

/** Which field a title means, however it is written: `Add-On_Code`, `Primary_Code_DelDT`, `aoc edit eff dt (Julian)`. */
export function aocFieldOf(title: string): AocField | null {
  const text = title.toLowerCase().replace(/[^a-z0-9]/g, '');
  const of = /primary|edit|addon|aoc/.exec(text.replace(/^aoc(?=edit)/, ''))?.[0];
  if (text.includes('del')) {
    if (of === 'primary') return 'primaryDeletion';
    return of === undefined || of === 'edit' ? 'deletion' : 'addOnDeletion';
  }
  if (text.includes('eff')) return 'effective';
  if (text.includes('type')) return 'type';
  if (of === undefined || of === 'edit' || /desc|note|name/.test(text)) return null;
  return of === 'primary' ? 'primary' : 'addOn';
}

const CONTRACTOR = 'CCCCC';
const TYPES: Readonly<Record<string, 1 | 2 | 3>> = { 1: 1, 2: 2, 3: 3 };

/** The row whose fields `cell` gives, untrimmed; empty where the file has no such column. Throws RowFault for a wrong value. */
export function aocRow(line: number, cell: (field: AocField) => string): AocRow {
  const text = (field: AocField) => cell(field).trim();
  const day = (field: AocField) => dayOf(text(field), AOC_FIELDS[field][0]);
  const type = TYPES[text('type')];
  if (type === undefined) throw new RowFault(AOC_FIELDS.type[0], text('type'), '1, 2 or 3');
  const [lastDay = null] = [day('addOnDeletion'), day('primaryDeletion'), day('deletion')]
    .filter((one) => one !== null)
    .sort();
  return {
    addOn: medicareCode(text('addOn'), AOC_FIELDS.addOn[0]),
    primary: text('primary') === CONTRACTOR ? null : medicareCode(text('primary'), AOC_FIELDS.primary[0]),
    type,
    effective: day('effective'),
    lastDay,
    line,
  };
}

/** No day, or one after all years. */
const NO_DAY = /^(0*|9{4}\d*)$/;

function dayOf(text: string, column: string): string | null {
  if (NO_DAY.test(text)) return null;
  const day = parseOrdinalDay(text) ?? parseDay(text.replaceAll('-', ''));
  if (day !== null) return day;
  checkSpreadsheet(text, column, 0);
  throw new RowFault(column, text, 'a day such as 2024183 (the 183rd of 2024) or 20240701, or nothing');
}
