import { type CodeId, codeIn } from '../../lattice/code.ts';
import { RowFault } from './report.ts';
import { checkSpreadsheet } from './spreadsheet.ts';

/** The shape of a code in a Medicare file, for messages. */
const MEDICARE_CODE = 'a code of five characters such as 63278, 0075T or J1100';

const DIGITS = 5;

/** Codes read before: a file names the same code thousands of times. There are less than 30,000. */
const known = new Map<string, CodeId>();
const MOST_KNOWN = 100_000;

/** The CPT or HCPCS code of a cell, exactly as published: five characters, capitals. Throws RowFault for anything else. */
export function medicareCode(text: string, column: string): CodeId {
  const before = known.get(text);
  if (before !== undefined) return before;
  const code = codeIn('CPT', text) ?? codeIn('HCPCS', text);
  if (code === null) {
    checkSpreadsheet(text, column, DIGITS);
    throw new RowFault(column, text, MEDICARE_CODE);
  }
  if (known.size < MOST_KNOWN) known.set(text, code);
  return code;
}
