import { stringify } from 'csv-stringify/sync';
import type { Prepared } from './load/import.ts';

const COLUMNS = ['file', 'line', 'column', 'value', 'expected'];

/** The refused rows as CSV. Values that may be text under a user's licence are left out. */
export function reportText(prepared: readonly Prepared[]): string {
  const rows = prepared.flatMap(({ import: { kind }, report }) => [
    ...report.rows.map((row) => (kind === 'licensed-text' ? { ...row, value: '' } : row)),
    ...moreThan(report.rows.length, report.refused),
  ]);
  return stringify(rows, { header: true, columns: COLUMNS, escape_formulas: true });
}

function moreThan(listed: number, refused: number) {
  if (refused <= listed) return [];
  return [
    { file: '', line: '', column: '', value: '', expected: `${refused - listed} more rows were refused` },
  ];
}
