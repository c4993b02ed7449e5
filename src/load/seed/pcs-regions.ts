import type { Citation } from '../../lattice/code.ts';
import { compareIds } from '../../lattice/edges.ts';
import type { Vocabulary } from '../../lattice/vocabulary.ts';
import { checkOrder } from './candidates.ts';
import { cell, checkOnce, citationOf, type Problems, type Row, readTable, type Table } from './table.ts';

/** In which of our regions a body part of ICD-10-PCS lies, and why. */
export interface PcsRegion {
  /** The official label of the body part, by which an importer sees that it is still the same. */
  readonly label: string;
  /** The id of a term: region:sacral. */
  readonly region: string;
  readonly justification: string;
  readonly citation: Citation;
}

export interface PcsRegionTable {
  /** By the first two characters of a code and its fourth: `0Q1`. */
  readonly regions: ReadonlyMap<string, PcsRegion>;
  readonly table: Table;
}

const placeOf = (row: Row) => cell(row, 'body_system') + cell(row, 'value');

/** Reads which body parts of ICD-10-PCS lie in one of our regions; a body part that is not listed has none. */
export function readPcsRegions(
  folder: string,
  vocabulary: Pick<Vocabulary, 'terms'>,
  problems: Problems,
): PcsRegionTable {
  const table = readTable(
    folder,
    'seed/icd10pcs/regions.csv',
    ['body_system', 'value', 'label', 'region', 'justification', 'evidence'],
    problems,
  );
  checkOnce(table.rows, placeOf, problems);
  checkOrder(table.rows, (a, b) => compareIds(placeOf(a), placeOf(b)), 'body_system, value', problems);
  return {
    regions: new Map(table.rows.map((row) => [placeOf(row), readRegion(row, vocabulary, problems)])),
    table,
  };
}

function readRegion(row: Row, vocabulary: Pick<Vocabulary, 'terms'>, problems: Problems): PcsRegion {
  if (!/^[0-9A-HJ-NP-Z]{2}$/.test(cell(row, 'body_system'))) {
    problems.add(
      row,
      `"${cell(row, 'body_system')}" is no section with its body system; write two characters such as 0Q`,
    );
  }
  if (!/^[0-9A-HJ-NP-Z]$/.test(cell(row, 'value'))) {
    problems.add(row, `"${cell(row, 'value')}" is no body part; write one character such as 1`);
  }
  const region = cell(row, 'region');
  if (vocabulary.terms.get(region)?.axis !== 'REGION') {
    problems.add(row, `the region "${region}" does not exist; name one of seed/terms/region.csv`);
  }
  for (const column of ['label', 'justification']) {
    if (cell(row, column) === '') problems.add(row, `${placeOf(row)} has no ${column}; fill it in`);
  }
  return {
    label: cell(row, 'label'),
    region,
    justification: cell(row, 'justification'),
    citation: citationOf(row, 'evidence'),
  };
}
