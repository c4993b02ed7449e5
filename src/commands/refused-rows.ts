import { lstat, open, rm } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { Prepared } from '../load/releases/import.ts';
import { cellText } from '../text/safe-text.ts';

const COLUMNS = ['file', 'line', 'column', 'value', 'expected'];

/** The refused rows as CSV. Values that may be text under a user's licence are left out. */
export function reportText(prepared: readonly Prepared[]): string {
  const rows = prepared.flatMap(({ import: { kind }, report }) => [
    ...report.rows.map((row) => (kind === 'licensed-text' ? { ...row, value: '' } : row)),
    ...moreThan(report.rows.length, report.refused),
  ]);
  return stringify(rows, { header: true, columns: COLUMNS, cast: { string: cellText } });
}

/** Removes the report of an earlier import. Leaves other files alone; returns whether a report was removed. */
export async function removeReport(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null);
  if (!found?.isFile() || !(await startsWith(path, `${COLUMNS.join()}\n`))) return false;
  await rm(path);
  return true;
}

async function startsWith(path: string, text: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(text.length), 0, text.length, 0);
    return buffer.subarray(0, bytesRead).toString() === text;
  } finally {
    await file.close();
  }
}

function moreThan(listed: number, refused: number) {
  if (refused <= listed) return [];
  return [
    { file: '', line: '', column: '', value: '', expected: `${refused - listed} more rows were refused` },
  ];
}
