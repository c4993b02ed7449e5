import type { Code } from '../../lattice/code.ts';
import type { CrosswalkRelationship } from '../../lattice/crosswalk.ts';
import type { Crosswalk } from '../../store/records.ts';
import { type CandidateSystem, type Ends, readCandidates } from './candidates.ts';
import { cell, checkOnce, citationOf, listIn, oneOf, type Problems, type Row, readTable } from './table.ts';

const ICD10PCS: CandidateSystem = {
  system: 'ICD10PCS',
  titles: 'procedures',
  edges: 'icd10pcs',
  confidence: 'confidence',
  order: 'code, confidence, procedure',
  what: 'procedure',
  shape: 'as seven characters without I and O, such as 00BT0ZZ',
  orderFile: 'ICD-10-PCS order file',
};

/** How a procedure can relate to an operation; relationships.csv gives the reason for each that is used, by table. */
const POSSIBLE: readonly CrosswalkRelationship[] = ['EXACT', 'BROADER', 'NARROWER', 'RELATED'];

/** The table of ICD-10-PCS that holds a procedure: section, body system and what is done, such as 0RG. */
const tableOf = (procedure: string) => procedure.slice(0, 3);

/** Reads the procedures of ICD-10-PCS that belong to operations; `operations` are the codes they can name. */
export function readProcedures(
  folder: string,
  operations: readonly Pick<Code, 'id' | 'code'>[],
  problems: Problems,
) {
  const file = 'seed/crosswalk/relationships.csv';
  const columns = ['system', 'relationship', 'tables', 'why', 'evidence'];
  const reasons = readTable(folder, file, columns, problems);
  const said = reasons.rows.flatMap((row) => readReason(row, problems));
  const whyOf = new Map(said);
  const twice = (key: string) => `a reason for ${key} stands already; keep one`;
  checkOnce(reasons.rows, keysOf, problems, twice);
  const edge = (row: Row, ends: Ends | null) => readEdge(row, ends, whyOf, problems);
  const found = readCandidates(folder, operations, ICD10PCS, edge, problems);
  return { ...found, tables: [found.titles, reasons, found.edges] };
}

/** What a row gives the reason for, a relationship and a table each: `RELATED in 0RG`. */
const keysOf = (row: Row): string[] =>
  listIn(row, 'tables').map((table) => `${cell(row, 'relationship')} in ${table}`);

/** Why edges into some tables have a relationship, by its keys: the answer to "why is there no exact one?". */
function readReason(row: Row, problems: Problems): [key: string, why: string][] {
  const why = cell(row, 'why');
  const keys = keysOf(row);
  if (cell(row, 'system') !== ICD10PCS.system) {
    problems.add(row, `the system "${cell(row, 'system')}" has no such table; write ${ICD10PCS.system}`);
  }
  oneOf(row, 'relationship', POSSIBLE, problems, POSSIBLE.join(', '));
  if (why === '') problems.add(row, 'it is not said why it is no other; fill in the column why');
  if (keys.length === 0)
    problems.add(row, 'it names no table; write the first three characters, such as 0RG | 0SG');
  return keys.map((key) => [key, why]);
}

function readEdge(
  row: Row,
  ends: Ends | null,
  whyOf: ReadonlyMap<string, string>,
  problems: Problems,
): Crosswalk | null {
  const relationship = POSSIBLE.find((one) => one === cell(row, 'relationship'));
  const table = tableOf(cell(row, 'procedure'));
  const why = whyOf.get(`${relationship} in ${table}`);
  if (why === undefined) {
    problems.add(
      row,
      `no reason stands for the relationship "${cell(row, 'relationship')}" in table ${table}; ` +
        'add it to seed/crosswalk/relationships.csv, or write one that is there',
    );
  }
  const text = cell(row, 'confidence');
  const confidence = /^0\.\d+$|^1$/.test(text) ? Number(text) : null;
  if (confidence === null)
    problems.add(row, `the confidence "${text}" is none; write a number from 0 to 1, such as 0.5`);
  const when = cell(row, 'when');
  if (when === '') problems.add(row, 'it is not said in which case; fill in the column when');
  if (ends === null || relationship === undefined || why === undefined || confidence === null) return null;
  return {
    ...ends,
    relationship,
    confidence,
    justification: `${when}; ${why}`,
    citation: citationOf(row, 'evidence'),
  };
}
