import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../errors.ts';
import { cellText } from '../text/safe-text.ts';
import type { Rows } from './query/rows.ts';
import { inColumns, inWidth } from './terminal-table.ts';
import { writeWhole } from './whole-file.ts';

const FORMATS = ['json', 'csv', 'table'] as const;
type Format = (typeof FORMATS)[number];

/** How and where an answer is written. */
export interface OutputOptions {
  readonly format?: string;
  /** The terminal where it is left out. */
  readonly out?: string;
  /** How many rows at most. */
  readonly limit?: number;
}

/** The format that is named, or that the file's name tells; a table else. Throws UsageError for another. */
export function formatOf({ format, out }: OutputOptions): Format {
  const named = format ?? /\.(json|csv)$/.exec(out ?? '')?.[1] ?? 'table';
  const known = FORMATS.find((one) => one === named);
  if (known === undefined) throw new UsageError(`--format is ${FORMATS.join(', ')}, not "${named}".`);
  return known;
}

/** Rows as CSV, or as aligned columns that fit the terminal. */
export function inRows(
  { columns, rows }: Rows,
  format: 'csv' | 'table',
  { out, limit = Number.POSITIVE_INFINITY }: OutputOptions,
): string {
  const cells = rows.slice(0, limit).map((row) => row.map(cellText));
  if (format === 'csv') {
    // A spreadsheet takes a file for UTF-8 by its mark only.
    return stringify([[...columns], ...cells], { bom: out !== undefined });
  }
  const width = out === undefined && process.stdout.isTTY ? process.stdout.columns : undefined;
  const lines = width === undefined ? inColumns(columns, cells) : inWidth(columns, cells, width);
  return `${lines.join('\n')}\n`;
}

/** Writes a text where it is wanted. Throws UsageError where the file cannot be written. */
export async function writeOut(
  text: string,
  { out }: OutputOptions,
  say: (line: string) => void,
): Promise<void> {
  if (out === undefined) {
    say(text.trimEnd());
    return;
  }
  try {
    await writeWhole(out, text);
  } catch (error) {
    throw new UsageError(`--out ${out} cannot be written: ${(error as Error).message}`);
  }
}
