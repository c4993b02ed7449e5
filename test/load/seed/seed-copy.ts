import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { readSeed } from '../../../src/load/seed/seed.ts';
import { SeedError } from '../../../src/load/seed/table.ts';
import { temporaryFolder } from '../../seeded.ts';

const NOON = new Date('2026-01-01T12:00:00Z');

/** A copy of the seed for each test, and how to change it, read it and list its problems. */
export function seedCopy() {
  let copy: { folder: string; remove(): void };
  beforeEach(() => {
    copy = temporaryFolder();
    cpSync(join(root, 'seed'), join(copy.folder, 'seed'), { recursive: true });
  });
  afterEach(() => copy.remove());

  const pathOf = (file: string) => join(copy.folder, 'seed', file);
  const read = (file: string) => readFileSync(pathOf(file), 'utf8');

  /** Replaces the one place where `before` stands in a file of the copy; answers its line. */
  function change(file: string, before: string, after: string): number {
    const text = read(file);
    const at = text.indexOf(before);
    if (at < 0 || text.indexOf(before, at + 1) >= 0) throw new Error(`${file} has not one "${before}"`);
    writeFileSync(
      pathOf(file),
      text.replace(before, () => after),
    );
    return text.slice(0, at).split('\n').length;
  }

  /** The line of the row that starts so. */
  function lineOf(file: string, start: string): number {
    return (
      read(file)
        .split('\n')
        .findIndex((row) => row.startsWith(start)) + 1
    );
  }

  /** Changes one cell of the row that starts with `id`; answers its line. Rows with quotes are not for this. */
  function setCell(file: string, id: string, column: string, value: string): number {
    const rows = read(file).split('\n');
    const index = rows.findIndex((row) => row.startsWith(`${id},`));
    const cells = (rows[index] ?? '').split(',');
    const at = (rows[0] ?? '').split(',').indexOf(column);
    if (index < 1 || at < 0 || rows[index]?.includes('"')) throw new Error(`${file}: no ${id} or ${column}`);
    cells[at] = value;
    rows[index] = cells.join(',');
    writeFileSync(pathOf(file), rows.join('\n'));
    return index + 1;
  }

  /** Appends a row; answers its line. */
  function append(file: string, row: string): number {
    const text = read(file);
    writeFileSync(pathOf(file), `${text}${row}\n`);
    return text.split('\n').length;
  }

  /** Removes the row that starts with `start`; answers the line it stood at. */
  function drop(file: string, start: string): number {
    const rows = read(file).split('\n');
    const index = rows.findIndex((row) => row.startsWith(start));
    if (index < 1) throw new Error(`${file} has no row "${start}"`);
    writeFileSync(pathOf(file), rows.filter((_, at) => at !== index).join('\n'));
    return index + 1;
  }

  /** The problems that reading the copy names, one a line. */
  function problems(): string[] {
    try {
      readSeed(copy.folder, NOON);
    } catch (error) {
      expect(error).toBeInstanceOf(SeedError);
      const [head, ...found] = (error as SeedError).message.split('\n');
      expect(head).toBe(`The seed has ${found.length} problem(s):`);
      expect(found.join('\n')).not.toContain(copy.folder);
      return found.map((one) => one.trim());
    }
    throw new Error('the damaged seed was read without a complaint');
  }

  /** Expects one problem, at the line that `damage` answers, which says this besides file and line. */
  function expectProblem(damage: () => number, file: string, message: RegExp): void {
    const line = damage();
    const found = problems();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
    expect(found[0]?.slice(0, `${file}:${line}: `.length)).toBe(`${file}:${line}: `);
  }

  const version = (day = NOON) => readSeed(copy.folder, day).version;
  return { pathOf, read, change, lineOf, setCell, append, drop, problems, expectProblem, version };
}
