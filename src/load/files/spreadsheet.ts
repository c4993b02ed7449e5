import { RowFault } from './report.ts';

const SCIENTIFIC = /^\d(\.\d+)?E[+-]\d+$/i;
const DECIMAL = /^\d+\.0+$/;
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const DATE = new RegExp(
  `^(?:\\d{1,2}-${MONTH}(?:-\\d{2,4})?|${MONTH}-\\d{1,4}|\\d{1,2}/\\d{1,2}/\\d{2,4})$`,
  'i',
);

/**
 * Throws where a value shows that a spreadsheet has opened and saved the file, which damages all of it. `digits` is how many
 * a number in the column has with its leading zeros (5 for a code such as 00100); 0 where it holds no such numbers.
 */
export function checkSpreadsheet(value: string, column: string, digits: number): void {
  const text = value.trim();
  const spoilt = (was: string, how: string) => {
    throw new RowFault(column, text, was, how);
  };
  if (digits > 0 && /^\d+$/.test(text) && text.length < digits) {
    spoilt(text.padStart(digits, '0'), 'dropped leading zeros');
  }
  if (digits > 0 && DECIMAL.test(text)) {
    spoilt(text.replace(/\..*$/, '').padStart(digits, '0'), 'made a number of it');
  }
  if (SCIENTIFIC.test(text)) spoilt('what was published', 'rounded it as a number');
  if (DATE.test(text)) spoilt('what was published', 'made a date of it');
}
