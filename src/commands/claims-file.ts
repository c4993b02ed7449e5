import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { UsageError } from '../errors.ts';
import { divide } from '../lattice/code-ids.ts';
import { type Names, type OwnTable, ownTable, placesOf } from '../load/files/own-table.ts';

/** A claim of a file, by its id or its line, and the codes as they are written there. */
export interface FiledClaim {
  readonly claim: string;
  readonly codes: readonly string[];
}

type Column = 'claim' | 'code' | 'modifiers' | 'units';
const NAMES: Names<Column> = {
  claim: ['claimid', 'claim', 'claimnumber', 'claimno', 'encounterid', 'encounter'],
  code: ['code', 'cpt', 'hcpcs', 'cptcode', 'hcpcscode', 'procedurecode', 'procedure'],
  modifiers: ['modifiers', 'modifier', 'mods', 'mod'],
  units: ['units', 'unit', 'quantity', 'qty'],
};

/**
 * The claims of a file (`-` for the standard input): of a table with a column for the claim and one for the code, with
 * modifiers and units where it has them, the rows of a claim together; of any other text each line is a claim, its codes
 * divided by anything. Empty lines and those that begin with # are left out. Throws UsageError where it cannot be read.
 */
export function readClaims(path: string): FiledClaim[] {
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`the file of claims ${path} cannot be read: ${(error as Error).message}`);
  }
  const table = ownTable(text);
  const places = table && placesOf(table.header, NAMES);
  if (table !== null && places?.claim !== undefined && places.code !== undefined) {
    return byClaim(text, table, path);
  }
  return text.split(/\r?\n/).flatMap((line, index) => {
    const codes = line.startsWith('#') ? [] : divide(line);
    return codes.length === 0 ? [] : [{ claim: `line ${index + 1}`, codes }];
  });
}

function byClaim(text: string, { delimiter, header }: OwnTable, path: string): FiledClaim[] {
  const places = placesOf(header, NAMES);
  const claims = new Map<string, string[]>();
  for (const row of rowsIn(text, delimiter, path).slice(1)) {
    const cell = (column: Column) => row[places[column] ?? -1]?.trim() ?? '';
    const modifiers = cell('modifiers').match(/[A-Z0-9]{2}/gi) ?? [];
    const units = cell('units').replace(/\.0+$/, '');
    const code = [cell('code'), ...modifiers].filter((one) => one !== '').join('-');
    const codes = claims.get(cell('claim')) ?? [];
    claims.set(cell('claim'), codes);
    if (code !== '') codes.push(units === '' || units === '1' ? code : `${code} x${units}`);
  }
  return [...claims].map(([claim, codes]) => ({ claim, codes }));
}

function rowsIn(text: string, delimiter: string, path: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      comment: '#',
      comment_no_infix: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw new UsageError(
      `the file of claims ${path} is not a comma- or tab-separated table: ${(error as Error).message}`,
    );
  }
}
