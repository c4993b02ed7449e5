import type { Code } from '../../lattice/code.ts';
import { compareIds } from '../../lattice/edges.ts';
import type { Crosswalk, Never } from '../../store/records.ts';
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

const ICD10CM: CandidateSystem = {
  system: 'ICD10CM',
  what: 'diagnosis',
  shape: 'with its dot, such as C79.51',
  orderFile: 'ICD-10-CM order file',
};

/** How sure a `fit` is. The steps are ours: they order the edges, and say no more than that. */
const CONFIDENCE: Readonly<Record<string, number>> = { high: 0.9, medium: 0.6, low: 0.3 };

interface DiagnosisTables {
  readonly codes: readonly Code[];
  readonly crosswalk: readonly Crosswalk[];
  readonly never: readonly Never[];
  readonly tables: readonly Table[];
}

/** Reads the diagnoses met with operations, and those never met with them; `operations` are the codes they can name. */
export function readDiagnoses(
  folder: string,
  operations: readonly Pick<Code, 'id' | 'code'>[],
  problems: Problems,
): DiagnosisTables {
  const read = (file: string, ...columns: string[]) =>
    readTable(folder, `seed/crosswalk/${file}.csv`, columns, problems);
  const headings = read('headings', 'code', 'title', 'evidence');
  const titles = read('diagnoses', 'code', 'title', 'evidence');
  const edges = read('icd10cm', 'code', 'diagnosis', 'relationship', 'fit', 'when', 'evidence');
  const nots = read('never', 'code', 'diagnosis', 'why', 'evidence');

  const headed = new Set(headings.rows.map((row) => cell(row, 'code')));
  const heading = (code: string) =>
    headed.has(code) ? `${code} is a heading of ICD-10-CM and no code by itself; name a code under it` : null;
  const codes = titles.rows.flatMap((row) => {
    const why = heading(cell(row, 'code'));
    if (why !== null) problems.add(row, why);
    return readTitled(row, ICD10CM, problems);
  });
  const endsOf = endsIn(operations, codes, titles, ICD10CM, problems, heading);
  const edgeOf = new Map(edges.rows.map((row) => [row, readEdge(row, endsOf(row), problems)]));
  const neverOf = new Map(nots.rows.map((row) => [row, readNever(row, endsOf(row), problems)]));

  const pair = (row: Row) => pairOf(row, ICD10CM);
  checkOnce(titles.rows, (row) => cell(row, 'code'), problems);
  checkOnce(edges.rows, pair, problems);
  checkOnce(nots.rows, pair, problems);
  const met = new Map(edges.rows.map((row) => [pair(row), row]));
  for (const row of nots.rows) {
    const edge = met.get(pair(row));
    if (edge) problems.add(row, `${pair(row)} is met at ${edge.file}:${edge.line}; keep one of the two`);
  }
  checkOrder(titles.rows, (a, b) => compareIds(cell(a, 'code'), cell(b, 'code')), 'code', problems);
  checkOrder(edges.rows, byEdge(edgeOf), 'code, INDICATION before SUPPORTING, fit, diagnosis', problems);
  checkOrder(nots.rows, (a, b) => compareIds(pair(a), pair(b)), 'code, diagnosis', problems);
  return {
    codes,
    crosswalk: [...edgeOf.values()].filter((edge) => edge !== null),
    never: [...neverOf.values()].filter((one) => one !== null),
    tables: [headings, titles, edges, nots],
  };
}

function readEdge(row: Row, ends: Ends | null, problems: Problems): Crosswalk | null {
  const relationship = cell(row, 'relationship');
  const known = relationship === 'INDICATION' || relationship === 'SUPPORTING' ? relationship : null;
  if (known === null) {
    problems.add(row, `the relationship "${relationship}" is none; write INDICATION or SUPPORTING`);
  }
  const fit = cell(row, 'fit');
  const confidence = CONFIDENCE[fit] ?? null;
  if (confidence === null) problems.add(row, `the fit "${fit}" is none; write high, medium or low`);
  const justification = cell(row, 'when');
  if (justification === '') problems.add(row, 'it is not said for which patient; fill in the column when');
  if (ends === null || known === null || confidence === null) return null;
  return { ...ends, relationship: known, confidence, justification, citation: citationOf(row, 'evidence') };
}

function readNever(row: Row, ends: Ends | null, problems: Problems): Never | null {
  const why = cell(row, 'why');
  if (why === '') problems.add(row, 'it is not said why not; fill in the column why');
  return ends && { ...ends, why, citation: citationOf(row, 'evidence') };
}
