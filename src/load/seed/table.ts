import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { Citation } from '../../lattice/code.ts';

/** What is wrong with the seed, all at once: one line each, with file, line and remedy. */
export class SeedError extends Error {
  constructor(problems: readonly string[]) {
    super(`The seed has ${problems.length} problem(s):\n${problems.map((one) => `  ${one}`).join('\n')}`);
    this.name = 'SeedError';
  }
}

/** Gathers problems, so that one run names them all. */
export class Problems {
  readonly #found: string[] = [];

  add(at: Row | string, message: string): void {
    this.#found.push(typeof at === 'string' ? `${at}: ${message}` : `${at.file}:${at.line}: ${message}`);
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw new SeedError(this.#found);
  }
}

/** A row of a table with the place it stands at; `file` is relative to the package: `seed/cpt/codes.csv`. */
export interface Row {
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Table {
  readonly file: string;
  readonly content: Buffer;
  readonly rows: readonly Row[];
}

/** Reads a comma-separated file whose header must be exactly these columns. A file that cannot be read as such is a problem. */
export function readTable(
  folder: string,
  file: string,
  columns: readonly string[],
  problems: Problems,
): Table {
  const content = readOrNull(join(folder, file));
  if (content === null) {
    problems.add(file, 'the file is missing; restore it from the project');
    return { file, content: Buffer.alloc(0), rows: [] };
  }
  try {
    const records = parse(content, { bom: true, info: true, relax_column_count: false }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    const header = records[0]?.record ?? [];
    if (header.join() !== columns.join()) {
      problems.add(`${file}:1`, `the header is "${header.join()}"; it must be "${columns.join()}"`);
      return { file, content, rows: [] };
    }
    const rows = records.slice(1).map(({ record, info }) => ({
      file,
      line: info.lines,
      cells: Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ''])),
    }));
    return { file, content, rows };
  } catch (error) {
    problems.add(
      `${file}:${brokenLine(error, content)}`,
      `not a comma-separated table: ${error instanceof Error ? error.message : String(error)}; ` +
        'put a cell that holds a comma or a quote between quotes, and write a quote inside it twice',
    );
    return { file, content, rows: [] };
  }
}

/** Where reading stopped; for a quote that is never closed, the first line with an odd number of quotes. */
function brokenLine(error: unknown, content: Buffer): number {
  if (!(error instanceof CsvError)) return 1;
  if (error.code !== 'CSV_QUOTE_NOT_CLOSED') return Number(error.lines);
  const lines = content.toString('utf8').split('\n');
  return lines.findIndex((line) => line.split('"').length % 2 === 0) + 1;
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** A cell by column name; columns are checked when the table is read. */
export function cell(row: Row, column: string): string {
  return (row.cells[column] ?? '').trim();
}

/** The parts of a cell that lists alternatives between ` | `. */
export function listIn(row: Row, column: string): string[] {
  return cell(row, column)
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Where a row stands, and the work it rests on. */
export function citationOf(row: Row, evidence: string): Citation {
  return { source: row.file, line: row.line, evidence: cell(row, evidence) || null };
}

/** The value of a cell that must be one of these, in `listed` as a message names them; undefined, and a problem, where it is none. */
export function oneOf<Value extends string>(
  row: Row,
  column: string,
  values: readonly Value[],
  problems: Problems,
  listed: string = values.join(' or '),
): Value | undefined {
  const text = cell(row, column);
  const value = values.find((one) => one === text);
  if (value === undefined) problems.add(row, `the ${column} "${text}" is none; write ${listed}`);
  return value;
}

/** Rows that are named alike are problems, but for the first of each name; a row may have several. `message` tells of one by its twin before it. */
export function checkOnce(
  rows: readonly Row[],
  nameOf: (row: Row) => string | readonly string[],
  problems: Problems,
  message = (name: string, twin: Row) => `${name} stands already at line ${twin.line}; keep one`,
): void {
  const rowOf = new Map<string, Row>();
  for (const row of rows) {
    for (const name of [nameOf(row)].flat()) {
      const twin = rowOf.get(name);
      if (twin !== undefined) problems.add(row, message(name, twin));
      rowOf.set(name, row);
    }
  }
}
