import { ImportError } from '../files/import-error.ts';
import type { TableRow } from '../files/pcs-tables.ts';
import type { Selection } from '../files/select.ts';
import type { Titled } from './icd10pcs-titled.ts';

/**
 * The tables, written out, must be the codes of the order file, neither more nor fewer. Throws ImportError that names the
 * first code that only one of them has. Does nothing where there are no tables.
 */
export function checkExpansion(
  rows: readonly TableRow[],
  codes: readonly Titled[],
  selection: Selection<'icd10pcs'>,
): void {
  const place = (part: string) =>
    selection.files.find((file) => file.part === part)?.member.place ?? selection.path;
  if (codes.length === 0) {
    throw new ImportError({
      file: selection.path,
      found: 'there are tables or definitions of ICD-10-PCS, but no order file',
      expected: `the order file of ${selection.release.name} beside them`,
      remedy: 'Put the order file and the XML files of the year into one folder and import that.',
    });
  }
  if (rows.length === 0) return;
  const listed = new Set(codes.map(({ code }) => code));
  const expanded = new Set<string>();
  for (const row of rows) {
    const codesOfRow = expand(row);
    if (codesOfRow.length !== row.codes) {
      throw disagree(
        place('tables'),
        row.line,
        `the row has ${codesOfRow.length} codes, and says ${row.codes}`,
      );
    }
    for (const code of codesOfRow) {
      if (!listed.has(code)) throw disagree(place('tables'), row.line, `${code} is not in the order file`);
      expanded.add(code);
    }
  }
  const missing = codes.find(({ code }) => !expanded.has(code));
  if (missing !== undefined) {
    throw disagree(place('order'), missing.citation.line, `${missing.code} is not in the tables`);
  }
}

function expand({ table, values }: TableRow): string[] {
  let codes = [table];
  for (const position of values) codes = codes.flatMap((code) => position.map((value) => code + value));
  return codes;
}

function disagree(file: string, line: number, found: string): ImportError {
  return new ImportError({
    file,
    line,
    found,
    expected: 'tables and order file of the same year that agree code by code',
    remedy: 'Download both files of the year again from CMS.',
  });
}
