import { cellText } from './safe-text.ts';

/** Rows as RFC 4180 has them, for files that a browser makes too; no spreadsheet takes a cell for a formula. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');

function field(value: string): string {
  const safe = cellText(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
