import type { Code } from '../../lattice/code.ts';
import type { CrosswalkRelationship } from '../../lattice/crosswalk.ts';
import { compareIds } from '../../lattice/edges.ts';
import type { Crosswalk } from '../../store/records.ts';
import {
  byEdge,
  type CandidateSystem,
  checkOrder,
  type Ends,
  endsIn,
  pairOf,
  readTitled,
} from './candidates.ts';
import { citationOf } from './forest.ts';
import { cell, checkOnce, type Problems, type Row, readTable, type Table } from './table.ts';

const ICD10PCS: CandidateSystem = {
  system: 'ICD10PCS',
  what: 'procedure',
  shape: 'as seven characters without I and O, such as 00BT0ZZ',
  orderFile: 'ICD-10-PCS order file',
};

/** What a procedure can be to an operation; a row of relationships.csv must say why it is that and no other. */
const POSSIBLE: readonly CrosswalkRelationship[] = ['EXACT', 'BROADER', 'NARROWER', 'RELATED'];

interface ProcedureTables {
  readonly codes: readonly Code[];
  readonly crosswalk: readonly Crosswalk[];
  readonly tables: readonly Table[];
}

/** Reads the procedures of ICD-10-PCS that belong to operations; `operations` are the codes they can name. */
export function readProcedures(
  folder: string,
  operations: readonly Pick<Code, 'id' | 'code'>[],
  problems: Problems,
): ProcedureTables {
  const read = (file: string, ...columns: string[]) =>
    readTable(folder, `seed/crosswalk/${file}.csv`, columns, problems);
  const titles = read('procedures', 'code', 'title', 'evidence');
  const reasons = read('relationships', 'system', 'relationship', 'why', 'evidence');
  const edges = read('icd10pcs', 'code', 'procedure', 'relationship', 'confidence', 'when', 'evidence');

  const codes = titles.rows.flatMap((row) => readTitled(row, ICD10PCS, problems));
  const whyOf = new Map(reasons.rows.map((row) => readReason(row, problems)));
  const endsOf = endsIn(operations, codes, titles, ICD10PCS, problems);
  const edgeOf = new Map(edges.rows.map((row) => [row, readEdge(row, endsOf(row), whyOf, problems)]));

  checkOnce(titles.rows, (row) => cell(row, 'code'), problems);
  checkOnce(reasons.rows, (row) => `${cell(row, 'system')} ${cell(row, 'relationship')}`, problems);
  checkOnce(edges.rows, (row) => pairOf(row, ICD10PCS), problems);
  checkOrder(titles.rows, (a, b) => compareIds(cell(a, 'code'), cell(b, 'code')), 'code', problems);
  checkOrder(edges.rows, byEdge(edgeOf), 'code, confidence, procedure', problems);
  return {
    codes,
    crosswalk: [...edgeOf.values()].filter((edge) => edge !== null),
    tables: [titles, reasons, edges],
  };
}

/** Why edges have a relationship: the answer to "why is there no exact one?". */
function readReason(row: Row, problems: Problems): [CrosswalkRelationship | undefined, string] {
  const relationship = POSSIBLE.find((one) => one === cell(row, 'relationship'));
  const why = cell(row, 'why');
  if (cell(row, 'system') !== ICD10PCS.system) {
    problems.add(row, `the system "${cell(row, 'system')}" has no such table; write ${ICD10PCS.system}`);
  }
  if (relationship === undefined) {
    problems.add(
      row,
      `the relationship "${cell(row, 'relationship')}" is none; write ${POSSIBLE.join(', ')}`,
    );
  }
  if (why === '') problems.add(row, 'it is not said why it is no other; fill in the column why');
  return [relationship, why];
}

function readEdge(
  row: Row,
  ends: Ends | null,
  whyOf: ReadonlyMap<CrosswalkRelationship | undefined, string>,
  problems: Problems,
): Crosswalk | null {
  const relationship = POSSIBLE.find((one) => one === cell(row, 'relationship'));
  const why = relationship && whyOf.get(relationship);
  if (why === undefined) {
    problems.add(
      row,
      `no reason stands for the relationship "${cell(row, 'relationship')}"; ` +
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
